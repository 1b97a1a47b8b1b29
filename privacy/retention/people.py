"""People who left long ago: their names go, what they were and when stays for the counts of the past."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from audit.choices import Action
from audit.events import note
from privacy.models import LegalHold
from privacy.tables import Model, keys_to, mentioning, rows_naming
from schools.history import events_of, tracked_models
from schools.models import Employment, Person
from schools.periods import add_years

#: Stands where the name stood.
ERASED = "已匿名人员"


def people_overdue(on: date) -> models.QuerySet[Person]:
    """Return the people whose time is over on the day.

    Everything dated about them (employments, units, memberships, posts) ended so many years before as
    ``KEEP_PEOPLE_YEARS`` says, or they died then; nobody has put their data on hold.
    """
    limit = add_years(on, -settings.KEEP_PEOPLE_YEARS)
    worked = Employment._base_manager.filter(person=OuterRef("pk"))
    held = LegalHold._base_manager.filter(person=OuterRef("pk"), lifted_at=None)
    rows = Person._base_manager.exclude(name=ERASED).filter(~Exists(held)).order_by("pk")
    gone = Exists(worked)
    for model, path in _dated().items():
        lasting = model._base_manager.filter(**{path: OuterRef("pk")})
        lasting = lasting.filter(Q(period__upper_inf=True) | Q(period__endswith__gt=limit))
        gone &= ~Exists(lasting)
    return rows.filter(gone | Q(died_on__lte=limit))


def person_erase(person: Person, on: date) -> None:
    """Take the name of the person out of the register, its history and its records.

    Called as the owner and inside a transaction: nobody else may touch what is remembered. Papers that were
    frozen with a fingerprint stay as they are, and records of the audit go by their own time.
    """
    name, number = person.name, person.number
    for model in mentioning(frozen=False):
        for row in rows_naming(model, person, number, frozen=False):
            _texts_erase(row, mentioning(frozen=False)[model], name)
    fresh = {"name": ERASED, "sort_key": "", "staff_number": ""}
    Person._base_manager.filter(pk=person.pk).update(**fresh)
    events_of(Person)._base_manager.filter(pgh_obj_id=person.pk).update(**fresh)
    detail = {"fields": sorted(fresh), "kept_years": settings.KEEP_PEOPLE_YEARS, "on": on.isoformat()}
    note(Action.PURGE, Person._meta.db_table, person.pk, school_id=person.school_id, **detail)


def _texts_erase(row: models.Model, names: tuple[str, ...], name: str) -> None:
    """Put the mark where the name stands in the texts of the row, and in what is remembered of them."""
    changed = {}
    for field in names:
        value = getattr(row, field)
        other = _replaced(value, name)
        if other != value:
            changed[field] = other
    if not changed:
        return
    type(row)._base_manager.filter(pk=row.pk).update(**changed)
    if type(row) in tracked_models():
        for event in events_of(type(row))._base_manager.filter(pgh_obj_id=row.pk):
            again = {field: _replaced(getattr(event, field), name) for field in names}
            type(event)._base_manager.filter(pk=event.pk).update(**again)


def _replaced(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return value.replace(name, ERASED)
    if isinstance(value, list):
        return [_replaced(one, name) for one in value]
    if isinstance(value, dict):
        return {key: _replaced(one, name) for key, one in value.items()}
    return value


def _dated() -> dict[Model, str]:
    """Return the dated models with their key to a person."""
    return {
        model: names[0]
        for model, names in keys_to(Person).items()
        if any(isinstance(field, DateRangeField) for field in model._meta.concrete_fields)
    }

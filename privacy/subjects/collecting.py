"""Everything that is kept about one person, table by table.

Rows are found by their keys to the person, the events of those rows by theirs, and texts by the person's
name and register number. A name may be that of somebody else: who hands the copy out looks it through.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.choices import Action
from audit.models import AuditRecord
from privacy.tables import (
    Model,
    events_about,
    keys_to,
    mentioning,
    rows_by_key,
    rows_naming,
    told_of,
    way_to_school,
)
from schools.models import Person
from schools.periods import last_day

#: Rows of one table that are written out; more is said, and a person of many years has a few hundred.
MOST = 20_000
_ACTIONS = dict(Action.choices)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds: its label, its name for people, how the rows were found, they and their schools."""

    table: str
    name: str
    how: str
    rows: list[Pairs]
    schools: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one table that tell of the person, as far as whoever asks may read them."""

    model: Model
    how: str
    rows: models.QuerySet

    @property
    def name(self) -> str:
        """What people call the table."""
        return str(getattr(self.model, "pgh_tracked_model", self.model)._meta.verbose_name)

    def count(self) -> int:
        """Return how many rows the copy has of it, without reading them."""
        return min(self.rows.order_by().values("pk").count(), MOST)

    def read(self) -> Held:
        """Return the rows in words."""
        path = way_to_school(self.model)
        found = self.rows.order_by().values_list(path, flat=True).distinct() if path else ()
        told = [_told(row) for row in _with_names(self.rows)[:MOST]]
        return Held(self.model._meta.label, self.name, self.how, told, frozenset(found) - {None})


def sources_of(person: Person) -> Iterator[Source]:
    """Yield where something about the person may be: by key, remembered, in texts, on record."""
    own = {Person: Person._base_manager.filter(pk=person.pk)}
    own |= {model: rows_by_key(model, person) for model in keys_to(Person)}
    keys = {model: list(rows.values_list("pk", flat=True)[:MOST]) for model, rows in own.items()}
    for model, rows in own.items():
        yield Source(model, _("按人员"), rows)
    for model, found in keys.items():
        events = events_about(model, found)
        if events is not None:
            yield Source(events.model, _("历史记录"), events)
    for model in mentioning():
        if model is not AuditRecord:
            rows = rows_naming(model, person, person.name, person.number)
            others = rows.exclude(pk__in=keys.get(model, ()))
            yield Source(model, _("按姓名和登记号检索，可能有同名者"), others)
    written = (Q(subject=model._meta.db_table, subject_id__in=map(str, own)) for model, own in keys.items())
    yield Source(AuditRecord, _("按人员"), AuditRecord.objects.filter(reduce(or_, written)).order_by("pk"))


def held_of(person: Person) -> list[Held]:
    """Return what every table holds about the person; tables that hold nothing are left out."""
    return [held for held in (source.read() for source in sources_of(person)) if held.rows]


def _with_names(rows: models.QuerySet) -> models.QuerySet:
    """Return the rows with what their keys refer to, to be called by its name."""
    if rows.model not in (Person, *keys_to(Person)):
        return rows
    return rows.select_related(*(f.name for f in rows.model._meta.concrete_fields if f.is_relation))


def _told(row: models.Model) -> Pairs:
    if isinstance(row, AuditRecord):
        return _record(row)
    told = ((str(field.verbose_name), _words(row, field, value)) for field, value in told_of(row))
    return [pair for pair in told if pair[1]]


def _record(record: AuditRecord) -> Pairs:
    """Return when a row was written or looked at; by whom is for the auditor."""
    at = timezone.localtime(record.recorded_at).isoformat(timespec="seconds")
    what = str(_ACTIONS.get(record.action, record.action))
    table = str(_audited()[record.subject]._meta.verbose_name)
    return [(_("时间"), at), (_("行为"), what), (_("对象类型"), table)]


@cache
def _audited() -> dict[str, type[models.Model]]:
    """Return the tables whose records are in it, by their names in the database."""
    return {model._meta.db_table: model for model in (Person, *keys_to(Person))}


def _words(row: models.Model, field: models.Field, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.is_relation and field.name in row._state.fields_cache:
        return str(getattr(row, field.name))
    if isinstance(field, DateRangeField):
        return f"{value.lower or ''} / {last_day(value.upper) or ''}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)

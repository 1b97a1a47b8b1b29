"""Everything that is kept about one person, table by table.

Rows are found by their keys to the person, the events of those rows by theirs, and texts by the person's
name and register number. A name may be that of somebody else: who hands the copy out looks it through.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.choices import Action
from audit.models import AuditRecord
from privacy.tables import Model, events_about, keys_to, mentioning, rows_by_key, rows_naming, told_of
from schools.models import Person
from schools.periods import last_day

#: Rows of one table that are written out; more is said, and a person of many years has a few hundred.
MOST = 20_000
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """What one table holds: its label, its name for people, how the rows were found, and the rows."""

    table: str
    name: str
    how: str
    rows: list[Pairs]


def held_of(person: Person) -> list[Held]:
    """Return what every table holds about the person; tables that hold nothing are left out."""
    found = list(_by_key(person))
    keys = {model: [row.pk for row in rows] for model, rows in found}
    held = [_held(model, rows, _("按人员")) for model, rows in found]
    held += [_held(events.model, list(events[:MOST]), _("历史记录")) for events in _events(keys) if events]
    held += [
        _held(model, rows, _("按姓名和登记号检索，可能有同名者")) for model, rows in _texts(person, keys)
    ]
    held.append(_records(keys))
    return [one for one in held if one.rows]


def _by_key(person: Person) -> Iterator[tuple[Model, list[Any]]]:
    yield Person, [person]
    for model in keys_to(Person):
        related = [f.name for f in model._meta.concrete_fields if f.is_relation]
        yield model, list(rows_by_key(model, person).select_related(*related)[:MOST])


def _events(keys: dict[Model, list[Any]]) -> Iterator[models.QuerySet]:
    for model, own in keys.items():
        events = events_about(model, own)
        if events is not None:
            yield events


def _texts(person: Person, keys: dict[Model, list[Any]]) -> Iterator[tuple[Model, list[Any]]]:
    for model in mentioning():
        if model is AuditRecord:
            continue
        rows = {row.pk: row for row in rows_naming(model, person, person.name)[:MOST]}
        rows |= {row.pk: row for row in rows_naming(model, person, person.number)[:MOST]}
        yield model, [row for key, row in sorted(rows.items()) if key not in keys.get(model, ())]


def _records(keys: dict[Model, list[Any]]) -> Held:
    """Return when the rows were written and looked at; by whom is for the auditor."""
    rows: list[Pairs] = []
    actions, name = dict(Action.choices), str(AuditRecord._meta.verbose_name)
    for model, own in keys.items():
        written = AuditRecord.objects.filter(subject=model._meta.db_table, subject_id__in=map(str, own))
        for record in written.order_by("pk")[:MOST]:
            at = timezone.localtime(record.recorded_at).isoformat(timespec="seconds")
            what = str(actions.get(record.action, record.action))
            rows.append([(_("时间"), at), (_("行为"), what), (_("对象类型"), str(model._meta.verbose_name))])
    return Held(AuditRecord._meta.label, name, _("按人员"), rows)


def _held(model: Model, rows: Iterable[Any], how: str) -> Held:
    told = [
        [(str(field.verbose_name), _words(row, field, value)) for field, value in told_of(row)]
        for row in rows
    ]
    name = str(getattr(model, "pgh_tracked_model", model)._meta.verbose_name)
    return Held(model._meta.label, name, how, [[pair for pair in row if pair[1]] for row in told])


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

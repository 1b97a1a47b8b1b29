"""A change of rows in words: labels instead of columns, names instead of keys, days instead of ranges."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.choices import BodyKind
from governance.history.archive import Archive
from governance.history.events import EMPTY, RowChange, Values
from governance.models import PartyMembership, PartyOrganization, Post
from privacy.masking import is_hidden, masked
from schools.history import DELETE, INSERT, UPDATE
from schools.models import Employment, Person, Unit, UnitMembership
from schools.periods import last_day

#: Rows that name people who may hold no post: for those who work with the names.
OF_PEOPLE = (Person, Employment, UnitMembership, PartyMembership)
NONE = "—"


@dataclass(frozen=True, slots=True)
class Value:
    """One value before and after; empty where the row was not there. Hidden ones are masked on pages."""

    label: str
    before: str
    after: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a change."""

    kind: str
    name: str
    label: str
    said: str
    values: tuple[Value, ...]
    url: str = ""


def row_lines(changes: Iterable[RowChange], *, shows_hidden: bool = False) -> list[RowLine]:
    """Return the changes in words, in a fixed number of queries for each kind of row.

    Values that pages mask are masked unless ``shows_hidden``.
    """
    changes = list(changes)
    archive = Archive(changes)
    said = {INSERT: _("新增"), UPDATE: _("修改"), DELETE: _("删除")}
    return [_line(change, archive, said[change.label], shows_hidden) for change in changes]


def in_words(field: models.Field, value: Any, archive: Archive) -> str:
    """Return one value as people read it."""
    if value in EMPTY:
        return NONE
    if field.is_relation:
        return str(archive.find(field.remote_field.model, value) or NONE)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(field, DateRangeField):
        return period_words(value)
    if isinstance(field, ArrayField):
        names = dict(field.base_field.flatchoices)
        return _("、").join(str(names.get(one, one)) for one in value)
    return str(dict(field.flatchoices).get(value, value))


def period_words(period: Any) -> str:
    """Return a range of days from its first to its last day."""
    if period.upper is None:
        return _("%(start)s 起") % {"start": period.lower.isoformat()}
    return _("%(start)s 至 %(end)s") % {
        "start": period.lower.isoformat(),
        "end": last_day(period.upper).isoformat(),
    }


def _line(change: RowChange, archive: Archive, said: str, shows_hidden: bool) -> RowLine:
    row = archive.row(change.model, change.after or change.before or {})
    shown = [field for field in change.fields if field.editable and field.name != "position"]
    return RowLine(
        kind=change.kind,
        name=_name(row),
        label=str(change.model._meta.verbose_name),
        said=said,
        values=tuple(_value(field, change, archive, shows_hidden) for field in shown),
        url=_url(row) if change.after is not None else "",
    )


def _value(field: models.Field, change: RowChange, archive: Archive, shows_hidden: bool) -> Value:
    hidden = is_hidden(field)

    def words(values: Values | None) -> str:
        said = "" if values is None else in_words(field, values[field.attname], archive)
        return masked(said, shows=shows_hidden or not hidden)

    return Value(str(field.verbose_name), words(change.before), words(change.after), hidden)


def _name(row: Any) -> str:
    """Return what people call the row; a post by its body as well."""
    if isinstance(row, Post):
        body = row.body if row.body_kind != BodyKind.SCHOOL else row.school
        return f"{body} {row}"
    return str(row)


def _url(row: Any) -> str:
    if isinstance(row, PartyOrganization):
        return reverse("governance:organization", args=[row.number])
    if isinstance(row, Unit):
        return reverse("governance:unit", args=[row.number])
    return ""

"""What an auditor reads of a row: what happened to it, not what it says about people.

An auditor watches those who work with the register and is not one of them. Keys, dates, numbers and words
from a list are shown; of everything else only its length; of tables about people nothing but keys.
"""

from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext as _

#: Tables of which every value says something about a person.
ABOUT_PEOPLE = frozenset({"schools_person"})
#: Columns of text that are codes and numbers of the register, by table; ``*`` is every table.
OPEN_TEXT = {
    "*": frozenset({"code", "number", "operation", "rule", "sha256", "digest", "version", "prefix", "key"}),
    "accounts_user": frozenset({"username"}),
}
#: Columns that would be shown by their kind and say something about a person.
HIDDEN = {"accounts_user": frozenset({"date_joined"}), "governance_finding": frozenset({"subject_number"})}
_PLAIN = (
    models.AutoField,
    models.IntegerField,
    models.BooleanField,
    models.DateField,
    models.DateTimeField,
    models.UUIDField,
    models.ForeignKey,
    DateRangeField,
)


def shown(table: str, values: dict[str, Any] | None) -> dict[str, str]:
    """Return the values of a record as the auditor reads them, by column."""
    return {name: _shown(table, name, value) for name, value in sorted((values or {}).items())}


def is_open(table: str, column: str) -> bool:
    """Tell whether the values of the column are shown."""
    field = _columns(table).get(column)
    if field is None or column in HIDDEN.get(table, ()):
        return False
    if field.primary_key or isinstance(field, models.ForeignKey):
        return True
    if column in OPEN_TEXT["*"] | OPEN_TEXT.get(table, frozenset()):
        return True
    return table not in ABOUT_PEOPLE and (isinstance(field, _PLAIN) or bool(field.choices))


def _shown(table: str, column: str, value: Any) -> str:
    if value is None or value in ("", "***"):
        return value or ""
    if is_open(table, column):
        return str(value)
    return _("（已脱敏，%(n)s 字）") % {"n": len(str(value))}


@cache
def _columns(table: str) -> dict[str, models.Field]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return {field.column: field for field in model._meta.concrete_fields}
    return {}

"""Fields and values as people read them in a difference."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _


def heading(row: models.Model | None, name: str) -> str:
    """Return what a field is called."""
    if row is None:
        return name
    return str(row._meta.get_field(name).verbose_name)


def shown(row: models.Model | None, name: str, value: Any) -> str:
    """Return a value in words; "" for nothing."""
    if value in (None, "", []):
        return ""
    field_ = row._meta.get_field(name) if row is not None else None
    if isinstance(value, bool):
        return _("是") if value else _("否")
    choices = dict(getattr(field_, "flatchoices", None) or ())
    if isinstance(value, list):
        inner = dict(getattr(getattr(field_, "base_field", None), "flatchoices", None) or ())
        return _("、").join(str(inner.get(one, one)) for one in value)
    return str(choices.get(value, value))

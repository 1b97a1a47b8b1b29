"""Bodies that a form of the pages looks at: what it refuses there, it refuses here."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import Form
from django.utils.translation import gettext as _
from pydantic import Field

from api.http.types import Sent


def taken(form: Form, inside: str = "") -> dict[str, Any]:
    """Return what the form takes.

    Args:
        form: with what was sent.
        inside: the object of the body that it looks at, if not the body itself.

    Raises:
        ValidationError: by field, as the page says it.

    """
    if form.is_valid():
        return form.cleaned_data
    before = f"{inside}." if inside else ""
    raise ValidationError({f"{before}{name}": errors for name, errors in form.errors.as_data().items()})


def given(sent: Sent) -> dict[str, Any]:
    """Return what was sent; what was left out is not there."""
    found = {name: getattr(sent, name) for name in type(sent).model_fields}
    return {name: value for name, value in found.items() if value is not None}


def said(label: Any) -> Any:
    """Return the field of a body with what people call it."""
    return Field(description=str(label))


def called(model: type[Model], name: str) -> Any:
    """Return the field of a body that fills a field of the model."""
    return said(model._meta.get_field(name).verbose_name)


def keys_by_finding(rows: QuerySet, wanted: Iterable[int], field: str) -> dict[int, int]:
    """Return the keys of rows about findings, by those of the findings.

    Args:
        rows: of a notice or of an answer in a round, one a finding.
        wanted: the findings that were sent.
        field: where they were sent.

    Raises:
        ValidationError: on ``field``, naming findings that no row is about.

    """
    known = dict(rows.values_list("finding", "pk"))
    unknown = [str(key) for key in wanted if key not in known]
    if unknown:
        keys = _("、").join(unknown)
        raise ValidationError({field: _("这里没有编号为{keys}的检查发现。").format(keys=keys)})
    return known

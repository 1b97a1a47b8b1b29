"""Bodies that a form of the pages looks at: what it refuses there, it refuses here."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
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

"""Lists, a page at a time: each page says where the next begins, so that nothing is missed or told twice."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from api.http.problems import Kind, Problem, about

T = TypeVar("T")
_SALT = "api.cursor"


class Page(Schema, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(description="the cursor of the next page, null on the last")


class Paged(Schema):
    """What every list may be asked."""

    limit: int = Field(50, ge=1, le=200, description="how many at most")
    cursor: str = Field("", max_length=300, description="`next` of the page before")


def page_of(
    rows: QuerySet, asked: Paged, shown: Callable[[Sequence[Any]], list[Any]], *, newest_first: bool = False
) -> dict[str, Any]:
    """Return a page of the rows in the order of their keys.

    Args:
        shown: what is sent of the rows of a page, so that it can ask for all of them at once.

    Raises:
        Problem: 422 if the cursor is none of ours.

    """
    key = _key_of(asked.cursor, rows.model)
    if key is not None:
        rows = rows.filter(pk__lt=key) if newest_first else rows.filter(pk__gt=key)
    found = list(rows.order_by("-pk" if newest_first else "pk")[: asked.limit + 1])
    page = found[: asked.limit]
    following = _cursor_of(page[-1]) if len(found) > asked.limit else None
    return {"items": shown(page), "next": following}


def _cursor_of(row: Model) -> str:
    return signing.dumps(row.pk, salt=f"{_SALT}.{row._meta.label_lower}")


def _key_of(cursor: str, model: type[Model]) -> int | None:
    if not cursor:
        return None
    try:
        return int(signing.loads(cursor, salt=f"{_SALT}.{model._meta.label_lower}"))
    except (signing.BadSignature, ValueError, TypeError) as problem:
        text = _("这个位置标记无效，请从第一页开始。")
        raise Problem(Kind.INVALID, text, errors=about("query.cursor", text)) from problem

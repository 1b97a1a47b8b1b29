"""Do something with a handled row: lock it, ask its table, write down who did it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.courses import Course
from governance.domain.refusals import Denied, Stale
from oversight.models.entry import Handled


@contextmanager
def handling(
    course: Course,
    user: User | None,
    row: Handled,
    action: str,
    *,
    text: str = "",
    version: int | None = None,
    related: Iterable[str] = (),
) -> Iterator[Any]:
    """Hand out the locked, fresh row; afterwards it is in the state the table says, and on record.

    Args:
        course: the table of the row's noun.
        user: who does it; None is the register itself.
        text: the opinion to keep.
        version: the ``version`` of the row that the person saw; None asks nothing.
        related: what is read together with the row (``select_related``).

    Raises:
        Stale: if the row changed since the person looked.
        Denied: if it is not the user's to do, or not in this state.

    """
    with transaction.atomic():
        fresh = locked(row, related)
        if version is not None and version != fresh.version:
            raise Stale(
                _("{noun}“{row}”在您打开页面之后已被修改，请刷新后再试。").format(noun=course.noun, row=fresh)
            )
        verdict = course.may(user, fresh, action)
        if not verdict:
            raise Denied(verdict.reason)
        yield fresh
        move = course.table[action]
        fresh.state = move.to or fresh.state
        fresh.version += 1
        fresh.save()
        fresh.entries.create(action=action, text=text.strip(), actor=user)
        for field in fresh._meta.concrete_fields:  # let the caller's object show what was written
            setattr(row, field.attname, getattr(fresh, field.attname))


def locked(row: models.Model, related: Iterable[str] = ()) -> Any:
    """Lock the row until the transaction ends and return it as it is now."""
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=row.pk)


def require_text(text: str, message: str | None = None) -> str:
    """Return the opinion without blanks around it.

    Raises:
        ValidationError: on the field ``text``, if there is none.

    """
    if not text.strip():
        raise ValidationError({"text": message or _("请写明理由，对方要据此办理。")})
    return text.strip()

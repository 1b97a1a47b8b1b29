"""Edit one row through the door."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from mptt.models import MPTTModel

from governance.domain.act import Act
from governance.domain.operation import Change, operation
from governance.domain.record import snapshot, tree_fields
from governance.domain.rights import require_visible
from governance.domain.standing import at_hand
from governance.models import PartyMembership, PartyOrganization
from schools.domain.waiting_numbers import save_node
from schools.models import Jurisdiction, School

#: In a batch of many operations the constraints of the database speak when a row is written, with the
#: same sentences: asking about each of them beforehand takes most of the time.
asks_database_once: ContextVar[bool] = ContextVar("asks_database_once", default=False)


@contextmanager
def editing(
    act: Act,
    name: str,
    row: models.Model,
    *,
    organising: bool,
    reasoned: bool = False,
    decides: bool = False,
    branches: Iterable[PartyOrganization] = (),
) -> Iterator[tuple[Change, Any]]:
    """Hand out the locked, fresh row; check, save and note it when the block ends.

    Raises:
        Denied: if the actor cannot see the row.
        Refused, ReasonNeeded: as for ``operation``, which explains the keywords.
        ValidationError: if the row breaks a constraint.

    """
    require_visible(act.actor, row)
    kind = {"organising": organising, "reasoned": reasoned, "decides": decides}
    with operation(act, name, **scope_of(row), **kind, branches=branches) as change:
        [fresh] = at_hand(row)
        before = snapshot(fresh)
        yield change, fresh
        save_checked(fresh)
        change.altered(fresh, before)


def save_checked(row: models.Model) -> None:
    """Check the row as a form would, constraints included, and save it.

    Raises:
        ValidationError: with the sentence of the broken constraint.

    """
    period = getattr(row, "period", None)
    if period and period.lower and period.upper and period.upper <= period.lower:
        raise ValidationError({"period": _("结束日期应当晚于开始日期。")})
    if asks_database_once.get():
        row.clean_fields(exclude=tree_fields(row) | {f.name for f in row._meta.fields if f.is_relation})
        row.clean()
    else:
        row.full_clean(exclude=tree_fields(row))
    if isinstance(row, MPTTModel):
        save_node(row)
    else:
        row.save()


def scope_of(row: models.Model) -> dict[str, Any]:
    """Return where a row belongs, as ``operation`` takes it."""
    school, jurisdiction = owner_of(row)
    return {"school": school, "jurisdiction": jurisdiction}


def owner_of(row: models.Model) -> tuple[School | None, Jurisdiction | None]:
    """Return the school a row belongs to, or else its jurisdiction."""
    if isinstance(row, School):
        return row, None
    if isinstance(row, PartyMembership) and row.organization is None:
        return row.person.school, None
    school = _follow(row, getattr(type(row), "scope_path", ""))
    if school is not None:
        return school, None
    return None, _follow(row, getattr(type(row), "jurisdiction_path", ""))


def _follow(row: models.Model | None, path: str) -> models.Model | None:
    for step in path.split("__") if path else ():
        row = getattr(row, step, None) if row is not None else None
    return row if path else None

"""Whether the actor of an operation may do it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from accounts.permissions import Verdict, may_approve, may_edit, may_edit_branch, may_edit_jurisdiction
from governance.choices import LEADING_TYPES, OrgLevel
from governance.domain.refusals import Denied
from governance.models import PartyOrganization
from schools.models import Jurisdiction, School


def require_right(
    actor: Any,
    school: School | None,
    jurisdiction: Jurisdiction | None,
    decides: bool,
    branches: Iterable[PartyOrganization] = (),
) -> None:
    """Refuse an actor who may not edit there, or not decide where ``decides``; None is the system.

    What concerns ``branches`` of the school and nothing else is also open to who edits all of them.

    Raises:
        Denied: with the reason.

    """
    if actor is None or (school is None and jurisdiction is None and actor.is_superuser):
        return
    if school is None and jurisdiction is None:
        raise Denied(_("只有系统管理员可以修改。"))
    if school is None:
        verdict = may_edit_jurisdiction(actor, jurisdiction)
    elif decides:
        verdict = may_approve(actor, school)
    else:
        verdict = may_edit(actor, school)
        if not verdict:  # only now: whose branches they are takes queries
            verdict = min((may_edit_branch(actor, branch) for branch in branches), key=bool, default=verdict)
    require_allowed(verdict)


def require_allowed(verdict: Verdict) -> None:
    """Refuse who may not.

    Raises:
        Denied: with the reason.

    """
    if not verdict:
        raise Denied(verdict.reason)


def require_visible(actor: Any, *rows: models.Model | None) -> None:
    """Refuse rows the actor cannot see: a forged number in a form leads here.

    Raises:
        Denied: without a word about whether the row exists.

    """
    if actor is None:
        return
    for row in rows:
        if row is not None and not type(row).objects.visible_to(actor).filter(pk=row.pk).exists():
            raise Denied(_("所选内容不存在，或者不在您的管理范围内。"))


def require_nameable(actor: Any, place: School | Jurisdiction | None, *rows: models.Model | None) -> None:
    """Refuse rows that ``place`` may not refer to: what the actor sees may be named, and what is public.

    Raises:
        Denied: as for rows that cannot be seen.

    """
    area = place.jurisdiction if isinstance(place, School) else place
    require_visible(actor, *(row for row in rows if not is_public(row, area)))


def is_public(row: models.Model | None, area: Jurisdiction | None) -> bool:
    """Tell whether everybody in ``area`` may name the row, without looking into it.

    The committees of the jurisdictions above and the 学区 organisations of the area are public: a school
    names them as its superior and as the issuer of documents.
    """
    if not isinstance(row, PartyOrganization) or area is None:
        return False
    if row.jurisdiction is not None:
        return row.level == OrgLevel.UPPER and row.jurisdiction.is_ancestor_of(area, include_self=True)
    is_district = row.level == OrgLevel.DISTRICT and row.type in LEADING_TYPES
    return is_district and row.school.jurisdiction_id == area.pk

"""What somebody may do at a place, asked of the same functions as every page asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.grants.delegation import BRANCH, JURISDICTION, SCHOOL, kind_of
from accounts.models import User
from accounts.permissions import (
    Allowed,
    Denied,
    Verdict,
    may_approve,
    may_edit,
    may_edit_branch,
    may_edit_jurisdiction,
    may_export,
    may_review,
    may_see_members,
    may_see_people,
)


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing people do, and whether this one may."""

    label: Any
    verdict: Verdict


def _may_look(user: User, scope: Any) -> Verdict:
    seen = type(scope).objects.visible_to(user).filter(pk=scope.pk).exists()
    return Allowed() if seen else Denied(_("不在查看范围内。"))


QUESTIONS: dict[str, tuple[tuple[Any, Callable[[User, Any], Verdict]], ...]] = {
    JURISDICTION: (
        (_("查看"), _may_look),
        (_("看党员名单"), may_see_people),
        (_("登记本级党组织和规则参数"), may_edit_jurisdiction),
        (_("审批学校事项"), may_approve),
        (_("提意见、转办问题"), may_review),
        (_("导出"), may_export),
    ),
    SCHOOL: (
        (_("查看"), _may_look),
        (_("看党员名单"), may_see_people),
        (_("登记和调整结构"), may_edit),
        (_("审批学校事项"), may_approve),
        (_("提意见、转办问题"), may_review),
        (_("导出"), may_export),
    ),
    BRANCH: (
        (_("查看"), _may_look),
        (_("看本支部党员名单"), may_see_members),
        (_("办理本支部的党员和职务"), may_edit_branch),
        (_("登记和调整学校的结构"), lambda user, branch: may_edit(user, branch.school)),
        (_("导出"), lambda user, branch: may_export(user, branch.school)),
    ),
}


def abilities(user: User, scope: Any) -> list[Ability]:
    """Return everything that is asked about a place of its kind, with today's answer."""
    return [Ability(label, ask(user, scope)) for label, ask in QUESTIONS[kind_of(scope)]]

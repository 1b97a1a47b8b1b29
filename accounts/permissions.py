"""Who may do what, and the sentence that says why not.

Every function returns ``Allowed`` or ``Denied``; both are plain booleans in an ``if``, and the denial
carries the reason shown beside a disabled button. What somebody may *see* is ``visible_to``.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import NAMING, SEEING, AccessGrant, GrantRole, User
from schools.models import Jurisdiction, School


@dataclass(frozen=True, slots=True)
class Allowed:
    """A yes."""

    reason: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """A no with its reason."""

    reason: str

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | Denied


def grants_today(user: User) -> tuple[AccessGrant, ...]:
    """Return the user's grants of the day, read once per user object and day."""
    if not user.is_authenticated:
        return ()
    today = timezone.localdate()
    known = user.__dict__.get("_grants_today")
    if known is None or known[0] != today:
        grants = user.grants.as_of(today).select_related("jurisdiction", "school__jurisdiction")
        known = (today, tuple(grants.order_by("pk")))
        user.__dict__["_grants_today"] = known
    return known[1]


def covers(grant: AccessGrant, scope: School | Jurisdiction) -> bool:
    """Tell whether the grant reaches the school or the division."""
    if isinstance(scope, School):
        if grant.school_id is not None:
            return grant.school_id == scope.pk
        scope = scope.jurisdiction
    outer = grant.jurisdiction
    if outer is None:
        return False
    return outer.tree_id == scope.tree_id and outer.lft <= scope.lft and scope.rght <= outer.rght


def roles_on(user: User, scope: School | Jurisdiction) -> frozenset[str]:
    """Return the roles the user has today on the school or division; who edits a branch has one there."""
    return frozenset(grant.role for grant in grants_today(user) if covers(grant, scope))


def sees_anything(user: User) -> bool:
    """Tell whether any school's or division's data is the user's to see today."""
    return user.is_superuser or any(grant.role in SEEING for grant in grants_today(user))


def edits_branch(user: User, organization: Any) -> bool:
    """Tell whether the user is today an editor of the Party organisation or of one above it in its school.

    It goes up parent by parent: the numbers of the tree may be moving while somebody asks.
    """
    school = organization.school_id
    edited = {
        grant.organization_id
        for grant in grants_today(user)
        if grant.role == GrantRole.EDITOR and grant.school_id == school
    }
    while edited and organization is not None and organization.school_id == school:
        if organization.pk in edited:
            return True
        organization = organization.parent
    return False


def may_edit(user: User, school: School) -> Verdict:
    """Tell whether the user may change the structure of the school."""
    roles = roles_on(user, school)
    if user.is_superuser or GrantRole.ADMINISTRATOR in roles:
        return Allowed()
    if roles & {GrantRole.OFFICIAL, GrantRole.REVIEWER}:
        return Denied(_("学校结构由学校管理员登记，主管部门负责审核。"))
    if GrantRole.EDITOR in roles:
        return Denied(_("支部编辑只办理本支部的党员和职务，其他事项由学校管理员办理。"))
    return Denied(_("只有本校的学校管理员可以修改。"))


def may_edit_branch(user: User, organization: Any) -> Verdict:
    """Tell whether the user may change members and posts of the Party organisation of a school."""
    verdict = may_edit(user, organization.school)
    return Allowed() if edits_branch(user, organization) else verdict


def may_approve(user: User, scope: School | Jurisdiction) -> Verdict:
    """Tell whether the user decides on what the school applies for."""
    roles = roles_on(user, scope)
    if user.is_superuser or GrantRole.OFFICIAL in roles:
        return Allowed()
    if GrantRole.REVIEWER in roles:
        return Denied(_("审核人员提出意见、转办问题，由主管部门工作人员决定。"))
    return Denied(_("只有主管部门工作人员可以审批。"))


def may_review(user: User, scope: School | Jurisdiction) -> Verdict:
    """Tell whether the user looks into what the school handed in, and hands it on to who is to do it."""
    if user.is_superuser or {GrantRole.OFFICIAL, GrantRole.REVIEWER} & roles_on(user, scope):
        return Allowed()
    return Denied(_("只有主管部门的审核人员可以转办。"))


def may_edit_jurisdiction(user: User, jurisdiction: Jurisdiction) -> Verdict:
    """Tell whether the user may change organisations and settings of the division itself."""
    if user.is_superuser or GrantRole.OFFICIAL in roles_on(user, jurisdiction):
        return Allowed()
    return Denied(_("只有本级主管部门工作人员可以修改。"))


def may_export(user: User, scope: School | Jurisdiction) -> Verdict:
    """Tell whether the user may take the data of the school or division away as a file."""
    roles = roles_on(user, scope)
    if user.is_superuser or {GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR} & roles:
        return Allowed()
    if GrantRole.REVIEWER in roles:
        return Denied(_("审核人员不能导出数据。"))
    return Denied(_("查阅人员不能导出数据。"))


def may_see_people(user: User, scope: School | Jurisdiction) -> Verdict:
    """Tell whether the user may see lists of members; holders of posts are visible to every viewer."""
    if user.is_superuser or set(NAMING) & roles_on(user, scope):
        return Allowed()
    return Denied(_("查阅人员只看人数，不看党员名单。"))


def may_audit(user: User) -> Verdict:
    """Tell whether the user reads audit records; which ones, ``audit.reading`` says."""
    if user.is_superuser or any(grant.role == GrantRole.AUDITOR for grant in grants_today(user)):
        return Allowed()
    return Denied(_("只有审计管理员可以查阅审计记录。"))


def may_operate(user: User) -> Verdict:
    """Tell whether the user looks after the installation: sees how old its backups are."""
    if user.is_superuser or any(grant.role == GrantRole.SYSTEM for grant in grants_today(user)):
        return Allowed()
    return Denied(_("只有系统管理员可以查看运行状态。"))


def may_see_members(user: User, organization: Any) -> Verdict:
    """Tell whether the user may see the list of members of the Party organisation of a school."""
    verdict = may_see_people(user, organization.school)
    return Allowed() if edits_branch(user, organization) else verdict

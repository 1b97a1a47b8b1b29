"""Who may do what, and the sentence that says why not.

Every function returns ``Allowed`` or ``Denied``; both are plain booleans in an ``if``, and the denial
carries the reason shown beside a disabled button. What somebody may *see* is ``visible_to``.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AccessGrant, GrantRole, User
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
    """Return the roles the user has today on the school or division."""
    return frozenset(grant.role for grant in grants_today(user) if covers(grant, scope))


def may_edit(user: User, school: School) -> Verdict:
    """Tell whether the user may change the structure of the school."""
    if user.is_superuser or GrantRole.ADMINISTRATOR in roles_on(user, school):
        return Allowed()
    if GrantRole.OFFICIAL in roles_on(user, school):
        return Denied(_("学校结构由学校管理员登记，主管部门负责审核。"))
    return Denied(_("只有本校的学校管理员可以修改。"))


def may_approve(user: User, scope: School | Jurisdiction) -> Verdict:
    """Tell whether the user decides on what the school applies for."""
    if user.is_superuser or GrantRole.OFFICIAL in roles_on(user, scope):
        return Allowed()
    return Denied(_("只有主管部门工作人员可以审批。"))


def may_edit_jurisdiction(user: User, jurisdiction: Jurisdiction) -> Verdict:
    """Tell whether the user may change organisations and settings of the division itself."""
    if user.is_superuser or GrantRole.OFFICIAL in roles_on(user, jurisdiction):
        return Allowed()
    return Denied(_("只有本级主管部门工作人员可以修改。"))


def may_export(user: User, scope: School | Jurisdiction) -> Verdict:
    """Tell whether the user may take the data of the school or division away as a file."""
    working = {GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR}
    if user.is_superuser or working & roles_on(user, scope):
        return Allowed()
    return Denied(_("查阅人员不能导出数据。"))


def may_see_people(user: User, school: School) -> Verdict:
    """Tell whether the user may see lists of members; holders of posts are visible to every viewer."""
    working = {GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR}
    if user.is_superuser or working & roles_on(user, school):
        return Allowed()
    return Denied(_("查阅人员只看人数，不看党员名单。"))


def may_audit(user: User) -> Verdict:
    """Tell whether the user reads audit records; which ones, ``audit.reading`` says."""
    if user.is_superuser or any(grant.role == GrantRole.AUDITOR for grant in grants_today(user)):
        return Allowed()
    return Denied(_("只有审计管理员可以查阅审计记录。"))

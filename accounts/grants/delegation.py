"""Who may give what: the one table. What is not in it nobody may, save superusers."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import KEEPING, OFFICERS, AccessGrant, GrantDeed, GrantRole, User
from accounts.permissions import Allowed, Denied, Verdict, covers, grants_today
from schools.models import Jurisdiction, School

R = GrantRole


class Reach(StrEnum):
    """Where a giver may give, seen from the place of his own grant."""

    INSIDE = "inside"  # there and below
    BELOW = "below"  # below only: nobody makes his own equal


#: Role of the giver → role given → where. The keeper of accounts gives no rights at all, the keeper of
#: rights makes no accounts: it takes two to let somebody in.
TABLE: dict[str, dict[str, Reach]] = {
    R.SECURITY: dict.fromkeys(R, Reach.INSIDE),
    R.OFFICIAL: {
        R.OFFICIAL: Reach.BELOW,
        R.REVIEWER: Reach.INSIDE,
        R.ADMINISTRATOR: Reach.INSIDE,
        R.EDITOR: Reach.INSIDE,
        R.VIEWER: Reach.INSIDE,
    },
    R.ADMINISTRATOR: {R.EDITOR: Reach.INSIDE, R.VIEWER: Reach.INSIDE},
    R.REVIEWER: {},
    R.EDITOR: {},
    R.VIEWER: {},
    R.SYSTEM: {},
    R.AUDITOR: {},
}
#: What each role is given on.
JURISDICTION, SCHOOL, BRANCH = "jurisdiction", "school", "organization"
PLACES: dict[str, frozenset[str]] = {
    R.OFFICIAL: frozenset({JURISDICTION}),
    R.REVIEWER: frozenset({JURISDICTION, SCHOOL}),
    R.ADMINISTRATOR: frozenset({SCHOOL}),
    R.EDITOR: frozenset({BRANCH}),
    R.VIEWER: frozenset({JURISDICTION, SCHOOL}),
    **dict.fromkeys(OFFICERS, frozenset({JURISDICTION})),
}
#: Who opens accounts of people in the scope of his grant, and who switches them off.
OPENING = (R.SYSTEM, R.OFFICIAL, R.ADMINISTRATOR)
SWITCHING = (R.SYSTEM,)


def kind_of(scope: Any) -> str:
    """Return what a grant on ``scope`` is given on: a jurisdiction, a school or a branch of one."""
    if isinstance(scope, Jurisdiction):
        return JURISDICTION
    return SCHOOL if isinstance(scope, School) else BRANCH


def keeps_grants(user: User) -> bool:
    """Tell whether the pages of grants are for the user."""
    return user.is_superuser or any(grant.role in KEEPING for grant in grants_today(user))


def roles_to_give(user: User) -> list[str]:
    """Return the roles the user may give somewhere, in the order of the roles."""
    if user.is_superuser:
        return list(R)
    given = {role for grant in grants_today(user) for role in TABLE[grant.role]}
    return [role for role in R if role in given]


def may_give(giver: User, role: str, scope: Any) -> Verdict:
    """Tell whether ``giver`` may give the role on a jurisdiction, a school or a branch."""
    if kind_of(scope) not in PLACES[role]:
        return Denied(_("“{role}”不能授权在这样的范围上。").format(role=R(role).label))
    if giver.is_superuser or next(_behind(giver, role, scope), None) is not None:
        return Allowed()
    if role in OFFICERS:
        return Denied(_("系统、安全、审计管理员只能由安全管理员授权。"))
    return Denied(_("您不能在这个范围授予“{role}”。").format(role=R(role).label))


def latest_end(giver: User, role: str, scope: Any) -> date | None:
    """Return the day on which the giver's own right to give this ends; None if it does not."""
    ends = [grant.ends_on for grant in _behind(giver, role, scope)]
    return None if giver.is_superuser or None in ends else max(ends, default=None)


def may_keep(keeper: User, grant: AccessGrant) -> Verdict:
    """Tell whether ``keeper`` may end the grant or set another end: whoever could give it to its holder."""
    return may_be_given_to(keeper, grant.user) and may_give(keeper, grant.role, grant.scope)


def may_be_given_to(giver: User, receiver: User) -> Verdict:
    """Tell whether the giver may give anything to the receiver."""
    if giver.pk == receiver.pk:
        return Denied(_("不能给自己授权，也不能更改自己的授权。"))
    return Allowed()


def may_open_account(user: User, scope: School | Jurisdiction) -> Verdict:
    """Tell whether the user may open an account for somebody of the place."""
    if user.is_superuser or _holds(user, OPENING, scope):
        return Allowed()
    return Denied(_("只有系统管理员、主管部门工作人员和学校管理员可以在自己的范围新建用户。"))


def may_switch(user: User, account: User) -> Verdict:
    """Tell whether the user may switch the account off and on, and hand out a first password for it.

    The account must lie inside his scope as a whole: whoever has a right elsewhere is not his alone.
    """
    if user.pk == account.pk:
        return Denied(_("不能停用自己的账号。"))
    if user.is_superuser:
        return Allowed()
    if account.is_superuser:
        return Denied(_("超级用户由超级用户管理。"))
    grants = list(account.grants.select_related("school__jurisdiction", "jurisdiction"))
    today = timezone.localdate()
    running = [grant for grant in grants if grant.ends_on is None or grant.ends_on > today]
    if any(grant.role in (R.SECURITY, R.AUDITOR) for grant in running):
        # with a password of his making the keeper of accounts would be keeper of rights as well
        return Denied(_("安全管理员和审计管理员的账号由超级用户管理。"))
    places = [grant.school or grant.jurisdiction for grant in running or grants]
    places += [] if grants else _opened_at(account)
    if places and all(_holds(user, SWITCHING, place) for place in places):
        return Allowed()
    return Denied(_("只有系统管理员可以停用、恢复用户，并且该用户的授权应当都在其范围之内。"))


def _opened_at(account: User) -> list[Any]:
    opened = account.grant_events.filter(deed=GrantDeed.CREATED).exclude(school=None, jurisdiction=None)
    return [event.school or event.jurisdiction for event in opened.select_related("school__jurisdiction")]


def _behind(giver: User, role: str, scope: Any) -> Iterator[AccessGrant]:
    """Yield the giver's grants of today that let him give the role there."""
    place = scope.school if kind_of(scope) == BRANCH else scope
    for grant in grants_today(giver):
        reach = TABLE[grant.role].get(role)
        is_own = grant.jurisdiction is not None and grant.jurisdiction == place
        if reach is not None and covers(grant, place) and not (reach == Reach.BELOW and is_own):
            yield grant


def _holds(user: User, roles: tuple[str, ...], place: School | Jurisdiction) -> bool:
    return any(grant.role in roles and covers(grant, place) for grant in grants_today(user))

"""Users and their grants."""

from datetime import date
from typing import Any

from accounts.models import AccessGrant, GrantRole, User
from governance.models import PartyOrganization
from schools.models import Jurisdiction, School
from schools.periods import open_period
from tests.factories.days import next_number


def user(username: str = "", **changes: Any) -> User:
    """Return an active user with the password ``demo-password``."""
    name = username or f"demo-{next_number()}"
    return User.objects.create_user(
        username=name, password=changes.pop("password", "demo-password"), **changes
    )


def grant(
    user: User,
    scope: School | Jurisdiction | PartyOrganization,
    role: str = "",
    *,
    start=date(2020, 1, 1),
    end=None,
):
    """Give the user a role, by default that of an administrator, an official or an editor."""
    usual = {School: GrantRole.ADMINISTRATOR, Jurisdiction: GrantRole.OFFICIAL}
    role = role or usual.get(type(scope), GrantRole.EDITOR)
    place = {"school": scope} if isinstance(scope, School) else {"jurisdiction": scope}
    if isinstance(scope, PartyOrganization):
        place = {"school": scope.school, "organization": scope}
    return AccessGrant.objects.create(user=user, role=role, period=open_period(start, end), **place)

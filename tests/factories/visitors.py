"""Users and their grants."""

from datetime import date
from typing import Any

from accounts.models import AccessGrant, GrantRole, User
from schools.models import Jurisdiction, School
from schools.periods import open_period
from tests.factories.days import next_number


def user(username: str = "", **changes: Any) -> User:
    """Return an active user with the password ``demo-password``."""
    name = username or f"demo-{next_number()}"
    return User.objects.create_user(
        username=name, password=changes.pop("password", "demo-password"), **changes
    )


def grant(user: User, scope: School | Jurisdiction, role: str = "", *, start=date(2020, 1, 1), end=None):
    """Give the user a role; by default administrator of a school, official of a division."""
    is_school = isinstance(scope, School)
    role = role or (GrantRole.ADMINISTRATOR if is_school else GrantRole.OFFICIAL)
    place = {"school": scope} if is_school else {"jurisdiction": scope}
    return AccessGrant.objects.create(user=user, role=role, period=open_period(start, end), **place)

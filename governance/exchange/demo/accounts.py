"""Users of the demo county. Their passwords are random and shown once."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from accounts.passwords import random_password
from governance.exchange.demo.names import COMMITTEE_SCHOOLS, DISTRICT_TOWNS, GENERAL_TOWNS, URBAN_SCHOOLS
from schools.models import Jurisdiction, School
from schools.periods import open_period


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A user of the demo county; ``role`` is a grant's, empty for the superuser."""

    username: str
    display_name: str
    role: str = ""
    school: str = ""


def demo_users() -> tuple[DemoUser, ...]:
    """Return the users: one sees everything, one the county, three one school each, one only looks."""
    return (
        DemoUser("demo-admin", "系统管理员（演示）"),
        DemoUser("demo-county", "县级主管部门（演示）", "official"),
        DemoUser("demo-school", "党委学校管理员（演示）", "administrator", COMMITTEE_SCHOOLS[0][0]),
        DemoUser("demo-school-2", "党总支学校管理员（演示）", "administrator", f"{GENERAL_TOWNS[0]}中心学校"),
        DemoUser("demo-school-3", "党支部学校管理员（演示）", "administrator", URBAN_SCHOOLS[0][0]),
        DemoUser(
            "demo-school-4", "学区中心学校管理员（演示）", "administrator", f"{DISTRICT_TOWNS[0]}中心小学"
        ),
        DemoUser("demo-viewer", "查阅人员（演示）", "viewer"),
    )


@transaction.atomic
def ensure_demo_users(
    *, jurisdiction: Jurisdiction, on: date, reset_passwords: bool = False
) -> dict[str, str]:
    """Create the users that are missing; return the new passwords by username.

    With ``reset_passwords`` the users that were there get new passwords too.
    """
    passwords = {}
    for demo in demo_users():
        user, is_new = get_user_model().objects.get_or_create(
            username=demo.username,
            defaults={
                "display_name": demo.display_name,
                "is_staff": True,
                "is_superuser": not demo.role,
            },
        )
        if is_new:
            _grant(user, demo, jurisdiction, on)
        if is_new or reset_passwords:
            passwords[demo.username] = random_password()
            user.set_password(passwords[demo.username])
            user.is_active, user.enabled_at = True, timezone.now()
            user.save()
    return passwords


def _grant(user, demo: DemoUser, jurisdiction: Jurisdiction, on: date) -> None:
    if not demo.role:
        return
    scope = {"jurisdiction": jurisdiction}
    if demo.school:
        scope = {"school": School.objects.get(jurisdiction=jurisdiction, name=demo.school, is_demo=True)}
    user.grants.create(role=demo.role, period=open_period(on), **scope)

"""Everybody who may come to a handled row of a school, by name."""

from accounts.models import GrantRole
from schools.choices import JurisdictionLevel
from tests import factories

VISITORS = (
    "register",
    "administrator",
    "neighbour",
    "official",
    "outsider",
    "viewer",
    "stranger",
    "superuser",
)
SCHOOL = {"administrator", "superuser"}
ABOVE = {"official", "superuser"}


def visitors_of(school):
    """Return everybody by name; the register itself is nobody."""
    far = factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
    return {
        "register": None,
        "administrator": factories.grant(factories.user(), school).user,
        "neighbour": factories.grant(factories.user(), factories.school()).user,
        "official": factories.grant(factories.user(), school.jurisdiction).user,
        "outsider": factories.grant(factories.user(), far).user,
        "viewer": factories.grant(factories.user(), school, GrantRole.VIEWER).user,
        "stranger": factories.user(),
        "superuser": factories.user(is_superuser=True),
    }


def found_by(course, row, visitors, actions):
    """Return by action who may do it with the row as it stands; actions of nobody are left out."""
    found = {
        action: {name for name, user in visitors.items() if course.may(user, row, action)}
        for action in actions
    }
    return {action: who for action, who in found.items() if who}


def silent(course, row, visitors, actions):
    """Return who is refused without a reason."""
    return [
        (name, action)
        for name, user in visitors.items()
        for action in actions
        if not (verdict := course.may(user, row, action)) and not verdict.reason
    ]

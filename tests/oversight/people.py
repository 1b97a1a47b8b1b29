"""Everybody who may come to something of a school, by the names that the tables of tests use."""

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
#: Who edits the school, and who decides above it.
SCHOOL = {"administrator", "superuser"}
ABOVE = {"official", "superuser"}
REGISTER = {"register"}


def everybody(school):
    """Return the users by name; the register itself is nobody."""
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

"""Everybody who may come to what is done about findings, by name."""

from accounts.models import GrantRole
from governance.choices import OrgLevel, OrgType
from schools.choices import JurisdictionLevel
from tests import factories

VISITORS = (
    "register",
    "administrator",
    "neighbour",
    "official",
    "city",
    "outsider",
    "viewer",
    "county_viewer",
    "reviewer",
    "editor",
    "security",
    "stranger",
    "former",
    "superuser",
)
#: Who edits the school, and who decides above it.
SCHOOL = {"administrator", "superuser"}
ABOVE = {"official", "city", "superuser"}
REGISTER = {"register"}


def _branch(school):
    """Return a branch of the school that is not the school's own organisation."""
    return factories.organization(OrgType.BRANCH, school=school, level=OrgLevel.INNER)


def everybody(school):
    """Return the users by name; the register itself is nobody."""
    far = factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
    county = school.jurisdiction
    ended = factories.ON.replace(year=2021)
    return {
        "register": None,
        "administrator": factories.grant(factories.user(), school).user,
        "neighbour": factories.grant(factories.user(), factories.school(jurisdiction=county)).user,
        "official": factories.grant(factories.user(), county).user,
        "city": factories.grant(factories.user(), county.parent).user,
        "outsider": factories.grant(factories.user(), far).user,
        "viewer": factories.grant(factories.user(), school, GrantRole.VIEWER).user,
        "county_viewer": factories.grant(factories.user(), county, GrantRole.VIEWER).user,
        "reviewer": factories.grant(factories.user(), county, GrantRole.REVIEWER).user,
        "editor": factories.grant(factories.user(), _branch(school)).user,
        "security": factories.grant(factories.user(), county, GrantRole.SECURITY).user,
        "stranger": factories.user(),
        "former": factories.grant(factories.user(), school, end=ended).user,
        "superuser": factories.user(is_superuser=True),
    }

"""Who asks: every role, with its grant on the place itself, beside, above, below, out of time, nowhere."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import OFFICERS, User
from governance.choices import OrgType
from schools.choices import JurisdictionLevel
from schools.models import Jurisdiction, School
from tests import factories
from tests.governance.views.test_doors import made

AREA, SCHOOL, BRANCH = "area", "school", "branch"
#: Role and what it is given on.
FORMS = (
    ("official", AREA),
    ("reviewer", AREA),
    ("viewer", AREA),
    ("system", AREA),
    ("security", AREA),
    ("auditor", AREA),
    ("reviewer", SCHOOL),
    ("administrator", SCHOOL),
    ("viewer", SCHOOL),
    ("editor", BRANCH),
)
POSITIONS = ("own", "sibling", "parent", "child", "none", "ended", "future", "deactivated")


@dataclass
class World:
    """A school in a county, with what stands beside, above and below both; and a second school like it."""

    place: dict[str, Any]
    far: dict[str, Any]
    scopes: dict[tuple[str, str], Any]

    @property
    def school(self) -> School:
        """The school everything is asked about."""
        return self.place["rows"][0]

    @property
    def county(self) -> Jurisdiction:
        """Its county."""
        return self.place["rows"][1]


def build(*, with_far: bool = False) -> World:
    """Return the world; ``with_far`` makes the far school as rich as the near one."""
    city = factories.county().parent
    other = factories.jurisdiction("330702", "婺城区", JurisdictionLevel.COUNTY, parent=city)
    district = factories.jurisdiction(
        "330799", "演示片区", JurisdictionLevel.COUNTY, parent=factories.county()
    )
    county, other = (Jurisdiction.objects.get(code=code) for code in ("330781", other.code))
    lead = factories.school(jurisdiction=county)
    school = factories.school(jurisdiction=county, lead_school=lead)
    campus = factories.school(jurisdiction=county, lead_school=school)
    neighbour = factories.school(jurisdiction=county)
    far_school = factories.school(jurisdiction=other)
    place = made(county, school)
    far = made(other, far_school) if with_far else {"rows": (far_school, other)}
    branch = school.organizations.order_by("pk").first()
    scopes = {
        (AREA, "own"): county,
        (AREA, "sibling"): other,
        (AREA, "parent"): city,
        (AREA, "child"): district,
        (SCHOOL, "own"): school,
        (SCHOOL, "sibling"): neighbour,
        (SCHOOL, "parent"): lead,
        (SCHOOL, "child"): campus,
        (BRANCH, "own"): branch,
        (BRANCH, "sibling"): factories.organization(OrgType.BRANCH, school=neighbour),
        (BRANCH, "parent"): factories.organization(OrgType.BRANCH, school=lead),
        (BRANCH, "child"): factories.organization(OrgType.GROUP, parent=branch),
    }
    for scope in scopes.values():
        scope.refresh_from_db()
    return World(place, far, scopes)


def visitor(world: World, form: tuple[str, str], position: str, **changes: Any) -> User:
    """Return the user of the form from the position."""
    role, kind = form
    today = timezone.localdate()
    user = factories.user(is_active=position != "deactivated", **changes)
    days = {"ended": {"end": today}, "future": {"start": today + timedelta(days=1)}}.get(position, {})
    if position != "none":
        where = position if (kind, position) in world.scopes else "own"
        factories.grant(user, world.scopes[kind, where], role, **days)
    return user


def reaches(form: tuple[str, str], position: str) -> bool:
    """Tell whether the grant reaches the school and holds today."""
    role, kind = form
    return (
        position == "own"
        or (position == "parent" and kind == AREA)
        or (position, role) == ("child", "editor")
    )


def like(form: tuple[str, str], position: str) -> str:
    """Return the visitor of the doors' tables whom the user must be like."""
    role, kind = form
    if position == "deactivated":
        return "anonymous"
    if position in ("none", "ended", "future"):
        return "stranger"
    if reaches(form, position):
        return f"{'county' if kind == AREA else 'school'}_{role}" if (role, kind) in _LOOKING else role
    if role in OFFICERS:
        return f"far {role}"
    return {"official": "outsider", "administrator": "neighbour"}.get(role, "far looker")


#: The tables call a viewer of the county by that name, and a reviewer of one school by none yet.
_LOOKING = {("viewer", AREA), ("reviewer", SCHOOL)}

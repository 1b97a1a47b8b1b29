"""In whose name somebody issues a notice."""

from datetime import date

from accounts.models import GrantRole, User
from accounts.permissions import covers, grants_today
from governance.choices import OrgType
from governance.models import PartyOrganization
from schools.models import Jurisdiction, School

#: What ends the name of a place and is left out where the place only marks a number.
_KINDS = ("自治州", "自治县", "市", "县", "区", "省")


def office_of(user: User, school: School) -> Jurisdiction:
    """Return the jurisdiction for which the user acts towards the school: the nearest."""
    grants = [
        grant
        for grant in grants_today(user)
        if grant.role == GrantRole.OFFICIAL and grant.jurisdiction and covers(grant, school)
    ]
    nearest = max(grants, key=lambda grant: grant.jurisdiction.level, default=None)
    return nearest.jurisdiction if nearest else school.jurisdiction


def issuer_of(place: Jurisdiction, on: date) -> str:
    """Return the name under which the place issues notices: its upper Party organisation, or a blank."""
    found = PartyOrganization.objects.filter(jurisdiction=place, type=OrgType.UPPER, dissolved_on=None)
    names = list(found.order_by("depth", "pk").values_list("full_name", flat=True)[:1])
    return names[0] if names else f"{place.name}教育局"


def prefix_of(place: Jurisdiction) -> str:
    """Return how the numbers of the place begin."""
    kind = next(
        (kind for kind in _KINDS if place.name.endswith(kind) and len(place.name) > len(kind) + 1), ""
    )
    return f"{place.name.removesuffix(kind)}教整改"[:20]

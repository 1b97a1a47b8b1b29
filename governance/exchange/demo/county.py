"""What stands above the demo schools: the county's upper organisation and its three committees."""

from dataclasses import dataclass, field

from governance.choices import OrgKind, OrgLevel, OrgType
from governance.exchange.building.founding import found
from governance.exchange.building.organizations import add_organization
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.staff import autumn
from governance.models import PartyOrganization
from schools.models import Jurisdiction


@dataclass
class County:
    """The county with the organisations that schools stand under."""

    jurisdiction: Jurisdiction
    upper: PartyOrganization
    private: PartyOrganization
    retired: PartyOrganization
    centre: PartyOrganization
    districts: dict[int, PartyOrganization] = field(default_factory=dict)


def add_county(sheet: Sheet, jurisdiction: Jurisdiction) -> County:
    """Add the upper organisation of the county and the three committees directly under it."""
    place, since = jurisdiction.name, autumn(sheet.on, 15)
    upper = add_organization(
        sheet,
        jurisdiction,
        OrgType.UPPER,
        f"中共{place}委教育工作委员会（演示）",
        "市委教育工委（演示）" if place.endswith("市") else "县委教育工委（演示）",
        since=since,
        level=OrgLevel.UPPER,
        external_superior=f"中共{place}委员会（演示）",
    )

    def committee(name: str, kind: OrgKind) -> PartyOrganization:
        return found(
            sheet,
            jurisdiction,
            OrgType.COMMITTEE,
            f"中共{place}{name}委员会（演示）",
            f"{name}党委",
            since=autumn(sheet.on, 8),
            issuer=upper,
            level=OrgLevel.UPPER,
            kind=kind,
            parent=upper,
        )

    private = committee("民办学校综合", OrgKind.ON_DUTY)
    retired = committee("教育系统离退休干部", OrgKind.RETIRED)
    centre = committee("教师发展中心", OrgKind.ON_DUTY)
    return County(jurisdiction, upper, private, retired, centre)

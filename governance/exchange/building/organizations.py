"""Party organisations, what they stand on, whom they cover, who belongs to them, their terms."""

from datetime import date
from typing import Any

from governance.choices import AffiliationKind, DocumentKind, OrgLevel, OrgState, OrgType
from governance.exchange.building.sheet import DOCUMENT, ORGANIZATION, Sheet
from governance.models import (
    Affiliation,
    Document,
    HostUnit,
    JointCoverage,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    Term,
)
from schools.models import Jurisdiction, Person, School, Unit
from schools.periods import add_years, open_period

#: Years of a term by type of organisation (docs/judging.md §8).
TERM_YEARS = {OrgType.COMMITTEE: 5}
BRANCH_TERM_YEARS = 3


def host_fields(host: School | Jurisdiction) -> dict[str, Any]:
    """Return the two columns that say in which school or jurisdiction a row stands."""
    in_school = isinstance(host, School)
    return {"school": host if in_school else None, "jurisdiction": None if in_school else host}


def add_document(
    sheet: Sheet,
    host: School | Jurisdiction,
    kind: DocumentKind,
    *,
    title: str,
    issued_on: date,
    document_number: str = "",
    issuer: PartyOrganization | None = None,
) -> Document:
    """Add a document to the files of a school or jurisdiction."""
    return sheet.add(
        Document(
            **host_fields(host),
            register_number=sheet.number(host.code, DOCUMENT),
            kind=kind,
            title=title,
            document_number=document_number,
            issued_on=issued_on,
            issuer=issuer,
        )
    )


def add_organization(
    sheet: Sheet,
    host: School | Jurisdiction,
    type: OrgType,  # noqa: A002 -- the field's own name
    full_name: str,
    short_name: str,
    *,
    since: date,
    state: OrgState = OrgState.ACTIVE,
    level: OrgLevel = OrgLevel.INNER,
    parent: PartyOrganization | None = None,
    **fields: Any,
) -> PartyOrganization:
    """Add an organisation that has been in ``state`` since the day ``since``."""
    if state == OrgState.ACTIVE:
        fields = {"established_on": since, "activated_on": since, **fields}
    organization = sheet.add(
        PartyOrganization(
            **host_fields(host),
            number=sheet.number(host.code, ORGANIZATION),
            type=type,
            level=level,
            full_name=full_name,
            short_name=short_name,
            parent=parent,
            position=sheet.count(f"organisations of {host.code} under {parent and parent.number}"),
            state=state,
            state_since=since,
            is_imported=True,
            **fields,
        )
    )
    sheet.add(OrganizationStatus(organization=organization, state=state, period=open_period(since)))
    return organization


def stand_on(sheet: Sheet, organization: PartyOrganization, *units: Unit, start: date) -> None:
    """Let the organisation stand on the units."""
    for unit in units:
        period = open_period(max(start, unit.starts_on))
        sheet.add(HostUnit(organization=organization, unit=unit, period=period))


def cover(sheet: Sheet, organization: PartyOrganization, *schools: School, start: date) -> None:
    """Let the joint branch cover the schools."""
    for school in schools:
        sheet.add(JointCoverage(organization=organization, school=school, period=open_period(start)))


def affiliate(sheet: Sheet, school: School, kind: AffiliationKind, outer_name: str, start: date) -> None:
    """Record that the school is attached to an outer organisation, or has a liaison."""
    sheet.add(Affiliation(school=school, kind=kind, outer_name=outer_name, period=open_period(start)))


def enrol(
    sheet: Sheet,
    person: Person,
    organization: PartyOrganization | None,
    start: date,
    *,
    group: PartyOrganization | None = None,
    outside: str = "",
) -> PartyMembership:
    """Put a member formally into a branch and a party group, or into an organisation outside the register."""
    return sheet.add(
        PartyMembership(
            person=person,
            organization=organization,
            external_organization=outside,
            party_group=group,
            period=open_period(start),
        )
    )


def open_term(sheet: Sheet, organization: PartyOrganization, start: date, seats: int, **fields: Any) -> Term:
    """Open a term of the usual length; 0 seats means that the branch has no committee."""
    years = TERM_YEARS.get(OrgType(organization.type), BRANCH_TERM_YEARS)
    fields.setdefault("planned_end", add_years(start, years))
    return sheet.add(
        Term(organization=organization, committee_seats=seats, period=open_period(start), **fields)
    )

"""Facts of the organisations that a jurisdiction hosts and no school does: their terms and their seats."""

from collections import defaultdict
from datetime import date
from typing import Any

from governance.choices import LIVE_STATES, BodyKind, OrgLevel, OrgState, OrgType, Role
from governance.domain.facts.parameters import load_settings
from governance.domain.facts.terms import Seats, load_seats, load_terms
from governance.facts import Id, OrgFact, RoleFact, SchoolFacts
from governance.models import OrganizationStatus, RoleAssignment
from schools.models import Jurisdiction


def load_place_facts(on: date) -> dict[Id, SchoolFacts]:
    """Return by jurisdiction what is known on ``on`` of the organisations at work that it hosts.

    What it returns is for questions about terms and seats: members are not counted, and of who holds a
    post no more is told than that. A fixed number of queries, however many jurisdictions there are.
    """
    rows = list(_rows(on))
    ids = [row.organization_id for row in rows]
    terms, seats, roles = load_terms(ids, on), load_seats(ids, on), _roles(ids, on)
    hosted: dict[Id, list[OrgFact]] = defaultdict(list)
    for row in rows:
        pk = row.organization_id
        hosted[row.organization.jurisdiction_id].append(_org(row, terms.get(pk), seats.get(pk, Seats()), on))
    places = Jurisdiction.objects.in_bulk(list(hosted))
    settings = load_settings(set(hosted), on)
    return {
        pk: SchoolFacts(
            id=pk,
            code=places[pk].code,
            name=places[pk].name,
            on=on,
            params=settings[pk].params,
            orgs=tuple(orgs),
            roles=tuple(role for org in orgs for role in roles[org.id]),
        )
        for pk, orgs in hosted.items()
    }


def _rows(on: date):
    found = OrganizationStatus.objects.as_of(on).filter(
        state__in=LIVE_STATES, organization__jurisdiction__isnull=False
    )
    return found.select_related("organization").order_by("organization__number")


def _org(row: OrganizationStatus, term: Any, seats: Seats, on: date) -> OrgFact:
    org = row.organization
    active = org.activated_on if org.activated_on and org.activated_on <= on else None
    return OrgFact(
        id=org.pk,
        number=org.number,
        name=org.short_name or org.full_name,
        type=OrgType(org.type),
        level=OrgLevel(org.level),
        state=OrgState(row.state),
        state_since=row.starts_on,
        established_on=org.established_on,
        activated_on=active,
        term=term,
        vacancy_since=seats.vacancy_since(term),
        secretary_vacant_since=seats.secretary_vacant_since(active or org.established_on or row.starts_on),
    )


def _roles(ids: list[Id], on: date) -> dict[Id, list[RoleFact]]:
    """Return who holds the posts of the organisations, by organisation."""
    held: dict[Id, list[RoleFact]] = defaultdict(list)
    found = RoleAssignment.objects.as_of(on).filter(organization__in=ids).select_related("person")
    for row in found.order_by("organization", "pk"):
        held[row.organization_id].append(
            RoleFact(
                id=row.pk,
                key="",
                body=BodyKind.ORGANIZATION,
                body_id=row.organization_id,
                role=Role(row.role),
                person_id=row.person_id,
                person=row.person.name,
                start=row.starts_on,
                is_acting=row.is_acting,
            )
        )
    return held

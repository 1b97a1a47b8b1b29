"""One organisation after the other."""

from typing import Any

from bench.peer.members import counts, existing_since, stages_in
from bench.peer.terms import seats, term_fact
from bench.peer.walk import Walk
from governance.choices import (
    BRANCH_TYPES,
    LIVE_STATES,
    WORKING_STATES,
    IssuerKind,
    OrgKind,
    OrgLevel,
    OrgState,
    OrgType,
)
from governance.facts import (
    OWN_TYPES,
    CoveredFact,
    DocumentFact,
    Id,
    OrgFact,
    ResidueFact,
    UnitFact,
)
from governance.models import JointCoverage, PartyOrganization
from schools.choices import UnitKind
from schools.models import School

_APPROVING = (OrgType.COMMITTEE, OrgType.UPPER)


def organization_fact(walk: Walk, organization: PartyOrganization) -> OrgFact:
    """Return all that is known of an organisation."""
    term = term_fact(walk, organization)
    return OrgFact(
        **_identity(walk, organization),
        **counts(walk, organization),
        **_hosts(walk, organization),
        **seats(walk, organization, term, existing_since(walk, organization)),
        term=term,
        covered=_covered(walk, organization),
        residue=_residue(walk, organization),
    )


def ancestors(walk: Walk, organizations: list[PartyOrganization]) -> dict[Id, OrgFact]:
    """Return what stands above the organisations and is not one of them."""
    known = {organization.pk for organization in organizations}
    above = {o.pk: o for organization in organizations for o in walk.chain(organization)}
    return {pk: OrgFact(**_identity(walk, o)) for pk, o in above.items() if pk not in known}


def _identity(walk: Walk, organization: PartyOrganization) -> dict[str, Any]:
    status, activated = walk.status(organization), organization.activated_on
    same = (
        "number full_name school_id code external_superior predecessor_id applied_on established_on "
        "first_election_on is_imported standing_committee discipline_committee"
    )
    return {
        **{name: getattr(organization, name) for name in same.split()},
        "id": organization.pk,
        "name": organization.short_name or organization.full_name,
        "type": OrgType(organization.type),
        "kind": OrgKind(organization.kind),
        "level": OrgLevel(organization.level),
        "state": OrgState(status.state),
        "state_since": status.starts_on,
        "superior_id": organization.parent_id or organization.superior_id,
        "approval": _approval(walk, organization),
        "activated_on": activated if activated and activated <= walk.on else None,
    }


def _approval(walk: Walk, organization: PartyOrganization) -> DocumentFact | None:
    document = organization.approval
    if document is None:
        return None
    issuer, may_approve = document.issuer, None
    if issuer is not None:
        above = [o.pk for o in walk.chain(organization) if o.pk != organization.pk]
        may_approve = issuer.pk in above and issuer.type in _APPROVING
    elif document.issuer_name:
        may_approve = document.issuer_kind == IssuerKind.COMMITTEE
    name = (issuer.short_name or issuer.full_name) if issuer else ""
    return DocumentFact(
        document.document_number, document.issued_on, name or document.issuer_name, may_approve
    )


def _hosts(walk: Walk, organization: PartyOrganization) -> dict[str, Any]:
    hosts = organization.hosts.filter(period__startswith__lte=walk.on).order_by("period__startswith", "pk")
    past, standing, attached = {}, set(), []
    for host in walk.with_related(hosts, "unit"):
        ends = min((day for day in (host.ends_on, host.unit.ends_on) if day is not None), default=None)
        if host.holds_on(walk.on):
            attached.append(host.unit_id)
        if ends is not None and ends <= walk.on:
            past[host.unit_id] = (host.unit.name, ends)
        else:
            standing.add(host.unit_id)
    ended = [row for pk, row in past.items() if pk not in standing]
    return {
        "host_unit_ids": tuple(attached),
        "ended_hosts": tuple(dict.fromkeys(name for name, _ in ended)),
        "hosts_ended_on": max((day for _, day in ended), default=None),
    }


def _covered(walk: Walk, organization: PartyOrganization) -> tuple[CoveredFact, ...]:
    if organization.type != OrgType.JOINT_BRANCH:
        return ()
    rows = walk.with_related(organization.coverages.as_of(walk.on), "school__managed_by")
    in_order = sorted(
        rows, key=lambda row: (row.school is None, row.school and row.school.code, row.other_unit)
    )
    return tuple(_covered_fact(walk, row) for row in in_order)


def _covered_fact(walk: Walk, row: JointCoverage) -> CoveredFact:
    school = row.school
    if school is None:
        return CoveredFact(None, f"other:{row.other_unit}", row.other_unit)
    manager = school.managed_by if school.is_legal_person is not True else None
    own = _own_organization(walk, school)
    began_after = own is not None and own.activated_on is not None and own.activated_on > row.starts_on
    name = (own.short_name or own.full_name) if own else ""
    return CoveredFact(school.pk, f"school:{(manager or school).code}", school.name, name, began_after)


def _own_organization(walk: Walk, school: School) -> PartyOrganization | None:
    own = school.organizations.filter(level=OrgLevel.SCHOOL, type__in=OWN_TYPES).order_by("pk")
    return next((organization for organization in own if walk.is_live(organization)), None)


def _residue(walk: Walk, organization: PartyOrganization) -> ResidueFact | None:
    if walk.status(organization).state != OrgState.DISSOLVED:
        return None
    near = (*organization.children.all(), *organization.subordinates.all())
    states = [status.state for child in near if (status := walk.status(child))]
    terms = organization.terms.as_of(walk.on)
    opened = [day for t in terms for day in (t.election_opened_on, t.by_election_opened_on) if day]
    return ResidueFact(
        members=len(stages_in(walk, organization)),
        children=sum(state in WORKING_STATES for state in states),
        live_children=sum(state in LIVE_STATES for state in states),
        assignments=organization.role_assignments.as_of(walk.on).count(),
        open_elections=int(any(day <= walk.on for day in opened)),
        covered=organization.coverages.as_of(walk.on).count(),
        has_document=organization.dissolution_id is not None,
    )


def unit_facts(walk: Walk) -> tuple[UnitFact, ...]:
    """Return the units with who works there and what stands on them."""
    return tuple(_unit_fact(walk, unit) for unit in walk.units)


def _unit_fact(walk: Walk, unit) -> UnitFact:
    people = [m.person for m in walk.with_related(unit.memberships.as_of(walk.on), "person")]
    hosts = unit.hosted.as_of(walk.on).order_by("period__startswith", "pk")
    standing = [host.organization for host in walk.with_related(hosts, "organization")]
    covering = BRANCH_TYPES | {OrgType.GROUP}
    return UnitFact(
        id=unit.pk,
        number=unit.number,
        name=unit.name,
        kind=UnitKind(unit.kind),
        is_base=unit.is_base,
        is_active=unit.holds_on(walk.on),
        parent_id=unit.parent_id,
        members=len(people),
        party_members=sum(walk.stage(person) != "none" for person in people),
        hosted_by=tuple(o.pk for o in standing if o.type in covering and walk.is_live(o)),
    )

"""One school after the other."""

from datetime import date
from typing import Any

from bench.peer.members import people
from bench.peer.organizations import ancestors, organization_fact, unit_facts
from bench.peer.posts import group_facts, role_facts
from bench.peer.walk import Walk
from governance.choices import (
    LIVE_STATES,
    PENDING_STATES,
    AffiliationKind,
    Conclusion,
    DocumentKind,
    Enforcement,
)
from governance.domain.facts import Settings
from governance.facts import AttestationFact, SchoolFacts, WaiverFact
from schools.choices import LeadershipSystem, Ownership, SchoolState
from schools.models import School


def facts_of(school: School, on: date, *, joined: bool) -> SchoolFacts:
    """Return the facts of the school as ``load_facts`` does, gathered object by object."""
    walk = Walk(school, on, joined=joined)
    settings = _settings(walk)
    joint, pending_joint = walk.joint(LIVE_STATES), walk.joint(PENDING_STATES)
    covering = [branch for branch in (joint, pending_joint) if branch is not None]
    return SchoolFacts(
        **_fields(walk),
        **people(walk),
        params=settings.params,
        enforcement=settings.enforcement,
        locally_set=settings.locally_set,
        orgs=tuple(organization_fact(walk, organization) for organization in walk.hosted),
        ancestors=ancestors(walk, [*walk.hosted, *covering]),
        joint=organization_fact(walk, joint) if joint else None,
        pending_joint=organization_fact(walk, pending_joint) if pending_joint else None,
        units=unit_facts(walk),
        roles=role_facts(walk),
        groups=group_facts(walk),
        waivers=_waivers(walk),
        attestations=_attestations(walk),
    )


def _settings(walk: Walk) -> Settings:
    settings = Settings()
    for place in walk.school.jurisdiction.get_ancestors(include_self=True):
        for parameter in place.rule_parameters.as_of(walk.on):
            settings.set_parameter(parameter.name, parameter.value)
        for setting in place.rule_enforcements.as_of(walk.on):
            settings.enforcement[setting.rule] = Enforcement(setting.level)
    return settings


def _fields(walk: Walk) -> dict[str, Any]:
    school, on = walk.school, walk.on
    was_open = school.closed_on is not None and school.closed_on > on
    attached = school.affiliations.filter(kind=AffiliationKind.ATTACHED).as_of(on)
    rules = [d.kind for d in school.documents.all() if d.issued_on is not None and d.issued_on <= on]
    reviews = [review.reviewed_on for review in school.reviews.all()]
    same = "code name type_code is_legal_person system_from"
    system = school.leadership_system
    return {
        **{name: getattr(school, name) for name in same.split()},
        "id": school.pk,
        "on": on,
        "jurisdiction": school.jurisdiction.code,
        "other_names": tuple(name for name in (school.short_name, *school.former_names) if name),
        "state": SchoolState.ACTIVE if was_open else SchoolState(school.state),
        "closed_on": None if was_open else school.closed_on,
        "ownership": Ownership(school.ownership) if school.ownership else None,
        "managed_by": school.managed_by_id,
        "leadership_system": LeadershipSystem(system) if system else None,
        "attached_to": max((row.outer_name for row in attached), default=""),
        "has_liaison": school.affiliations.filter(kind=AffiliationKind.LIAISON).as_of(on).exists(),
        "has_party_meeting_rules": DocumentKind.PARTY_MEETING_RULES in rules,
        "has_principal_meeting_rules": DocumentKind.PRINCIPAL_MEETING_RULES in rules,
        "reviewed_on": max((day for day in reviews if day <= on), default=None),
    }


def _waivers(walk: Walk) -> tuple[WaiverFact, ...]:
    waivers = walk.school.waivers.as_of(walk.on).order_by("pk")
    return tuple(WaiverFact(w.rule, w.subject_kind, w.subject_number, w.ends_on) for w in waivers)


def _attestations(walk: Walk) -> tuple[AttestationFact, ...]:
    found = walk.school.attestations.as_of(walk.on).order_by("rule")
    return tuple(
        AttestationFact(a.rule, Conclusion(a.conclusion), a.attester, a.starts_on, a.ends_on, a.note)
        for a in found
    )

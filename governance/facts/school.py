"""All that is known of a school on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from governance.choices import LIVE_STATES, PENDING_STATES, BodyKind, Conclusion, Enforcement, Role
from governance.facts.counts import Bound, Id, PersonCount, exactly
from governance.facts.organizations import OrgFact, is_own
from governance.facts.people import GroupFact, RoleFact, UnitFact
from schools.choices import LeadershipSystem, Ownership, SchoolState


@dataclass(frozen=True, slots=True)
class WaiverFact:
    """A waiver in force on the day."""

    rule: str
    subject_kind: str
    subject_number: str
    until: date


@dataclass(frozen=True, slots=True)
class AttestationFact:
    """What was attested about a rule that no data can decide, in force on the day.

    ``since`` is the day on which it was attested, ``until`` the first day on which it no longer counts.
    """

    rule: str
    conclusion: Conclusion
    by: str
    since: date
    until: date
    note: str = ""


@dataclass(frozen=True)
class SchoolFacts:
    """All that is known of a school on the day ``on``.

    ``orgs`` are the organisations hosted here in every state, ``ancestors`` everything above them
    through ``superior``; ``joint`` is the live joint branch that covers the school.
    ``pending_joint`` is a joint branch that is applied for or being set up and lists the school.
    ``unassigned`` are members without a formal branch and without a recorded outer one, each since the
    later of joining, hiring and the end of the last membership; ``misplaced`` are members at work here,
    not retired, whose formal branch is at another school and does not cover this one, each since the
    start of the employment; ``overdue_probation`` probationary members past the year.
    ``reviewed_on`` is the last day by ``on`` as of which the structure was found in order.
    """

    id: Id
    code: str
    name: str
    on: date
    params: Mapping[str, Any]
    enforcement: Mapping[str, Enforcement] = field(default_factory=dict)
    jurisdiction: str = ""
    other_names: tuple[str, ...] = ()
    type_code: str = "21"
    state: SchoolState = SchoolState.ACTIVE
    closed_on: date | None = None
    ownership: Ownership | None = Ownership.PUBLIC
    is_legal_person: bool | None = True
    managed_by: Id | None = None
    leadership_system: LeadershipSystem | None = LeadershipSystem.PARTY_LED
    system_from: date | None = None
    unit_full: Bound = field(default_factory=lambda: exactly(0))
    unit_all: int = 0
    since3: date | None = None
    attached_to: str = ""
    has_liaison: bool = False
    has_party_meeting_rules: bool = False
    has_principal_meeting_rules: bool = False
    reviewed_on: date | None = None
    unassigned: PersonCount = field(default_factory=PersonCount)
    misplaced: PersonCount = field(default_factory=PersonCount)
    overdue_probation: PersonCount = field(default_factory=PersonCount)
    orgs: tuple[OrgFact, ...] = ()
    ancestors: Mapping[Id, OrgFact] = field(default_factory=dict)
    joint: OrgFact | None = None
    pending_joint: OrgFact | None = None
    units: tuple[UnitFact, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    groups: tuple[GroupFact, ...] = ()
    waivers: tuple[WaiverFact, ...] = ()
    attestations: tuple[AttestationFact, ...] = ()
    locally_set: frozenset[str] = frozenset()

    @cached_property
    def orgs_by_id(self) -> dict[Id, OrgFact]:
        """Every organisation known here: hosted, above, or the joint branch that covers the school."""
        known = {**self.ancestors, **{org.id: org for org in self.orgs}}
        if self.joint is not None:
            known.setdefault(self.joint.id, self.joint)
        return known

    @cached_property
    def attestations_by_rule(self) -> dict[str, AttestationFact]:
        """The attestation in force for each rule; there is one at a time."""
        return {attestation.rule: attestation for attestation in self.attestations}

    @cached_property
    def own_org(self) -> OrgFact | None:
        """The live organisation of the school itself (``own_org(s)`` of docs/judging.md §2.2)."""
        return next((org for org in self.orgs if is_own(org) and org.state in LIVE_STATES), None)

    @cached_property
    def pending_org(self) -> OrgFact | None:
        """The school's own organisation that is applied for or being set up."""
        return next((org for org in self.orgs if is_own(org) and org.state in PENDING_STATES), None)

    @cached_property
    def roles_by_body(self) -> dict[tuple[BodyKind, Id], tuple[RoleFact, ...]]:
        """Active assignments grouped by the body they belong to."""
        grouped: dict[tuple[BodyKind, Id], list[RoleFact]] = {}
        for role in self.roles:
            grouped.setdefault((role.body, role.body_id), []).append(role)
        return {body: tuple(roles) for body, roles in grouped.items()}

    def superior(self, org: OrgFact) -> OrgFact | None:
        """Return the organisation directly above ``org``, if it is in the register."""
        return None if org.superior_id is None else self.orgs_by_id.get(org.superior_id)

    def holders(self, org: OrgFact, *roles: Role) -> tuple[RoleFact, ...]:
        """Return the active holders of ``roles`` in ``org``, acting ones included."""
        return tuple(
            r for r in self.roles_by_body.get((BodyKind.ORGANIZATION, org.id), ()) if r.role in roles
        )

    def leaders(self, *roles: Role) -> tuple[RoleFact, ...]:
        """Return the active holders of the school's own posts ``roles``, acting ones included."""
        return tuple(r for r in self.roles_by_body.get((BodyKind.SCHOOL, self.id), ()) if r.role in roles)

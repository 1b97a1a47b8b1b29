"""Frozen facts about a school on a day: all that a rule may know.

``governance.domain.facts`` loads them in a fixed number of queries; rules, examples and tests build
them by hand. Every class is a plain value: no model, no query, no request. The definitions are those
of docs/judging.md §2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from governance.choices import (
    LIVE_STATES,
    PENDING_STATES,
    BodyKind,
    Duty,
    Enforcement,
    GroupType,
    MemberStage,
    Method,
    OrgKind,
    OrgLevel,
    OrgState,
    OrgType,
    Role,
)
from schools.choices import LeadershipSystem, Ownership, SchoolState, UnitKind

Id = int


@dataclass(frozen=True, slots=True)
class Bound:
    """A count of people: ``lo`` are certain, ``hi`` adds those whose data are incomplete."""

    lo: int
    hi: int

    def at_least(self, threshold: int) -> bool | None:
        """Tell whether the count reaches ``threshold``; None means that the data cannot tell."""
        if self.lo >= threshold:
            return True
        return False if self.hi < threshold else None

    def __add__(self, other: "Bound") -> "Bound":
        return Bound(self.lo + other.lo, self.hi + other.hi)


def exactly(count: int) -> Bound:
    """Return a count without doubt."""
    return Bound(count, count)


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A document as far as the rules ask: ``issuer_is_above`` is None when no issuer is recorded.

    ``issuer_may_approve`` is true for a committee or upper organisation above the subject, and for a
    named outside organisation recorded as a Party committee.
    """

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    issuer_may_approve: bool | None = None


@dataclass(frozen=True, slots=True)
class TermFact:
    """The current term of an organisation and what is known of the one before."""

    id: Id
    number: int | None
    start: date
    planned_end: date | None
    actual_end: date | None = None
    is_carried_over: bool = False
    extended_until: date | None = None
    extension_approved_on: date | None = None
    previous_number: int | None = None
    previous_planned_end: date | None = None
    previous_actual_end: date | None = None
    early_approved: bool = False
    committee_seats: int | None = None
    deputy_seats: int = 0
    full_at_start: Bound = field(default_factory=lambda: exactly(0))
    election_opened_on: date | None = None
    by_election_opened_on: date | None = None
    reminded_on: date | None = None


@dataclass(frozen=True, slots=True)
class CoveredFact:
    """One unit a joint branch covers. ``legal_key`` is the same for a school and its teaching points.

    ``founded_while_covered`` says that ``own_organization`` became active after the coverage began.
    """

    school_id: Id | None
    legal_key: str
    name: str
    own_organization: str = ""
    founded_while_covered: bool = False


@dataclass(frozen=True, slots=True)
class ResidueFact:
    """What a dissolved organisation still has.

    ``children`` are the organisations directly below it that are live or being set up, in any school;
    ``live_children`` are those of them that are live.
    """

    members: int = 0
    children: int = 0
    live_children: int = 0
    assignments: int = 0
    open_elections: int = 0
    covered: int = 0
    has_document: bool = True

    def __bool__(self) -> bool:
        counts = (self.members, self.children, self.assignments, self.open_elections, self.covered)
        return any(counts) or not self.has_document


@dataclass(frozen=True, slots=True)
class OrgFact:
    """A Party organisation on the day.

    ``superior_id`` is the parent in the same school or the superior elsewhere; it is found in
    ``SchoolFacts.orgs`` or ``SchoolFacts.ancestors``. ``own_*`` count formal members of this
    organisation alone, ``tree_*`` those of every live branch in its subtree, through other schools
    too; ``tree_branches`` counts those branches (temporary ones aside). ``ended_hosts`` names the units
    it stood on and no longer does, because the unit closed or the attachment ended; ``hosts_ended_on``
    is the latest of those ends.
    """

    id: Id
    number: str
    name: str
    type: OrgType
    full_name: str = ""
    kind: OrgKind = OrgKind.ON_DUTY
    level: OrgLevel = OrgLevel.INNER
    state: OrgState = OrgState.ACTIVE
    state_since: date | None = None
    school_id: Id | None = None
    code: str = ""
    superior_id: Id | None = None
    external_superior: str = ""
    predecessor_id: Id | None = None
    applied_on: date | None = None
    approval: DocumentFact | None = None
    established_on: date | None = None
    first_election_on: date | None = None
    activated_on: date | None = None
    is_imported: bool = False
    standing_committee: bool = False
    discipline_committee: bool = False
    own_full: Bound = field(default_factory=lambda: exactly(0))
    own_all: int = 0
    tree_full: Bound = field(default_factory=lambda: exactly(0))
    tree_all: int = 0
    tree_branches: int = 0
    below_since: date | None = None
    since7: date | None = None
    covered: tuple[CoveredFact, ...] = ()
    host_unit_ids: tuple[Id, ...] = ()
    ended_hosts: tuple[str, ...] = ()
    hosts_ended_on: date | None = None
    term: TermFact | None = None
    vacancy_since: date | None = None
    secretary_vacant_since: date | None = None
    residue: ResidueFact | None = None


@dataclass(frozen=True, slots=True)
class RoleFact:
    """An active assignment and its holder.

    ``in_subtree`` says that the holder's formal branch is the body or below it (for a temporary branch
    a temporary relation to it counts too); None for bodies that are no organisation. ``left_on`` is the
    first day on which the holder no longer works here: in the body's school, for a joint branch in any
    unit it covers, for the 总支 of a 学区 in any school below it. ``key`` is the assignment's natural
    key as text, ``unit_id`` the unit of a unit post. ``term_*`` repeat the term the assignment is linked
    to, current or past: number, first day, and the day on which it ended (None while it runs).
    """

    id: Id
    key: str
    body: BodyKind
    body_id: Id
    role: Role
    person_id: Id
    person: str
    start: date
    title: str = ""
    duties: frozenset[Duty] = frozenset()
    is_full_time_party: bool | None = None
    is_acting: bool = False
    method: Method | None = None
    elected_on: date | None = None
    approved_on: date | None = None
    filed_on: date | None = None
    has_document: bool = False
    term_id: Id | None = None
    end: date | None = None
    stage: MemberStage = MemberStage.FULL
    full_on: date | None = None
    may_vote: bool = True
    branch_id: Id | None = None
    in_subtree: bool | None = True
    left_on: date | None = None
    is_retired: bool = False
    term_number: int | None = None
    term_start: date | None = None
    term_actual_end: date | None = None


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit on the day; ``hosted_by`` are live branches and party groups that stand on it."""

    id: Id
    number: str
    name: str
    kind: UnitKind
    is_base: bool
    is_active: bool = True
    parent_id: Id | None = None
    members: int = 0
    party_members: int = 0
    hosted_by: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A leading group on the day; ``stale_members`` left or lost the post that made them members.

    ``head_ids`` are the persons of every listed head (组长), the stale ones included;
    ``stale_head_ids`` are those of them who are counted in ``stale_members``.
    """

    id: Id
    number: str
    name: str
    types: frozenset[GroupType]
    head_ids: tuple[Id, ...] = ()
    stale_members: int = 0
    has_document: bool = False
    stale_head_ids: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonCount:
    """People a school-level rule lists, without loading them: names are fetched for entitled users.

    ``starts`` says for each of ``person_ids``, in the same order, since when; ``since`` is the earliest
    of them. Nobody is left out for being within a grace period: the rule counts the days.
    """

    person_ids: tuple[Id, ...] = ()
    since: date | None = None
    starts: tuple[date, ...] = ()

    def __len__(self) -> int:
        return len(self.person_ids)

    def dated(self) -> tuple[tuple[Id, date | None], ...]:
        """Return each person with the day since when; ``since`` stands for all if single days are missing."""
        starts = self.starts or (self.since,) * len(self.person_ids)
        return tuple(zip(self.person_ids, starts, strict=True))


@dataclass(frozen=True, slots=True)
class WaiverFact:
    """A waiver in force on the day."""

    rule: str
    subject_kind: str
    subject_number: str
    until: date


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
    locally_set: frozenset[str] = frozenset()

    @cached_property
    def orgs_by_id(self) -> dict[Id, OrgFact]:
        """Every organisation known here: hosted, above, or the joint branch that covers the school."""
        known = {**self.ancestors, **{org.id: org for org in self.orgs}}
        if self.joint is not None:
            known.setdefault(self.joint.id, self.joint)
        return known

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


OWN_TYPES = frozenset({OrgType.COMMITTEE, OrgType.GENERAL_BRANCH, OrgType.BRANCH})


def is_own(org: OrgFact) -> bool:
    """Tell whether ``org`` is of the kind that can be *the* organisation of a school."""
    return org.level == OrgLevel.SCHOOL and org.type in OWN_TYPES

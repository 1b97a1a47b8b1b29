"""Facts of a Party organisation: its papers, terms, coverage and members."""

from dataclasses import dataclass, field
from datetime import date

from governance.choices import OrgKind, OrgLevel, OrgState, OrgType
from governance.facts.counts import Bound, Id, exactly


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


OWN_TYPES = frozenset({OrgType.COMMITTEE, OrgType.GENERAL_BRANCH, OrgType.BRANCH})


def is_own(org: OrgFact) -> bool:
    """Tell whether ``org`` is of the kind that can be *the* organisation of a school."""
    return org.level == OrgLevel.SCHOOL and org.type in OWN_TYPES

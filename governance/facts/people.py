"""Facts of units, leading groups and the people in posts."""

from dataclasses import dataclass
from datetime import date

from governance.choices import BodyKind, Duty, GroupType, MemberStage, Method, Role
from governance.facts.counts import Id
from schools.choices import UnitKind


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

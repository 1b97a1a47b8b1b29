"""Members of an organisation and of a school, person by person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.peer.walk import Walk
from governance.choices import BRANCH_TYPES, MembershipKind, MemberStage
from governance.facts import Bound, PersonCount
from governance.models import PartyMembership, PartyOrganization
from governance.rules.parameters import DEFAULTS
from schools.choices import PoliticalStatus
from schools.models import Employment, Person
from schools.periods import add_years

FORMAL = MembershipKind.FORMAL
LONG_AGO = date.min


def bound(stages: Iterable[MemberStage]) -> Bound:
    """Count certain and possible full members."""
    stages = list(stages)
    certain = stages.count(MemberStage.FULL)
    return Bound(certain, certain + stages.count(MemberStage.UNCLEAR))


def stages_in(walk: Walk, organization: PartyOrganization, on: date | None = None) -> list[MemberStage]:
    """Return the stage of each formal member of the organisation on the day."""
    relations = organization.memberships.filter(kind=FORMAL).as_of(on or walk.on)
    found = (walk.stage(relation.person, on) for relation in walk.with_related(relations, "person"))
    return [stage for stage in found if stage != MemberStage.NONE]


def counts(walk: Walk, organization: PartyOrganization) -> dict[str, Any]:
    """Return the fields of ``OrgFact`` that count members."""
    own = stages_in(walk, organization)
    branches = walk.live_branches(organization)
    tree = [stage for branch in branches for stage in stages_in(walk, branch)]
    return {
        "own_full": bound(own),
        "own_all": len(own),
        "tree_full": bound(tree),
        "tree_all": len(tree),
        "tree_branches": len(branches),
        **runs(walk, organization, bound(own)),
    }


def runs(walk: Walk, organization: PartyOrganization, own: Bound) -> dict[str, date | None]:
    """Return since when a branch has too few members, or enough for a committee."""
    if organization.type not in BRANCH_TYPES:
        return {"below_since": None, "since7": None}
    history, found = _history(walk, organization), {"below_since": None, "since7": None}
    if own.at_least(DEFAULTS["MIN_FULL_BRANCH"]) is False:
        enough = max((day for day, _, most in history if most >= DEFAULTS["MIN_FULL_BRANCH"]), default=None)
        since = min((day for day, _, _ in history if enough and day > enough), default=None)
        found["below_since"] = max(filter(None, (since, existing_since(walk, organization))), default=None)
    if own.at_least(DEFAULTS["NEED_COMMITTEE"]):
        few = [day for day, least, _ in history if least < DEFAULTS["NEED_COMMITTEE"]]
        after = max(few, default=LONG_AGO)
        found["since7"] = min((day for day, _, _ in history if day > after), default=None)
    return found


def existing_since(walk: Walk, organization: PartyOrganization) -> date:
    """Return since when the organisation works."""
    activated = organization.activated_on
    if activated and activated <= walk.on:
        return activated
    return organization.established_on or walk.status(organization).starts_on


@dataclass(frozen=True)
class Stay:
    """Somebody who counted as a full member for certain, or possibly, for a while."""

    start: date
    end: date | None
    is_certain: bool

    def covers(self, day: date) -> bool:
        """Tell whether the day lies inside."""
        return self.start <= day and (self.end is None or day < self.end)


def _history(walk: Walk, organization: PartyOrganization) -> list[tuple[date, int, int]]:
    """Return how many full members there were, certain and possible, on each day that changed it."""
    relations = organization.memberships.filter(kind=FORMAL, period__startswith__lte=walk.on)
    stays = [stay for relation in walk.with_related(relations, "person") for stay in _stays(relation)]
    ends = {stay.end for stay in stays if stay.end is not None}
    days = sorted(day for day in {stay.start for stay in stays} | ends if day <= walk.on)
    return [
        (
            day,
            sum(stay.covers(day) for stay in stays if stay.is_certain),
            sum(stay.covers(day) for stay in stays if not stay.is_certain),
        )
        for day in days
    ]


def _stays(relation: PartyMembership) -> Iterator[Stay]:
    person = relation.person
    if person.political_status not in (PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY):
        return
    ends = [day for day in (relation.ends_on, person.party_left_on, person.died_on) if day is not None]
    end = min(ends, default=None)
    for since, is_certain in ((person.full_on, True), (_maybe_full_from(person), False)):
        start = None if since is None else max(relation.starts_on, since)
        if start is not None and (end is None or start < end):
            yield Stay(start, end, is_certain)


def _maybe_full_from(person: Person) -> date | None:
    if person.political_status == PoliticalStatus.FULL and person.full_on is None:
        return person.joined_on or LONG_AGO
    if person.political_status == PoliticalStatus.PROBATIONARY and person.joined_on is None:
        return LONG_AGO
    return person.full_on


@dataclass(frozen=True)
class Present:
    """A member among the people of the school."""

    person: Person
    since: date
    is_at_work: bool
    stage: MemberStage
    relation: PartyMembership | None


def people(walk: Walk) -> dict[str, Any]:
    """Return the fields of ``SchoolFacts`` that count or list members."""
    present = list(_present(walk))
    if not present:
        return {}
    full = sorted(max(p.person.full_on, p.since) for p in present if p.stage == MemberStage.FULL)
    least = DEFAULTS["MIN_FULL_BRANCH"]
    return {
        "unit_full": bound(p.stage for p in present),
        "unit_all": len(present),
        "since3": full[least - 1] if len(full) >= least else None,
        "unassigned": _listed((_unassigned_since(walk, p), p) for p in present if p.relation is None),
        "misplaced": _listed((p.since, p) for p in present if _is_misplaced(walk, p)),
        "overdue_probation": _listed(
            (ends, p) for p in present if (ends := _probation_ends(p)) and ends < walk.on
        ),
    }


def _present(walk: Walk) -> Iterator[Present]:
    for work in walk.with_related(walk.school.employments.as_of(walk.on), "person"):
        yield from _member(walk, work.person, work.starts_on, is_at_work=True)
    for organization in walk.school.organizations.all():
        relations = organization.memberships.filter(kind=FORMAL).as_of(walk.on)
        for relation in walk.with_related(relations, "person"):
            retired_on = relation.person.retired_on
            if retired_on and retired_on <= walk.on and not _works(walk, relation.person):
                yield from _member(walk, relation.person, relation.starts_on, is_at_work=False)


def _works(walk: Walk, person: Person) -> bool:
    return Employment.objects.filter(person=person).as_of(walk.on).exists()


def _member(walk: Walk, person: Person, since: date, *, is_at_work: bool) -> Iterator[Present]:
    stage = walk.stage(person)
    if stage != MemberStage.NONE:
        relations = person.party_memberships.filter(kind=FORMAL).as_of(walk.on)
        relation = walk.with_related(relations, "organization").first()
        yield Present(person, since, is_at_work, stage, relation)


def _unassigned_since(walk: Walk, present: Present) -> date:
    past = present.person.party_memberships.filter(kind=FORMAL, period__endswith__lte=walk.on)
    days = [relation.ends_on for relation in past]
    return max(day for day in (present.person.joined_on, present.since, *days) if day is not None)


def _is_misplaced(walk: Walk, present: Present) -> bool:
    retired_on, relation = present.person.retired_on, present.relation
    if not present.is_at_work or (retired_on and retired_on <= walk.on) or relation is None:
        return False
    branch = relation.organization
    if branch is None or branch.school_id in (None, walk.school.pk):
        return False
    is_point = walk.school.is_legal_person is not True and walk.school.managed_by_id == branch.school_id
    if is_point or branch.school_id in walk.teaching_points:
        return False
    return not branch.coverages.filter(school=walk.school).as_of(walk.on).exists()


def _probation_ends(present: Present) -> date | None:
    if present.stage != MemberStage.PROBATIONARY:
        return None
    return present.person.probation_extended_until or add_years(present.person.joined_on, 1)


def _listed(found: Iterable[tuple[date, Present]]) -> PersonCount:
    rows = sorted((day, present.person.pk) for day, present in found)
    if not rows:
        return PersonCount()
    return PersonCount(tuple(pk for _, pk in rows), rows[0][0], tuple(day for day, _ in rows))

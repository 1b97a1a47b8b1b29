"""A county over some months: what happens in it at random, and what must be due, worked out by hand."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from accounts.models import AccessGrant, GrantRole
from governance.choices import OrgType, PlanAction, PlanState, Role, SubjectKind
from governance.models import Plan, PlanEntry, RoleAssignment, Term, Waiver
from schools.periods import add_months, open_period
from tests import factories as make

BEGIN = date(2026, 3, 2)
BOTH = ("school", "above")


def noon(day):
    """Return a moment of the day."""
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))


class County:
    """Schools with a branch each, their people, and what happens to them."""

    def __init__(self, seed):
        self.random = Random(seed)  # noqa: S311 -- the same county for the same seed
        self.place = make.county()
        self.schools = [make.school(jurisdiction=self.place) for _ in range(3)]
        self.branches = [make.organization(OrgType.BRANCH, school=school) for school in self.schools]
        self.secretaries = [make.member(b.school, b) for b in self.branches]
        for branch, person in zip(self.branches, self.secretaries, strict=True):
            ends = BEGIN + timedelta(days=self.random.randint(-60, 500))
            start = date(ends.year - 3, ends.month, min(ends.day, 28))
            make.term(branch, start=start, planned_end=ends)
            make.assign(person, branch, Role.SECRETARY, start=date(2024, 1, 1))
        for _ in range(3):
            make.grant(make.user(), self.random.choice(self.schools))
        make.grant(make.user(), self.random.choice([self.place, self.place.parent]))

    def live(self, on):
        """Let some of the things that can happen happen on the day."""
        for event in self.random.sample(EVENTS, 3):
            event(self, on)

    def one(self, rows):
        """Return one of the rows, None if there is none."""
        return self.random.choice(list(rows)) if rows else None


def term_renewed(county, on):
    branch = county.one(county.branches)
    term = Term.objects.as_of(on).filter(organization=branch).first()
    if term and term.starts_on < on:
        term.period = open_period(term.starts_on, on)
        term.save()
        make.term(branch, start=on, planned_end=on + timedelta(days=county.random.randint(20, 400)))


def election_opened(county, on):
    Term.objects.as_of(on).filter(organization=county.one(county.branches)).update(election_opened_on=on)


def term_reminded(county, on):
    Term.objects.as_of(on).filter(organization=county.one(county.branches)).update(reminded_on=on)


def secretary_leaves(county, on):
    held = RoleAssignment.objects.as_of(on).filter(role=Role.SECRETARY, period__startswith__lt=on)
    one = county.one(held)
    if one:
        one.period = open_period(one.starts_on, on)
        one.save()


def secretary_comes(county, on):
    branch = county.one(county.branches)
    later = RoleAssignment.objects.filter(organization=branch, role=Role.SECRETARY, period__endswith=None)
    if not later.exists():
        make.assign(county.secretaries[county.branches.index(branch)], branch, Role.SECRETARY, start=on)


def waiver_granted(county, on):
    school = county.one(county.schools)
    newest = Waiver.objects.filter(school=school).order_by("-period").first()
    start = max(on, newest.ends_on) if newest else on
    make.waiver(
        school, "ORG-005", SubjectKind.SCHOOL, school.code,
        start=start, end=start + timedelta(days=county.random.randint(5, 120)),
    )  # fmt: skip


def plan_submitted(county, on):
    school = county.one(county.schools)
    plan = Plan.objects.create(
        school=school, title="调整支部", effective_on=on, state=PlanState.SUBMITTED, author=make.user()
    )
    entry = PlanEntry.objects.create(plan=plan, action=PlanAction.SUBMIT)
    PlanEntry.objects.filter(pk=entry.pk).update(recorded_at=noon(on))


def plan_returned(county, _on):
    plan = county.one(Plan.objects.filter(state=PlanState.SUBMITTED))
    if plan:
        Plan.objects.filter(pk=plan.pk).update(state=PlanState.RETURNED)


def somebody_comes(county, on):
    scope = county.one([*county.schools, county.place, county.place.parent])
    make.grant(make.user(), scope, start=on)


def somebody_goes(county, on):
    grant = county.one(AccessGrant.objects.as_of(on).filter(period__startswith__lt=on))
    if grant:
        grant.period = open_period(grant.starts_on, on)
        grant.save()


EVENTS = (
    term_renewed, election_opened, term_reminded, secretary_leaves, secretary_comes,
    waiver_granted, plan_submitted, plan_returned, somebody_comes, somebody_goes,
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A reminder that must stand: its kind, its school and for whom it is."""

    kind: str
    school: int
    to: str
    deadline: date


def wanted(on):
    """Return everything that must be open on the day."""
    return sorted([*_terms(on), *_vacancies(on), *_waivers(on), *_plans(on)], key=repr)


def _terms(on):
    for term in Term.objects.as_of(on).select_related("organization"):
        end, school = term.planned_end, term.organization.school_id
        if on > end:
            kinds = ["term_overdue"] * 2
        elif term.election_opened_on and term.election_opened_on <= on:
            kinds = []
        elif on >= add_months(end, -1):
            kinds = ["term_soon"] * 2
        elif on >= add_months(end, -6):
            told = term.reminded_on and term.reminded_on <= on
            kinds = ["term_ahead"] if told else ["term_ahead", "term_remind"]
        else:
            kinds = []
        for kind, to in zip(kinds, BOTH, strict=False):
            yield Wanted(kind, school, to, end)


def _vacancies(on):
    held = RoleAssignment.objects.filter(role=Role.SECRETARY).select_related("organization")
    for school in {one.organization.school_id for one in held}:
        own = [one for one in held if one.organization.school_id == school]
        if any(one.holds_on(on) for one in own):
            continue
        deadline = max(one.ends_on for one in own if one.ends_on) + timedelta(days=180)
        kind = "vacancy_secretary_long" if on > deadline else "vacancy_secretary"
        yield from (Wanted(kind, school, to, deadline) for to in BOTH)


def _waivers(on):
    for waiver in Waiver.objects.all():
        left = (waiver.ends_on - on).days
        continued = Waiver.objects.filter(school=waiver.school, period__startswith__gt=waiver.starts_on)
        if not waiver.holds_on(on) or continued.exists() or left > 60:
            continue
        kind, people = ("waiver_14_days", BOTH) if left <= 14 else ("waiver_60_days", ("school",))
        yield from (Wanted(kind, waiver.school_id, to, waiver.last_day) for to in people)


def _plans(on):
    for plan in Plan.objects.filter(state=PlanState.SUBMITTED):
        day, left = timezone.localdate(plan.entries.get().recorded_at), 5
        while left:
            day += timedelta(days=1)
            left -= day.isoweekday() <= 5
        if day <= on:
            yield Wanted("plan_waiting", plan.school_id, "above", day)


def people(one, place, on):
    """Return who must be told: the school's administrators, or the officials of the nearest place."""
    grants = AccessGrant.objects.as_of(on)
    if one.to == "school":
        rows = grants.filter(role=GrantRole.ADMINISTRATOR, school=one.school)
        return set(rows.values_list("user", flat=True))
    found = set()
    while place is not None and not found:
        rows = grants.filter(role=GrantRole.OFFICIAL, jurisdiction=place)
        found, place = set(rows.values_list("user", flat=True)), place.parent
    return found

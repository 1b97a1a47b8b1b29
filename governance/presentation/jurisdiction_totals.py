"""Totals of a jurisdiction: schools, organisations, members, findings and coverage, each in one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Sum

from governance.choices import LIVE_STATES, MembershipKind, OrgKind, OrgState, OrgType, Severity
from governance.models import (
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    SchoolCheck,
    SchoolFigures,
)
from governance.presentation.chapters import chapter_of, chapters
from governance.presentation.filters import ORG_TYPES
from governance.presentation.members import Members, stage_conditions
from governance.presentation.standing import failing
from governance.presentation.types_then import had_state, type_on, was_live
from governance.rules.catalogue import all_rules
from schools.models import Person

FIELDS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}


@dataclass(frozen=True, slots=True)
class Counted:
    """Open findings by severity, and waived ones beside them, of a rule or of a chapter.

    ``schools`` is None where nobody asked at how many schools.
    """

    code: str
    name: str
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    schools: int | None = None
    waived: int = 0

    @property
    def total(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos


@dataclass(frozen=True, slots=True)
class FindingTotals:
    """Open findings of a set of schools; ``schools`` counts schools by their findings' severity.

    ``waived`` are the findings that are waived today and ``waived_schools`` where they are; no other number
    includes them.
    """

    by_chapter: tuple[Counted, ...]
    by_rule: tuple[Counted, ...]
    severities: dict[str, int]
    schools: dict[str, int]
    waived: int = 0
    waived_schools: int = 0


def finding_totals(
    schools: QuerySet, seen_on: date | None = None, *, with_schools: bool = True
) -> FindingTotals:
    """Count the findings of the schools by chapter, rule and severity, in three queries.

    ``seen_on`` asks for those that stood on a past day. Without ``with_schools`` rules do not say at how many
    schools they fail, which takes longest.
    """
    inside = failing(seen_on).filter(school__in=schools.order_by().values("pk")).order_by()
    rules = _by_rule(inside, _schools_by_rule(inside) if with_schools else None)
    by_severity, waived_schools = _schools_with_some(inside)
    return FindingTotals(
        by_chapter=tuple(_chapter(code, name, rules) for code, name in chapters()),
        by_rule=tuple(sorted(rules, key=lambda c: (-c.errors, -c.warnings, -c.infos, -c.waived, c.code))),
        severities={s.value: sum(getattr(rule, field) for rule in rules) for s, field in FIELDS.items()},
        schools=by_severity,
        waived=sum(rule.waived for rule in rules),
        waived_schools=waived_schools,
    )


def _by_rule(inside: QuerySet, schools: dict[str, int] | None) -> list[Counted]:
    counted: dict[str, dict[str, int]] = {}
    rows = inside.values_list("rule", "severity", "is_waived").annotate(n=Count("pk"))
    for rule, severity, is_waived, n in rows:
        field = "waived" if is_waived else FIELDS[Severity(severity)]
        numbers = counted.setdefault(rule, {"waived": 0})
        numbers[field] = numbers.get(field, 0) + n
    names = {code: str(rule.name) for code, rule in all_rules().items()}
    return [
        Counted(
            rule, names.get(rule, ""), schools=None if schools is None else schools.get(rule, 0), **numbers
        )
        for rule, numbers in counted.items()
    ]


def _schools_by_rule(inside: QuerySet) -> dict[str, int]:
    rows = inside.filter(is_waived=False).values_list("rule").annotate(n=Count("school", distinct=True))
    return dict(rows)


def _schools_with_some(inside: QuerySet) -> tuple[dict[str, int], int]:
    """Return how many schools have findings of each severity, and how many have waived ones.

    School by school first, then the schools: counting different schools takes twice as long.
    """
    kinds = {s.value: Q(severity=s, is_waived=False) for s in Severity} | {"waived": Q(is_waived=True)}
    own = inside.values("school").annotate(**{f"{k}_n": Count("pk", filter=q) for k, q in kinds.items()})
    found = own.aggregate(**{kind: Count("school", filter=Q(**{f"{kind}_n__gt": 0})) for kind in kinds})
    return found, found.pop("waived")


def _chapter(code: str, name: str, rules: list[Counted]) -> Counted:
    own = [rule for rule in rules if chapter_of(rule.code) == code]
    sums = {field: sum(getattr(rule, field) for rule in own) for field in (*FIELDS.values(), "waived")}
    return Counted(code, name, **sums)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many basic units with Party members have a branch, and how fresh that is."""

    base_units: int
    covered_units: int
    checked: int
    earliest: date | None
    latest: date | None

    @property
    def percent(self) -> int | None:
        """Covered units in percent, rounded down so that 100 means all; None without units."""
        return self.covered_units * 100 // self.base_units if self.base_units else None


def coverage(schools: QuerySet, seen_on: date | None = None) -> Coverage:
    """Add up the newest checks of the schools, or what they measured on a past day."""
    if seen_on is not None:
        then = SchoolFigures.objects.as_of(seen_on).filter(school__in=schools.order_by().values("pk"))
        total = then.aggregate(base=Sum("base_units"), covered=Sum("covered_units"), n=Count("pk"))
        return Coverage(total["base"] or 0, total["covered"] or 0, total["n"], seen_on, seen_on)
    total = SchoolCheck.objects.filter(school__in=schools.order_by().values("pk")).aggregate(
        base=Sum("base_units"), covered=Sum("covered_units"), n=Count("pk"), first=Min("on"), last=Max("on")
    )
    return Coverage(total["base"] or 0, total["covered"] or 0, total["n"], total["first"], total["last"])


def schools_by_org_type(schools: QuerySet) -> list[tuple[str, str, int]]:
    """Return code, name and number of schools for each way of having or lacking an organisation."""
    counted = dict(schools.values_list("org_type").order_by().annotate(n=Count("pk")))
    return [(code, str(name), counted.get(code, 0)) for code, name in ORG_TYPES]


@dataclass(frozen=True, slots=True)
class PartyTotals:
    """Organisations at work by type, and members; ``unplaced`` are in no branch that is at work.

    ``submitted`` organisations wait for a decision from above.
    """

    committees: int
    general_branches: int
    branches: int
    retired_branches: int
    submitted: int
    members: Members
    unplaced: int


def party_totals(schools: QuerySet, jurisdictions: QuerySet, on: date, *, past: bool = False) -> PartyTotals:
    """Count the organisations at work, and the members whose files the schools keep.

    Organisations that a jurisdiction itself hosts count too: an office's own, those of its retired. In
    the ``past``, states and types are those of the day; the files are those the schools keep now.
    """
    inside = Q(school__in=schools.order_by().values("pk"))
    hosted = inside | Q(jurisdiction__in=jurisdictions.order_by().values("pk"))
    branch = Q(type_then__in=(OrgType.BRANCH, OrgType.JOINT_BRANCH))
    live, submitted = Q(state__in=LIVE_STATES), Q(state=OrgState.SUBMITTED)
    if past:
        live, submitted = Q(was_live(on)), Q(had_state(on, OrgState.SUBMITTED))
    then = type_on(hosted, on if past else None)
    counted = (
        PartyOrganization.objects.filter(hosted)
        .alias(type_then=then)
        .aggregate(
            committees=Count("pk", filter=live & Q(type_then=OrgType.COMMITTEE)),
            general_branches=Count("pk", filter=live & Q(type_then=OrgType.GENERAL_BRANCH)),
            branches=Count("pk", filter=live & branch),
            retired_branches=Count("pk", filter=live & branch & Q(kind=OrgKind.RETIRED)),
            submitted=Count("pk", filter=submitted),
        )
    )
    return PartyTotals(**counted, **_members(schools, on, past=past))


def _members(schools: QuerySet, on: date, *, past: bool) -> dict:
    full, probationary, member = stage_conditions(on)
    inside = Person.objects.filter(member, school__in=schools.order_by().values("pk"))
    n = inside.aggregate(
        all=Count("pk"), full=Count("pk", filter=full), probationary=Count("pk", filter=probationary)
    )
    places = PartyMembership.objects.as_of(on).filter(
        _at_work(on, past=past), kind=MembershipKind.FORMAL, person=OuterRef("pk")
    )
    members = Members(n["full"], n["probationary"], n["all"] - n["full"] - n["probationary"])
    return {"members": members, "unplaced": inside.filter(~Exists(places)).count()}


def _at_work(on: date, *, past: bool) -> Q:
    """Return which memberships are in an organisation at work, on a past day by its state then."""
    if not past:
        return Q(organization__state__in=LIVE_STATES)
    states = OrganizationStatus.objects.as_of(on).filter(state__in=LIVE_STATES)
    return Q(organization__in=states.values("organization"))

"""Totals of a jurisdiction: schools, organisations, members, findings and coverage, each in one query."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from governance.choices import LIVE_STATES, OrgKind, OrgType, Severity
from governance.models import Finding, PartyOrganization, SchoolCheck
from governance.presentation.chapters import chapter_of, chapters
from governance.presentation.filters import ORG_TYPES
from governance.presentation.loading import branch_members
from governance.presentation.members import Members
from governance.presentation.structure import NOBODY
from governance.rules.catalogue import all_rules


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule fails, and in how many schools."""

    code: str
    name: str
    severity: str
    findings: int
    schools: int


@dataclass(frozen=True, slots=True)
class ChapterCount:
    """Findings of a chapter by severity."""

    code: str
    name: str
    errors: int
    warnings: int
    infos: int

    @property
    def total(self) -> int:
        """All findings of the chapter."""
        return self.errors + self.warnings + self.infos


@dataclass(frozen=True, slots=True)
class FindingTotals:
    """Open findings of a set of schools."""

    by_chapter: tuple[ChapterCount, ...] = ()
    by_rule: tuple[RuleCount, ...] = ()
    severities: dict[str, int] = field(default_factory=dict)
    schools: dict[str, int] = field(default_factory=dict)


def finding_totals(schools: QuerySet) -> FindingTotals:
    """Count the open findings of the schools by chapter, rule and severity."""
    inside = Finding.objects.open().filter(school__in=schools.order_by().values("pk"))
    rows = list(
        inside.values("rule", "severity").order_by().annotate(n=Count("pk"), m=Count("school", distinct=True))
    )
    with_any = inside.aggregate(
        any=Count("school", distinct=True),
        **{s.value: Count("school", distinct=True, filter=Q(severity=s)) for s in Severity},
    )
    severities = {s.value: sum(row["n"] for row in rows if row["severity"] == s) for s in Severity}
    return FindingTotals(_by_chapter(rows), _by_rule(rows), severities, with_any)


def _by_chapter(rows: list[dict]) -> tuple[ChapterCount, ...]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        counts[chapter_of(row["rule"]), row["severity"]] += row["n"]
    return tuple(
        ChapterCount(code, name, *(counts[code, severity.value] for severity in Severity))
        for code, name in chapters()
    )


def _by_rule(rows: list[dict]) -> tuple[RuleCount, ...]:
    rules = all_rules()
    counted = [
        RuleCount(
            row["rule"], str(getattr(rules.get(row["rule"]), "name", "")), row["severity"], row["n"], row["m"]
        )
        for row in rows
    ]
    order = list(Severity)
    return tuple(sorted(counted, key=lambda c: (order.index(Severity(c.severity)), -c.schools, c.code)))


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


def coverage(schools: QuerySet) -> Coverage:
    """Add up the newest checks of the schools."""
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
    """Organisations at work by type, and members."""

    committees: int
    general_branches: int
    branches: int
    retired_branches: int
    members: Members


def party_totals(schools: QuerySet, on: date) -> PartyTotals:
    """Count the organisations at work and their formal members."""
    inside = schools.order_by().values("pk")
    live = PartyOrganization.objects.filter(school__in=inside, state__in=LIVE_STATES)
    branch = Q(type__in=(OrgType.BRANCH, OrgType.JOINT_BRANCH))
    counted = live.aggregate(
        committees=Count("pk", filter=Q(type=OrgType.COMMITTEE)),
        general_branches=Count("pk", filter=Q(type=OrgType.GENERAL_BRANCH)),
        branches=Count("pk", filter=branch),
        retired_branches=Count("pk", filter=branch & Q(kind=OrgKind.RETIRED)),
    )
    members = branch_members(Q(organization__school__in=inside), on)
    return PartyTotals(**counted, members=sum(members.values(), NOBODY))

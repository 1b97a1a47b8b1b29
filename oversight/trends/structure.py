"""The structure over time: units covered, secretaries and principals, empty seats, terms that end.

As with findings, a number and its list meet the same condition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from governance.choices import LIVE_STATES, Heads, Role
from governance.models import OrganizationStatus
from oversight.trends.counting import Amounts, at_any, ends_of, on_each_day
from oversight.trends.steps import Step
from schools.likely import likely
from schools.periods import add_months

MEASURED, COVERED, BELOW, HEADS, VACANT = "measured", "covered", "below", "heads", "vacant"
KINDS = (MEASURED, COVERED, BELOW, HEADS, VACANT)


def condition(kind: str, on: date, value: str = "") -> Q:
    """Return which figures a number of this kind counts on a day."""
    return likely(Q(period__contains=on)) & _whenever(kind, value)


def _whenever(kind: str, value: str = "") -> Q:
    """Return the condition without the day."""
    if kind == COVERED:
        return Q(base_units__gt=0, covered_units=F("base_units"))
    if kind == BELOW:
        return Q(covered_units__lt=F("base_units"))
    if kind == HEADS:
        return Q(heads=value)
    if kind == VACANT:
        return Q(vacancies__has_key=value)
    return Q()


def empty_seats(role: str) -> Coalesce:
    """Return the empty seats of the role at a school."""
    return Coalesce(Cast(KeyTextTransform(role, "vacancies"), IntegerField()), 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the schools measured on one day: how many, how far covered, who heads them."""

    schools: int
    base_units: int
    covered_units: int
    below: int
    heads: dict[str, int]

    @property
    def percent(self) -> float | None:
        """Covered units in percent, rounded down to one place; None without units."""
        if not self.base_units:
            return None
        return self.covered_units * 1000 // self.base_units / 10


def measured(figures: QuerySet, steps: Sequence[Step]) -> list[Measured]:
    """Add up what was measured on the day of every step, in one query."""
    groups = figures.filter(at_any(steps)).order_by().values_list("heads", *ends_of(steps))
    groups = groups.annotate(
        n=Count("pk"),
        base=Sum("base_units"),
        covered=Sum("covered_units"),
        below=Count("pk", filter=_whenever(BELOW)),
    )
    rows = ((heads, begun, over, tuple(amounts)) for heads, begun, over, *amounts in groups)
    by_heads = on_each_day(rows, len(steps))
    return [_measured({head: days[nth] for head, days in by_heads.items()}) for nth in range(len(steps))]


def _measured(day: Mapping[str, Amounts]) -> Measured:
    """Return the sums over all kinds of heads, from number, base units, covered units and those below."""
    totals = [sum(column) for column in zip(*day.values(), strict=True)] or [0, 0, 0, 0]
    heads = {head.value: day[head][0] if head in day else 0 for head in Heads}
    return Measured(*totals, heads)


def numbers_measured(figures: QuerySet, steps: Sequence[Step]) -> list[int]:
    """Return how many schools had been measured on the day of every step, in one query."""
    groups = figures.filter(at_any(steps)).order_by().values_list(*ends_of(steps)).annotate(n=Count("pk"))
    counted = on_each_day((("", begun, over, (n,)) for begun, over, n in groups), len(steps))
    return [n for (n,) in counted.get("", [(0,)] * len(steps))]


def vacancies(figures: QuerySet, on: date) -> list[tuple[Role, int, int]]:
    """Return for each role with an empty seat how many schools have one, and how many seats; in one query."""
    parts = {}
    for role in Role:
        parts[f"{role.value}_schools"] = Count("pk", filter=condition(VACANT, on, role.value))
        parts[f"{role.value}_seats"] = Coalesce(
            Sum(empty_seats(role.value), filter=condition(VACANT, on, role.value)), 0
        )
    with_some = figures.filter(condition(MEASURED, on)).exclude(vacancies={})
    row = with_some.order_by().aggregate(**parts)
    found = [(role, row[f"{role.value}_schools"], row[f"{role.value}_seats"]) for role in Role]
    return [line for line in found if line[1]]


def current_terms(terms: QuerySet, on: date) -> QuerySet:
    """Return the terms that run on the day, with the day on which they are ``due``.

    An extension counts once a document approves it, as for the rules.
    """
    extended = Q(extension__issued_on__lte=on, extended_until__isnull=False)
    due = Case(When(extended, then=F("extended_until")), default=F("planned_end"))
    at_work = OrganizationStatus.objects.as_of(on).filter(state__in=LIVE_STATES)
    running = terms.as_of(on).filter(organization__in=at_work.values("organization"))
    return running.annotate(due=due).filter(due__isnull=False)


def months_of(year: int) -> list[Step]:
    """Return the months of a year."""
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return [Step(first, add_months(first, 1), f"{first:%Y-%m}") for first in firsts]


def due_between(first: date | None, end: date) -> Q:
    """Return which terms are due from ``first`` up to ``end``, not in it; None for any time before."""
    before = Q(due__lt=end)
    return before if first is None else before & Q(due__gte=first)


def due_by_month(terms: QuerySet, on: date) -> tuple[int, list[tuple[Step, int]]]:
    """Return how many terms were due before the year of ``on``, and how many are in each month of it."""
    months = months_of(on.year)
    parts = {f"n{nth}": Count("pk", filter=due_between(m.first, m.end)) for nth, m in enumerate(months)}
    row = (
        current_terms(terms, on)
        .order_by()
        .aggregate(before=Count("pk", filter=due_between(None, months[0].first)), **parts)
    )
    return row["before"], [(month, row[f"n{nth}"]) for nth, month in enumerate(months)]

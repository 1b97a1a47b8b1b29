"""Findings over time: what stood on each day, what was found and mended in between.

A count is the number of rows that meet a condition, a list shows the rows that meet it: each condition is
written once, in ``condition``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet

from governance.models.spell import found_between, mended_between, standing_on, waived_on
from oversight.trends.counting import at_any, ends_of, on_each_day
from oversight.trends.steps import Step, place_of

STANDING, WAIVED, FOUND, MENDED = "standing", "waived", "found", "mended"
KINDS = (STANDING, WAIVED, FOUND, MENDED)


def condition(kind: str, first: date, end: date) -> Q:
    """Return which spells a number of this kind counts: those of the last day, or of all days, of a step."""
    if kind == FOUND:
        return found_between(first, end)
    if kind == MENDED:
        return mended_between(first, end)
    on = Step(first, end, "").day
    return waived_on(on) if kind == WAIVED else standing_on(on)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a rule and severity stood, or stood waived, step by step."""

    kind: str
    rule: str
    severity: str
    counts: tuple[int, ...]


def tallies(spells: QuerySet, steps: Sequence[Step]) -> list[Tally]:
    """Count what stood and was waived of each rule and severity on the day of every step, in one query."""
    at_all = spells.filter(at_any(steps)).order_by()
    groups = at_all.values_list("is_waived", "rule", "severity", *ends_of(steps)).annotate(n=Count("pk"))
    rows = (
        ((WAIVED if is_waived else STANDING, rule, severity), begun, over, (n,))
        for is_waived, rule, severity, begun, over, n in groups
    )
    counted = on_each_day(rows, len(steps))
    return [Tally(*key, tuple(n for (n,) in days)) for key, days in counted.items()]


def of_kind(found: Iterable[Tally], kind: str) -> list[Tally]:
    """Return those of what stood, or of what was waived."""
    return [tally for tally in found if tally.kind == kind]


def summed(found: Iterable[Tally], number: int) -> list[int]:
    """Return the sums of the tallies, step by step."""
    total = [0] * number
    for tally in found:
        for nth, count in enumerate(tally.counts):
            total[nth] += count
    return total


#: The day on which a spell counts as found or as mended.
_DAY_OF = {FOUND: "opened_on", MENDED: "mended_on"}


def flow(spells: QuerySet, kind: str, steps: Sequence[Step]) -> list[int]:
    """Count what was found, or mended, within every step, in one query: day by day, then added up."""
    inside = spells.filter(condition(kind, steps[0].first, steps[-1].end)).order_by()
    counts, day = [0] * len(steps), _DAY_OF[kind]
    for on, n in inside.values_list(day).annotate(n=Count("pk")):
        counts[place_of(on, list(steps))] += n
    return counts


class Days(Func):
    """The days from the first day of a fault to its mending."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long the mended findings of a rule had stood; ``rule`` is empty for all together."""

    rule: str
    mended: int
    median: int
    most: int


def time_to_mend(spells: QuerySet, first: date, end: date) -> tuple[list[Lasted], Lasted | None]:
    """Return median and ninth decile of the days by rule, the slowest first, and of all; in one query.

    The database counts how many faults of a rule lasted so many days; sorting them all would take it
    longer.
    """
    inside = spells.filter(condition(MENDED, first, end)).order_by()
    days = Days(F("mended_on"), F("opened_on"))
    by_rule: dict[str, Counter[int]] = {}
    for rule, lasted, n in inside.values_list("rule", days).annotate(n=Count("pk")):
        by_rule.setdefault(rule, Counter())[lasted] += n
    found = [_lasted(rule, counts) for rule, counts in by_rule.items()]
    ordered = sorted(found, key=lambda one: (-one.median, -one.most, one.rule))
    whole = sum(by_rule.values(), Counter())
    return ordered, _lasted("", whole) if whole else None


def _lasted(rule: str, counts: Counter[int]) -> Lasted:
    return Lasted(rule, counts.total(), share_of(counts, 50), share_of(counts, 90))


def share_of(counts: Counter[int], percent: int) -> int:
    """Return the smallest number that so many per cent do not exceed.

    >>> share_of(Counter({3: 5, 9: 4, 40: 1}), 50), share_of(Counter({3: 5, 9: 4, 40: 1}), 90)
    (3, 9)
    """
    wanted, seen = -(-counts.total() * percent // 100), 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= wanted:
            return value
    raise ValueError("nothing was counted")


def by_severity(spells: QuerySet, on: date) -> Counter[str]:
    """Return how many stood on the day of each severity; in one query."""
    stood = spells.filter(standing_on(on)).order_by()
    return Counter(dict(stood.values_list("severity").annotate(n=Count("pk"))))

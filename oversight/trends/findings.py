"""Findings over time: what stood on each day, what was found and mended in between.

A count is the number of rows that meet a condition, a list shows the rows that meet it: each condition is
written once, in ``condition``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, DateField, F, Func, IntegerField, Q, QuerySet, Value

from governance.models.spell import found_between, mended_between, standing_on, waived_on
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
    """How many findings of a rule and severity, step by step."""

    rule: str
    severity: str
    counts: tuple[int, ...]


def tallies(spells: QuerySet, kind: str, steps: Sequence[Step]) -> list[Tally]:
    """Count what stood, or was waived, of each rule and severity on the day of every step, in one query.

    A spell counts on an unbroken run of the days: to place its two ends among them is one question, to ask
    about each day would be as many as there are days.
    """
    begun, over = _days_before("period__startswith", steps), _days_before("period__endswith", steps)
    groups = spells.filter(_at_all(kind, steps)).order_by().values_list("rule", "severity", begun, over)
    changes: dict[tuple[str, str], list[int]] = {}
    for rule, severity, first, end, n in groups.annotate(n=Count("pk")):
        change = changes.setdefault((rule, severity), [0] * (len(steps) + 1))
        change[first] += n
        change[len(steps) if end is None else end] -= n
    return [Tally(*key, tuple(accumulate(change[:-1]))) for key, change in changes.items()]


def _days_before(bound: str, steps: Sequence[Step]) -> Func:
    """Return how many of the steps' days lie before the bound of a period; None where it has none."""
    ends = Value([step.end for step in steps], ArrayField(DateField()))
    return Func(F(bound), ends, function="width_bucket", output_field=IntegerField())


def _at_all(kind: str, steps: Sequence[Step]) -> Q:
    """Return what a spell must be to count at any step, which leaves out the rest."""
    return Q(period__overlap=(steps[0].day, steps[-1].end), is_waived=kind == WAIVED)


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


def by_severity(found: Iterable[Tally], on: int) -> Counter[str]:
    """Return how many there were of each severity at the step ``on``."""
    counts: Counter[str] = Counter()
    for tally in found:
        counts[tally.severity] += tally.counts[on]
    return counts

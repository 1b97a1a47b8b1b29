"""Findings over time: what stood on each day, what was found and mended in between.

A count is the number of rows that meet a condition, a list shows the rows that meet it: each condition is
written once, in ``condition``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Aggregate, Count, F, FloatField, Func, IntegerField, Q, QuerySet

from governance.models.spell import found_between, mended_between, standing_on, waived_on
from oversight.trends.steps import Step

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
    """Count the spells of each rule and severity at every step, in one query."""
    counts = {
        f"n{nth}": Count("pk", filter=condition(kind, step.first, step.end)) for nth, step in enumerate(steps)
    }
    inside = spells.filter(_at_all(kind, steps))
    rows = inside.order_by().values("rule", "severity").annotate(**counts)
    return [Tally(row["rule"], row["severity"], tuple(row[name] for name in counts)) for row in rows]


def _at_all(kind: str, steps: Sequence[Step]) -> Q:
    """Return what a spell must be to count at any step, which spares the rest twelve questions."""
    first, end = steps[0].first, steps[-1].end
    if kind in (FOUND, MENDED):
        return condition(kind, first, end)
    return Q(period__overlap=(first, end), is_waived=kind == WAIVED)


def summed(found: Iterable[Tally], number: int) -> list[int]:
    """Return the sums of the tallies, step by step."""
    total = [0] * number
    for tally in found:
        for nth, count in enumerate(tally.counts):
            total[nth] += count
    return total


class Days(Func):
    """The days from the first day of a fault to its mending."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class Percentile(Aggregate):
    """The smallest value that a share of all do not exceed."""

    template = "percentile_disc(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long the mended findings of a rule had stood; ``rule`` is empty for all together."""

    rule: str
    mended: int
    median: int
    most: int


def time_to_mend(spells: QuerySet, first: date, end: date) -> tuple[list[Lasted], Lasted | None]:
    """Return median and ninth decile of the days by rule, the slowest first, and of all; in two queries."""
    inside = spells.filter(mended_between(first, end)).order_by()
    days = Days(F("mended_on"), F("opened_on"))
    measures = {
        "mended": Count("pk"),
        "median": Percentile(days, share=0.5),
        "most": Percentile(days, share=0.9),
    }
    by_rule = [_lasted(row) for row in inside.values("rule").annotate(**measures)]
    whole = inside.aggregate(**measures)
    ordered = sorted(by_rule, key=lambda one: (-one.median, -one.most, one.rule))
    return ordered, _lasted({"rule": "", **whole}) if whole["mended"] else None


def _lasted(row: dict) -> Lasted:
    return Lasted(row["rule"], row["mended"], int(row["median"]), int(row["most"]))


def by_severity(found: Iterable[Tally], on: int) -> Counter[str]:
    """Return how many there were of each severity at the step ``on``."""
    counts: Counter[str] = Counter()
    for tally in found:
        counts[tally.severity] += tally.counts[on]
    return counts

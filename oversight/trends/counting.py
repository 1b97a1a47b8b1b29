"""How many rows hold on the day of every step, asked of the database once.

A row holds on an unbroken run of the days: to place the two ends of its period among them is one question, to
ask about each day would be as many as there are days.
"""

from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, F, Func, IntegerField, Q, Value

from oversight.trends.steps import Step
from schools.likely import likely

Key = TypeVar("Key", bound=Hashable)
Amounts = tuple[int, ...]


def at_any(steps: Sequence[Step]) -> Q:
    """Return the condition on rows whose period holds on some day between the first step's and the last's."""
    return likely(Q(period__overlap=(steps[0].day, steps[-1].end)))


def ends_of(steps: Sequence[Step]) -> tuple[Func, Func]:
    """Return how many of the steps' days lie before a row holds, and before it no longer does; else None."""
    days = Value([step.end for step in steps], ArrayField(DateField()))
    begun, over = (
        Func(F(bound), days, function="width_bucket", output_field=IntegerField())
        for bound in ("period__startswith", "period__endswith")
    )
    return begun, over


def on_each_day(
    rows: Iterable[tuple[Key, int, int | None, Amounts]], number: int
) -> dict[Key, list[Amounts]]:
    """Return the sums of the amounts on the day of each of ``number`` steps, by key.

    Args:
        rows: key, the two ends as ``ends_of`` counts them, and what is added up; as many amounts in each row.
        number: how many steps there are.

    Example:
        >>> on_each_day([("a", 0, 2, (5, 1)), ("a", 1, None, (3, 1))], 3)
        {'a': [(5, 1), (8, 2), (3, 1)]}

    """
    changes: dict[Key, list[list[int]]] = {}
    for key, begun, over, amounts in rows:
        if key not in changes:
            changes[key] = [[0] * len(amounts) for _ in range(number + 1)]
        change = changes[key]
        end = number if over is None else over
        for nth, amount in enumerate(amounts):
            change[begun][nth] += amount
            change[end][nth] -= amount
    return {key: list(accumulate(map(tuple, change[:-1]), _plus)) for key, change in changes.items()}


def _plus(one: Amounts, other: Amounts) -> Amounts:
    return tuple(a + b for a, b in zip(one, other, strict=True))

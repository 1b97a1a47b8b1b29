"""The findings of a round: what there was, and what has become of it. Every number is counted from here.

While a round is open its findings are asked what they are now; once it is closed, only what was written
down then counts. Both are a query with the same columns: ``school``, ``rule``, ``was_there`` and ``now``.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Value,
    When,
)

from governance.models import Finding
from oversight.choices.round import Now, RoundState
from oversight.models import Answer, Round, RoundFinding
from oversight.rounds.scope import rule_condition

#: What a list may be narrowed by, and the column it is.
ASKED = {"rule": "rule", "school": "school_code", "now": "now", "was": "was_there"}


def matters(round_: Round) -> QuerySet:
    """Return the findings of the round with ``school_code``, ``was_there`` and ``now``."""
    return written(round_) if round_.state == RoundState.CLOSED else living(round_)


def written(round_: Round) -> QuerySet:
    """Return the findings of the round as they were written down at its close."""
    rows = RoundFinding.objects.filter(answer__round=round_)
    return rows.annotate(school_id=F("answer__school"), school_code=F("answer__school__code"))


def living(round_: Round) -> QuerySet:
    """Return the findings of an open round as they are now."""
    answers = Answer.objects.filter(round=round_).order_by()
    new = Q(school__in=answers.values("school"), closed_on=None) & rule_condition(round_)
    # Joined once: what asks of each finding whether it was copied would be asked again by every condition. A
    # finding was copied for one school, so that none comes twice.
    copied = Q(in_rounds__was_there=True, in_rounds__answer__in=answers.values("pk").query)
    rows = Finding.objects.alias(copied=FilteredRelation("in_rounds", condition=copied))
    was_there = Case(When(copied__isnull=False, then=True), default=False, output_field=BooleanField())
    # named once more in a filter, it would be joined once more
    rows = rows.annotate(was_there=was_there).filter(Q(was_there=True) | new)
    return rows.annotate(now=_now(), school_code=F("school__code"))


def _now() -> Case:
    return Case(
        When(closed_on__isnull=False, then=Value(Now.MENDED.value)),
        When(is_waived=True, then=Value(Now.WAIVED.value)),
        When(copied__isnull=True, then=Value(Now.NEW.value)),
        default=Value(Now.STILL.value),
        output_field=CharField(),
    )


def now_of(finding: Finding) -> Now:
    """Return the same of one finding that there was when the round was opened."""
    if finding.closed_on is not None:
        return Now.MENDED
    return Now.WAIVED if finding.is_waived else Now.STILL


def narrowed(rows: QuerySet, asked: Mapping[str, str]) -> QuerySet:
    """Return the rows a list shows: of one rule, of one school, in one state now, or those of then."""
    conditions = {ASKED[name]: value for name, value in asked.items() if name in ASKED and value}
    if "was_there" in conditions:
        conditions["was_there"] = conditions["was_there"] == "1"
    if "now" in conditions and rows.model is Finding:
        rows = rows.filter(**_IS_NOW.get(conditions["now"], {}))
    return rows.filter(**conditions)


#: What the column ``now`` of living findings says, by the columns it is made of: a condition on these leaves
#: out rows as they are read, one on what is made of them looks at every finding there ever was.
_IS_NOW: dict[str, dict[str, Any]] = {
    Now.MENDED: {"closed_on__isnull": False},
    Now.WAIVED: {"closed_on": None, "is_waived": True},
    Now.NEW: {"closed_on": None, "is_waived": False},
    Now.STILL: {"closed_on": None, "is_waived": False},
}


@dataclass
class Tally:
    """How many findings there were then, and what they are now."""

    counts: Counter = field(default_factory=Counter)

    def add(self, was_there: bool, now: str, n: int) -> None:
        """Count ``n`` findings."""
        self.counts[now] += n
        self.counts["then"] += n * was_there

    @property
    def then(self) -> int:
        """Those there were when the round was opened."""
        return self.counts["then"]

    @property
    def still(self) -> int:
        """Those there were and still are."""
        return self.counts[Now.STILL]

    @property
    def mended(self) -> int:
        """Those that are gone."""
        return self.counts[Now.MENDED]

    @property
    def waived(self) -> int:
        """Those that are waived now."""
        return self.counts[Now.WAIVED]

    @property
    def new(self) -> int:
        """Those that came up since."""
        return self.counts[Now.NEW]

    @property
    def left(self) -> int:
        """Those that fail now, waivers aside."""
        return self.still + self.new

    def as_json(self) -> dict[str, int]:
        """Return the numbers as they are frozen."""
        names = ("then", "still", "mended", "waived", "new")
        return {name: getattr(self, name) for name in names}


def tallies(rows: QuerySet, by: str) -> dict[Any, Tally]:
    """Return the numbers by a column, in one query."""
    found: dict[Any, Tally] = {}
    for key, was_there, now, n in rows.order_by().values_list(by, "was_there", "now").annotate(n=Count("pk")):
        found.setdefault(key, Tally()).add(was_there, now, n)
    return found


def total(by: Mapping[Any, Tally]) -> Tally:
    """Return the numbers of all."""
    result = Tally()
    for one in by.values():
        result.counts.update(one.counts)
    return result

"""Two results side by side: which rules and which schools are better, worse or the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from oversight.choices.round import RoundState
from oversight.models import Round

BETTER, WORSE, SAME, ALONE = "better", "worse", "same", "alone"
WORDS = {BETTER: _("好转"), WORSE: _("变差"), SAME: _("持平"), ALONE: _("没有可比的")}


@dataclass(frozen=True, slots=True)
class Pair:
    """A rule or a school in both results; a number is None where it was not in the round."""

    code: str
    name: str
    before: int | None
    after: int | None

    @property
    def mark(self) -> str:
        """Whether it became better."""
        if self.before is None or self.after is None:
            return ALONE
        if self.before == self.after:
            return SAME
        return BETTER if self.after < self.before else WORSE

    @property
    def word(self) -> str:
        """The same as a word."""
        return str(WORDS[self.mark])


class RoundComparison:
    """The results of two closed rounds."""

    def __init__(self, before: Round, after: Round):
        self.before, self.after = before, after

    @cached_property
    def rules(self) -> list[Pair]:
        """The rules; a rule both rounds were about and nobody broke is not listed."""
        return _pairs(self.before, self.after, "rules", "rule")

    @cached_property
    def schools(self) -> list[Pair]:
        """The schools."""
        return _pairs(self.before, self.after, "schools", "code")

    @property
    def summary(self) -> list[tuple[str, str, int]]:
        """How many schools became better, worse or stayed: mark, word and number."""
        marks = [pair.mark for pair in self.schools]
        return [(mark, str(word), marks.count(mark)) for mark, word in WORDS.items()]


def _pairs(before: Round, after: Round, part: str, key: str) -> list[Pair]:
    was, now = ({row[key]: row for row in one.result[part]} for one in (before, after))
    empty = 0 if part == "rules" else None
    return [
        Pair(
            code,
            (now.get(code) or was[code])["name"],
            left(was[code]) if code in was else _missing(empty, before, code),
            left(now[code]) if code in now else _missing(empty, after, code),
        )
        for code in sorted(was.keys() | now.keys())
    ]


def _missing(empty: int | None, round_: Round, code: str) -> int | None:
    """Return what a rule without a row counts: nothing was found, or the round was not about it."""
    if empty is None:
        return None
    is_about = not (round_.rules or round_.chapters)
    chapter = code.split("-", maxsplit=1)[0].lower()
    return empty if is_about or code in round_.rules or chapter in round_.chapters else None


def left(row: Mapping[str, Any]) -> int:
    """Return how many findings of a row of a result were left at the close."""
    return row["still"] + row["new"]


def closed_before(round_: Round):
    """Return the closed rounds of the same jurisdiction that the round can be compared with, newest first."""
    found = Round.objects.filter(jurisdiction=round_.jurisdiction_id, state=RoundState.CLOSED)
    return found.filter(closed_on__lte=round_.closed_on, pk__lt=round_.pk).order_by("-closed_on", "-pk")


def compared(round_: Round, chosen: int | None = None) -> RoundComparison | None:
    """Compare with the round chosen, else with the last one of the same kind; None if there is none."""
    rows = closed_before(round_)
    before = rows.filter(pk=chosen).first() if chosen else rows.filter(kind=round_.kind).first()
    return RoundComparison(before, round_) if before else None

"""What the page of a round shows to who acts for its jurisdiction."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict
from governance.rules.catalogue import all_rules
from oversight.choices.round import AnswerState, RoundAction, RoundState
from oversight.models import Answer, Round, RoundEntry
from oversight.rounds.closing_progress import ClosingProgress, closing_progress
from oversight.rounds.comparing import RoundComparison, closed_before, compared
from oversight.rounds.lists import with_related
from oversight.rounds.matters import Tally, matters, tallies, total
from oversight.rounds.opening import findings_in_scope
from oversight.rounds.progress import OVERDUE, STANDINGS, answers_of, counts, narrowed
from oversight.rounds.scope import rules_said, schools_chosen
from oversight.rounds.states import COURSE
from oversight.rounds.verifying import is_unchanged

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A school of the round with its numbers."""

    answer: Answer
    tally: Tally

    @property
    def standing(self) -> str:
        """Where its answer stands."""
        return self.answer.standing

    @property
    def label(self) -> str:
        """The same as a word."""
        return str(STANDINGS[self.answer.standing])

    @property
    def is_open(self) -> bool:
        """Whether something is to be done about it."""
        return self.answer.standing in (OVERDUE, AnswerState.WAITING, AnswerState.RETURNED)


class RoundBoard:
    """A round as one user may see it; every part is read when it is shown."""

    def __init__(self, round_: Round, user: User, today: date, query: QueryDict):
        self.round, self.user, self.today, self.query = round_, user, today, query
        self.standing, self.words = query.get("state", ""), query.get("q", "")[:60]

    @property
    def is_draft(self) -> bool:
        """Whether it has not gone out."""
        return self.round.state == RoundState.DRAFT

    @property
    def is_closed(self) -> bool:
        """Whether its result is frozen."""
        return self.round.state == RoundState.CLOSED

    @property
    def is_late(self) -> bool:
        """Whether the deadline of an open round has passed."""
        return self.round.state == RoundState.OPEN and self.today > self.round.deadline

    @cached_property
    def may(self) -> dict[str, Verdict]:
        """What the reader may do with the round now."""
        return {action: COURSE.may(self.user, self.round, action) for action in RoundAction.values}

    @cached_property
    def closing(self) -> ClosingProgress | None:
        """How far its closing has come, if it is being closed."""
        return closing_progress(self.user, self.round)

    @cached_property
    def rules(self) -> list[str]:
        """The chapters and rules it is about, by name; none are all."""
        return rules_said(self.round)

    @cached_property
    def chosen(self) -> tuple[int, int, int]:
        """Of a draft: how many schools it would go to, how many findings, schools without any."""
        ids = list(schools_chosen(self.round, self.user, self.today).order_by().values_list("pk", flat=True))
        found = findings_in_scope(self.round, ids)
        with_some = found.order_by().values("school").distinct().count()
        return len(ids), found.count(), len(ids) - with_some

    @cached_property
    def answers(self):
        """The answers of all schools, with where they stand."""
        return answers_of(self.round, self.today)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many answers stand where."""
        return counts(self.answers)

    @property
    def total(self) -> int:
        """How many schools there are."""
        return self.counts.total()

    @property
    def standings(self) -> list[tuple[str, str, int]]:
        """Where answers stand: code, word and number; the numbers add up to the schools."""
        return [(code, str(word), self.counts[code]) for code, word in STANDINGS.items()]

    @cached_property
    def by_rule(self) -> list[tuple[str, str, Tally]]:
        """The rules somebody broke: code, name and numbers, the most left first."""
        found, known = tallies(matters(self.round), "rule"), all_rules()
        rows = [(code, str(known[code].name) if code in known else "", one) for code, one in found.items()]
        return sorted(rows, key=lambda row: (-row[2].left, row[0]))

    @cached_property
    def tally(self) -> Tally:
        """The numbers of all rules."""
        return total({code: one for code, _name, one in self.by_rule})

    @property
    def listed(self):
        """The answers that the list is asked for."""
        return with_related(narrowed(self.answers, standing=self.standing, words=self.words))

    @cached_property
    def page(self) -> Page:
        """One page of the schools."""
        rows = self.listed.order_by("school__sort_key", "school__code")
        return Paginator(rows, PAGE_SIZE).get_page(self.query.get("page"))

    @cached_property
    def rows(self) -> list[AnswerRow]:
        """The schools of the page with their numbers."""
        answers = list(self.page.object_list)
        inside = matters(self.round).filter(school_id__in=[one.school_id for one in answers])
        found = tallies(inside, "school_id")
        return [AnswerRow(one, found.get(one.school_id, Tally())) for one in answers]

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager."""
        query = self.query.copy()
        query.pop("page", None)
        return query.urlencode()

    @cached_property
    def comparison(self) -> RoundComparison | None:
        """The result beside that of another round, the last of its kind unless one is chosen."""
        chosen = self.query.get("with", "")
        key = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else None  # noqa: PLR2004
        return compared(self.round, key) if self.is_closed else None

    @cached_property
    def comparable(self) -> list[Round]:
        """The rounds it can be compared with."""
        return list(closed_before(self.round).defer("result")) if self.is_closed else []

    @cached_property
    def is_unchanged(self) -> bool:
        """Whether the frozen result is what it was."""
        return is_unchanged(self.round)

    @cached_property
    def entries(self) -> list[RoundEntry]:
        """What was done with it, the oldest first."""
        return list(self.round.entries.select_related("actor"))

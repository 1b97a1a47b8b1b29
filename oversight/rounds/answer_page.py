"""What the page of one school in a round shows."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict
from governance.presentation.findings import FindingRow, finding_rows
from oversight.choices.round import AnswerAction, Now, RoundState
from oversight.models import Answer, AnswerEntry, RoundFinding
from oversight.rounds.matter_rows import Matter, matter_rows
from oversight.rounds.matters import Tally, matters
from oversight.rounds.progress import STANDINGS, standing_of
from oversight.rounds.scope import rules_said
from oversight.rounds.states import ANSWER_COURSE


@dataclass(frozen=True, slots=True)
class Item:
    """A finding of the school: as the round knows it, and as the register shows it while it is open."""

    matter: Matter
    row: FindingRow | None
    copy: RoundFinding | None


class AnswerPage:
    """One school in one round, for one reader."""

    def __init__(self, answer: Answer, user: User, today: date):
        self.answer, self.user, self.today = answer, user, today
        self.round, self.school = answer.round, answer.school

    @property
    def standing(self) -> str:
        """Where the answer stands."""
        return standing_of(self.answer, self.round, self.round.closed_on or self.today)

    @property
    def standing_label(self) -> str:
        """The same as a word."""
        return str(STANDINGS[self.standing])

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed."""
        return (self.round.closed_on or self.today) > self.round.deadline

    @property
    def rules(self) -> list[str]:
        """The chapters and rules the round is about; none are all."""
        return rules_said(self.round)

    @cached_property
    def may(self) -> dict[str, Verdict]:
        """What the reader may do with the answer now."""
        return {action: ANSWER_COURSE.may(self.user, self.answer, action) for action in AnswerAction.values}

    @property
    def is_open(self) -> bool:
        """Whether the round is under way."""
        return self.round.state == RoundState.OPEN

    @cached_property
    def items(self) -> list[Item]:
        """The school's findings in the round: what is left first, then what is gone."""
        order = {Now.STILL: 0, Now.NEW: 1, Now.WAIVED: 2, Now.MENDED: 3}
        found = list(
            matters(self.round).filter(school_id=self.answer.school_id).order_by("rule", "subject_number")
        )
        found.sort(key=lambda row: order[Now(row.now)])
        if self.round.state == RoundState.CLOSED:
            return [Item(matter, None, None) for matter in matter_rows(self.round, found)]
        copies = {row.finding_id: row for row in self.answer.findings.all()}
        for finding in found:
            finding.school = self.school
        shown = finding_rows(found, self.user)
        matters_ = matter_rows(self.round, found)
        return [
            Item(matter, row, copies.get(row.finding.pk)) for matter, row in zip(matters_, shown, strict=True)
        ]

    @cached_property
    def tally(self) -> Tally:
        """The numbers of the school."""
        result = Tally()
        for item in self.items:
            result.add(item.matter.was_there, item.matter.now, 1)
        return result

    @cached_property
    def entries(self) -> list[AnswerEntry]:
        """What was done with the answer, the oldest first."""
        return list(self.answer.entries.select_related("actor"))

"""What the page of a notice shows to one reader."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Denied, Verdict
from governance.rules.catalogue import all_rules
from governance.rules.texts import mend, sentence, source_text
from oversight.cases.lines import CaseLine, case_line
from oversight.choices.notice import NoticeAction, NoticeState
from oversight.models import Evidence, Notice, NoticeEntry, NoticeItem
from oversight.notices.files import may_remove
from oversight.notices.states import COURSE

#: The way of a notice that nothing goes wrong with.
WAY = (
    NoticeState.DRAFT,
    NoticeState.ISSUED,
    NoticeState.RECEIVED,
    NoticeState.ANSWERED,
    NoticeState.SETTLED,
)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with where the work on it stands now."""

    item: NoticeItem
    line: CaseLine
    files: list[tuple[Evidence, Verdict]]
    sentence: str
    clause: str
    mend: str


class NoticePage:
    """A notice, for one reader on one day."""

    def __init__(self, notice: Notice, user: User, today: date):
        self.notice, self.user, self.today = notice, user, today

    @cached_property
    def items(self) -> list[ItemRow]:
        """What it names."""
        related = ("finding__school", "finding__case__owner")
        found = self.notice.items.select_related(*related).prefetch_related("files")
        return [self._row(item) for item in found]

    def _row(self, item: NoticeItem) -> ItemRow:
        line = case_line(item.finding, getattr(item.finding, "case", None), self.today)
        said = (item.sentence, item.clause, item.mend) if self.notice.is_numbered else _as_it_is(item)
        files = [(file, self._may_remove(file)) for file in item.files.all()]
        return ItemRow(item, line, files, *said)

    @cached_property
    def _may_detach(self) -> Verdict:
        """Whether the reader takes files out at all; ``may`` asks the items, which ask this."""
        return COURSE.may(self.user, self.notice, NoticeAction.DETACH)

    def _may_remove(self, file: Evidence) -> Verdict:
        verdict = self._may_detach
        return may_remove(self.user, file, self.entries) if verdict else verdict

    @cached_property
    def failing(self) -> list[ItemRow]:
        """What neither the rules nor a waiver let pass yet."""
        return [row for row in self.items if not row.item.is_done]

    @cached_property
    def may(self) -> dict[str, Verdict]:
        """What the reader may do now, by action."""
        found = {action.value: COURSE.may(self.user, self.notice, action) for action in NoticeAction}
        if found[NoticeAction.SETTLE] and self.failing:
            numbers = _("、").join(str(row.item.position) for row in self.failing)
            found[NoticeAction.SETTLE] = Denied(
                _("第{numbers}项没有消除，也没有豁免，还不能办结。").format(numbers=numbers)
            )
        return found

    @property
    def reasons(self) -> list[str]:
        """Why something that comes next is not possible yet."""
        is_answered = self.notice.state in (NoticeState.RECEIVED, NoticeState.ANSWERED)
        verdict = self.may[NoticeAction.SETTLE]
        return [verdict.reason] if is_answered and self.may[NoticeAction.REVOKE] and not verdict else []

    @property
    def way(self) -> list[tuple[str, bool, bool]]:
        """The steps of its way: label, whether it is past, whether it stands there."""
        if self.notice.state not in WAY:
            return [(str(NoticeState(self.notice.state).label), False, True)]
        here = WAY.index(NoticeState(self.notice.state))
        return [(str(state.label), nth < here, nth == here) for nth, state in enumerate(WAY)]

    @property
    def days_over(self) -> int:
        """How many days it is overdue; 0 while it is in time or over."""
        if self.notice.state not in (NoticeState.ISSUED, NoticeState.RECEIVED):
            return 0
        return max((self.today - self.notice.deadline).days, 0)

    @cached_property
    def entries(self) -> list[NoticeEntry]:
        """What was done and said, the oldest first."""
        return list(self.notice.entries.select_related("actor"))


def _as_it_is(item: NoticeItem) -> tuple[str, str, str]:
    """Return sentence, clause and mend of a draft, in the language of the reader."""
    finding = item.finding
    rule = all_rules().get(finding.rule)
    told = (finding.rule, finding.variant, finding.evidence)
    sources = _("；").join(source_text(source) for source in rule.sources) if rule else ""
    return sentence(*told), sources, mend(*told)

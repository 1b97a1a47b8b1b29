"""What the page of a plan shows to one reader."""

from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Denied, Verdict, may_edit, may_see_people
from governance.choices import PlanAction, PlanState
from governance.models import Plan, PlanEntry
from governance.plans.course import Stop, course, reasons, verdicts
from governance.plans.drift import drift
from governance.plans.marked_charts import drawn, legend, mark_words
from governance.plans.previewing import Preview, preview
from governance.plans.running import PROBLEMS, said
from governance.plans.said import Moved, Said, people_rows, said_rows
from governance.plans.states import OPEN
from governance.plans.step_rows import StepRow, step_rows
from governance.plans.undone import with_undoings


class PlanPage:
    """A plan on one day; while it is drafted it is tried anew, afterwards it shows what was submitted."""

    def __init__(self, plan: Plan, user: User, today: date):
        (self.plan,) = with_undoings([plan])
        self.user, self.today = user, today
        self.school = plan.school
        self.sees_people = bool(may_see_people(user, plan.school))

    @cached_property
    def is_open(self) -> bool:
        """Whether the plan is still being drafted."""
        return self.plan.state in OPEN

    @cached_property
    def trial(self) -> Preview | Exception | None:
        """The plan tried now, or why that is not possible; not asked where the outcome is settled."""
        if not self.is_open and self.plan.state != PlanState.SUBMITTED:
            return None
        try:
            return preview(self.plan, user=self.plan.author, today=self.today)
        except PROBLEMS as problem:
            return problem

    @property
    def trouble(self) -> str:
        """Why the plan cannot be tried at all."""
        return said(self.trial) if isinstance(self.trial, Exception) else ""

    @cached_property
    def outcome(self) -> dict[str, Any] | None:
        """What the plan does: as it is now while it is drafted, as it was submitted afterwards."""
        if not self.is_open:
            return self.plan.outcome
        return self.trial.outcome if isinstance(self.trial, Preview) else None

    @cached_property
    def drift(self) -> list[str]:
        """What would be otherwise now than it was when the plan was submitted."""
        if self.plan.state != PlanState.SUBMITTED:
            return []
        if not isinstance(self.trial, Preview):
            return [self.trouble]
        if self.trial.digest == self.plan.digest:
            return []
        return drift(self.plan.outcome, self.trial.outcome) or [_("学校资料有变动。")]

    @cached_property
    def course(self) -> list[Stop]:
        """The way of the plan."""
        return course(self.plan.state, is_undone=self.plan.undoing is not None)

    @cached_property
    def may(self) -> dict[str, Verdict]:
        """What the reader may do now, by action."""
        found = verdicts(self.user, self.plan)
        found[PlanAction.SUBMIT] = found[PlanAction.SUBMIT] and self._may_be_submitted
        found[PlanAction.APPROVE] = found[PlanAction.APPROVE] and self._is_as_submitted
        found[PlanAction.PUBLISH] = found[PlanAction.PUBLISH] and self._is_due
        return found

    @property
    def reasons(self) -> list[str]:
        """Why the reader may not do what could be done now."""
        return reasons(self.may, self.plan)

    @property
    def may_copy(self) -> Verdict:
        """Whether the reader may begin a plan with these steps."""
        return may_edit(self.user, self.school)

    @property
    def _may_be_submitted(self) -> Verdict | bool:
        if not isinstance(self.trial, Preview):
            return Denied(_("现在不能预演，因此不能提交。"))
        if self.trial.may_be_submitted:
            return True
        missing = not self.outcome["steps"]
        return Denied(_("方案还没有步骤，请先添加。") if missing else _("请先处理下面标出的问题，再提交。"))

    @property
    def _is_as_submitted(self) -> Verdict | bool:
        if not self.drift:
            return True
        return Denied(_("方案提交之后学校资料有变动，不能批准。请退回，由学校重新预演后提交。"))

    @property
    def _is_due(self) -> Verdict | bool:
        if self.plan.effective_on <= self.today:
            return True
        return Denied(_("自 %(day)s 起自动实施。") % {"day": self.plan.effective_on.isoformat()})

    @cached_property
    def steps(self) -> list[StepRow]:
        """The steps: what each does, or did when the plan was submitted."""
        steps = self.outcome["steps"] if self.outcome else self._bare_steps()
        return step_rows(steps, self.user, sees_people=self.sees_people)

    def _bare_steps(self) -> list[dict[str, Any]]:
        names = ("key", "operation", "arguments")
        return [{**row, "summary": "", "problem": ""} for row in self.plan.steps.values(*names)]

    @cached_property
    def findings(self) -> dict[str, list[Said]]:
        """Obstacles and findings by what becomes of them."""
        kinds = ("refusing", "asking", "caused", "cured", "kept")
        return {kind: said_rows((self.outcome or {}).get(kind, ())) for kind in kinds}

    @cached_property
    def people(self) -> tuple[list[Moved], int]:
        """The people concerned, and how many more the reader may only count."""
        return people_rows((self.outcome or {}).get("people", ()), sees_people=self.sees_people)

    @property
    def people_count(self) -> int:
        """How many people are concerned."""
        return len(self.people[0]) + self.people[1]

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """The bodies that differ, with the word of their mark."""
        rows = (self.outcome or {}).get("nodes", ())
        words = mark_words()
        return [{**row, "word": words[row["mark"]]} for row in rows]

    @property
    def bodies(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the next step may be about: number and name of every body, as the plan leaves them."""
        if not isinstance(self.trial, Preview):
            return []
        after = self.trial.after
        groups = ((_("党组织"), after.organizations), (_("内设单元"), after.units))
        return [(label, [(row.number, str(row)) for row in rows]) for label, rows in groups if rows]

    @property
    def legend(self) -> list[tuple[str, str, str]]:
        """What the marks of the charts mean: word, colour and corners of the shape."""
        return legend()

    @cached_property
    def charts(self) -> list[tuple[str, str, SafeString]]:
        """The charts before and after: name, heading and drawing."""
        charts = (self.outcome or {}).get("charts", {})
        headings = {"before": _("调整之前"), "after": _("调整之后")}
        return [(name, headings[name], drawn(name, charts[name])) for name in headings if name in charts]

    @cached_property
    def entries(self) -> list[PlanEntry]:
        """What was done and said, the oldest first."""
        return list(self.plan.entries.select_related("actor"))

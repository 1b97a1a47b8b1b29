"""The end of a set-up: the chart as it would be, what the rules say, and the submission."""

from datetime import date

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from governance.chart.svg import draw
from governance.forms.setup_plan import SubmitForm
from governance.plans.deciding import plan_submit
from governance.plans.drafting import plan_change
from governance.plans.outcome import chart_from_json
from governance.plans.previewing import Preview, preview
from governance.setup.pages.page import Done, Page
from governance.setup.trial import Remark, remarks, step_of_operation


class CheckPage(Page):
    """Look at the whole, and hand it to who decides."""

    slug = "check"

    @cached_property
    def main_form(self) -> SubmitForm:
        """From when and why; a day that has passed becomes today."""
        plan = self.wizard.plan
        return SubmitForm(self.data, initial={"effective_on": self._day, "purpose": plan.purpose})

    @property
    def _day(self) -> date:
        return max(self.wizard.plan.effective_on, self.wizard.on)

    @cached_property
    def tried(self) -> Preview:
        """What the plan comes to as it stands."""
        return preview(self.wizard.plan, user=self.wizard.user, today=self.wizard.on)

    @cached_property
    def chart(self) -> SafeString:
        """The chart afterwards as SVG; ElementTree has escaped every text in it."""
        chart = chart_from_json(self.tried.outcome["charts"]["after"])
        return mark_safe(draw(chart).svg)  # noqa: S308 -- see above

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What cannot be done, with the step at which it is changed."""
        return [(one["problem"], step_of_operation(one["operation"])) for one in self.tried.problems]

    @property
    def refusing(self) -> list[Remark]:
        """What has to be mended before the plan can be submitted."""
        return self._remarks("refusing")

    @property
    def asking(self) -> list[Remark]:
        """What who decides should look at."""
        return self._remarks("asking")

    @property
    def caused(self) -> list[Remark]:
        """Findings there would be afterwards, those already named aside."""
        named = {(one.rule, one.sentence) for one in (*self.refusing, *self.asking)}
        return [one for one in self._remarks("caused") if (one.rule, one.sentence) not in named]

    @property
    def cured(self) -> list[Remark]:
        """Findings that would be gone."""
        return self._remarks("cured")

    def _remarks(self, part: str) -> list[Remark]:
        return remarks(self.tried.outcome[part], self.wizard.has_branches)

    def submit(self) -> Done | None:
        """Note day and reason, and submit."""
        form, plan, user = self.main_form, self.wizard.plan, self.wizard.user
        if not form.is_valid():
            return None
        wanted = form.cleaned_data
        fields = {name: value for name, value in wanted.items() if getattr(plan, name) != value}
        if fields:
            plan_change(user=user, plan=plan, **fields)
        plan_submit(user=user, plan=plan, today=self.wizard.on, text=wanted["purpose"])
        return Done(_("方案已提交，等待上级党组织审批。"), goes_on=False)

"""The leading groups that the rules ask of a school."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.choices import LEADERSHIP_ROLES, GroupType
from governance.forms.setup_plan import SUBJECTS, GroupsForm
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule
from governance.setup.drafting import GROUP, rewritten, section_write
from governance.setup.leaders import label_of, principal_of
from governance.setup.pages.page import Done, Page

#: Names are entered as they are, in the language of the register.
_NAMES = {
    GroupType.IDEOLOGICAL_POLITICAL: "思想政治工作领导小组",
    GroupType.MORAL_EDUCATION: "德育工作领导小组",
    GroupType.IDEOLOGY: "意识形态工作领导小组",
}
_JOINT = "思想政治、德育和意识形态工作领导小组"
_ASKING = ("LG-001", "LG-002", "LG-003", "LG-004")


class GroupsPage(Page):
    """Set up the groups, separately or as one, led by the secretary."""

    slug = "groups"

    @property
    def rules(self) -> list[Rule]:
        """The rules that ask for the groups."""
        return [all_rules()[code] for code in _ASKING]

    @cached_property
    def main_form(self) -> GroupsForm:
        """The form, with what the rules expect as long as nothing was saved."""
        staff = self.wizard.staff
        pool = [worker for worker in staff.workers if worker.number in self._leading]
        people = [(worker.number, label_of(worker, staff)) for worker in pool]
        return GroupsForm(self.data, people=people, initial=self._initial())

    @cached_property
    def _leading(self) -> set[str]:
        """Everybody who leads something, in office or in the plan."""
        found = {w.number for w in self.wizard.staff.workers if w.leads or w.school_roles}
        for step in self.wizard.foundings:
            told = step.arguments
            found |= {told.get("secretary", ""), *told.get("deputies", ())}
        found |= {step.arguments["person"] for step in self.wizard.posts}
        for step in self.wizard.groups:
            found |= {n for name in ("heads", "deputies", "members") for n in step.arguments.get(name, ())}
        return found

    def _initial(self) -> dict[str, Any]:
        if self.wizard.groups:
            told = self.wizard.groups[0].arguments
            mode = GroupsForm.JOINT if len(told["types"]) > 1 else GroupsForm.SEPARATE
            return {"mode": mode, **{name: told.get(name, []) for name in ("heads", "deputies", "members")}}
        top, staff = self.wizard.top.arguments, self.wizard.staff
        principal = principal_of(staff, (step.arguments for step in self.wizard.posts))
        heads = {top.get("secretary", ""), principal} - {""}
        planned = {step.arguments["person"] for step in self.wizard.posts}
        deputies = {*top.get("deputies", ()), *planned}
        deputies |= {w.number for w in staff.workers if LEADERSHIP_ROLES & set(w.school_roles)}
        secretaries = {step.arguments.get("secretary", "") for step in self.wizard.branches}
        members = secretaries | {w.number for w in staff.workers if w.leads}
        return {
            "mode": GroupsForm.SEPARATE,
            "heads": sorted(heads),
            "deputies": sorted(deputies - heads),
            "members": sorted(members - heads - deputies - {""}),
        }

    def submit(self) -> Done | None:
        """Write the groups into the plan."""
        form = self.main_form
        if not form.is_valid():
            return None
        wanted = rewritten(self.wizard.groups, self._arguments(form.cleaned_data))
        section_write(user=self.wizard.user, plan=self.wizard.plan, operation=GROUP, wanted=wanted)
        return Done(_("领导小组已写入方案。") if wanted else "")

    def _arguments(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        people = {name: data[name] for name in ("heads", "deputies", "members")}
        common = {"school": self.wizard.school.code, **people}
        if data["mode"] == GroupsForm.NONE:
            return []
        if data["mode"] == GroupsForm.JOINT:
            return [{**common, "name": _JOINT, "types": [one.value for one in SUBJECTS]}]
        return [{**common, "name": _NAMES[one], "types": [one.value]} for one in SUBJECTS]

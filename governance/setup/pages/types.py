"""The type of the school's organisation: what suits, why, and what the user chooses."""

from typing import Any

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.choices import LEADING_TYPES, WORKING_STATES, OrgType
from governance.forms.place import Place
from governance.forms.setup_plan import TypeForm
from governance.models import PartyOrganization
from governance.plans.previewing import superior_of
from governance.setup.drafting import BELOW, TEAM, section_write, top_write
from governance.setup.naming import full_name, short_name
from governance.setup.pages.page import Done, Page
from governance.setup.recommendation import TYPES, Option, Recommendation


class TypePage(Page):
    """Choose the type; the plan begins here."""

    slug = "type"

    @property
    def recommendation(self) -> Recommendation:
        """What suits the school."""
        return self.wizard.recommendation

    @property
    def choices(self) -> list[tuple[Option, Any]]:
        """Each type with its button."""
        buttons = dict(zip(TYPES, self.main_form["type"], strict=True))
        return [(option, buttons[option.type]) for option in self.recommendation.options]

    @cached_property
    def main_form(self) -> TypeForm:
        """The form, with what suits as long as nothing was chosen."""
        types = [(type_.value, type_.label) for type_ in TYPES]
        offered = [(row.number, str(row)) for row in self._superiors]
        return TypeForm(self.data, types=types, superiors=offered, initial=self._initial())

    @cached_property
    def _superiors(self) -> list[PartyOrganization]:
        return list(Place(self.wizard.user, self.wizard.on, self.wizard.school).superiors())

    def _likely_superior(self) -> str:
        """Return who decides about the school, or else the only one there is, if the form offers it."""
        upper = superior_of(self.wizard.school)
        working = [row.number for row in self._superiors if row.state in WORKING_STATES]
        if upper is not None and upper.number in working:
            return upper.number
        return working[0] if len(working) == 1 else ""

    def _initial(self) -> dict[str, Any]:
        if self.wizard.top is not None:
            return self.wizard.top.arguments
        found = {"superior": self._likely_superior()}
        if (suits := self.recommendation.type) in TYPES:
            found |= {"type": suits.value, "full_name": self._full(suits), "short_name": self._short(suits)}
        return found

    def submit(self) -> Done | None:
        """Write down the organisation; a single branch takes in all members, others leave that to theirs."""
        form, wizard = self.main_form, self.wizard
        if not form.is_valid():
            return None
        type_ = OrgType(form.cleaned_data["type"])
        with transaction.atomic():
            plan = top_write(
                user=wizard.user, school=wizard.school, arguments=self._arguments(type_), today=wizard.on
            )
            if type_ not in LEADING_TYPES:
                section_write(user=wizard.user, plan=plan, operation=BELOW, wanted=[])
        return Done(_("已选定{type}，写入方案。").format(type=type_.label))

    def _arguments(self, type_: OrgType) -> dict[str, Any]:
        data, before = self.main_form.cleaned_data, self.wizard.top.arguments if self.wizard.top else {}
        members = [] if type_ in LEADING_TYPES else [one.number for one in self.wizard.staff.members]
        return {
            **{name: before[name] for name in TEAM if name in before},
            "school": self.wizard.school.code,
            "type": type_.value,
            "full_name": self._named(data["full_name"], self._full, type_),
            "short_name": self._named(data["short_name"], self._short, type_),
            "superior": data["superior"],
            "members": members,
        }

    def _named(self, text: str, usual: Any, type_: OrgType) -> str:
        """Return the name; one that was only the usual name of another type follows the type."""
        return usual(type_) if text.strip() in {"", *(usual(one) for one in TYPES)} else text.strip()

    def _full(self, type_: OrgType) -> str:
        least = self.wizard.facts.params["NEED_COMMITTEE"]
        return full_name(self.wizard.school.name, type_, has_committee=len(self.wizard.staff.full) >= least)

    def _short(self, type_: OrgType) -> str:
        return short_name(self.wizard.school.short_name or self.wizard.school.name, type_)

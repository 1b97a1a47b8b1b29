"""The first steps: the school itself, its units, its people. They are facts and written at once."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.domain.intake import NewPerson, people_enter, units_enter
from governance.domain.records import record_correct
from governance.forms.setup import ListForm, PersonForm, ProfileForm
from governance.models import RoleAssignment
from governance.setup.pages.page import Done, Page
from governance.setup.presets import PRESETS, Preset, preset_for
from governance.setup.roster import HEADINGS, Known, read_roster
from governance.setup.tables import Table
from governance.setup.unit_list import read_units
from schools.models import School, Unit


class ProfilePage(Page):
    """What the rules have to know of the school."""

    slug = "profile"

    @cached_property
    def main_form(self) -> ProfileForm:
        """The form, on a row of its own: what is typed does not show elsewhere before it is saved."""
        return ProfileForm(self.data, instance=School.objects.get(pk=self.wizard.school.pk))

    def submit(self) -> Done | None:
        """Correct what differs."""
        if not self.main_form.is_valid():
            return None
        changes = self.main_form.changes()
        if not changes:
            return Done()
        record_correct(act=self.act(), row=self.wizard.school, fields=changes)
        return Done(_("学校资料已保存。"))


class ListPage(Page):
    """A step with a list that is checked line by line before it is entered."""

    #: Buttons: look at the list first, then enter it.
    CHECK, ENTER = "check", "enter"
    table: Table | None = None

    @property
    def is_checked(self) -> bool:
        """Whether the list may be entered as it stands."""
        return self.table is not None and self.table.is_faultless

    @property
    def has_errors(self) -> bool:
        """Whether a line or field has to be put right."""
        wrong = self.table is not None and not self.table.is_faultless
        return wrong or super().has_errors

    def submit(self) -> Done | None:
        """Read the list; enter it when it was asked for and nothing is wrong."""
        if not self.main_form.is_valid():
            return None
        self.table = self.read(self.main_form.cleaned_data["text"])
        if not self.table.rows:
            self.main_form.add_error("text", _("名单是空的。"))
        if self.data.get("action") != self.ENTER or not self.is_checked:
            return None
        return self.enter(self.table.values)

    def read(self, text: str) -> Table:
        """Return the list as it was read."""
        raise NotImplementedError

    def enter(self, values: list[Any]) -> Done:
        """Write what the lines stand for."""
        raise NotImplementedError


class UnitsPage(ListPage):
    """Grade groups, subject groups, offices."""

    slug = "units"

    @property
    def presets(self) -> list[Preset]:
        """The usual sets to begin with."""
        return list(PRESETS.values())

    @cached_property
    def preset(self) -> Preset | None:
        """The set the list begins with: the one asked for, or the fitting one while there is no unit."""
        asked = PRESETS.get(self.query.get("preset", ""))
        if asked or self.units:
            return asked
        return preset_for(self.wizard.school)

    @cached_property
    def units(self) -> list[Unit]:
        """The units in use."""
        return list(self.wizard.school.units.as_of(self.wizard.on))

    @cached_property
    def main_form(self) -> ListForm:
        """The list."""
        return ListForm(
            self.data,
            label=_("单元名单"),
            help_text=_("每行一个单元；名称后面可以用制表符或者逗号隔开写类别，不写的按名称判断。"),
            initial={"text": "\n".join(self.preset.names) if self.preset else ""},
        )

    def read(self, text: str) -> Table:
        """Return the list of units."""
        return read_units(text, {unit.name for unit in self.units})

    def enter(self, values: list[Any]) -> Done:
        """Open the units."""
        made = units_enter(act=self.act(), school=self.wizard.school, units=values)
        return Done(_("已登记{n}个单元。").format(n=len(made)), goes_on=False)


class PeoplePage(ListPage):
    """Everybody who works at the school, Party members or not."""

    slug = "people"
    SINGLE = "single"

    @property
    def is_single(self) -> bool:
        """Whether one person was typed instead of a list."""
        return self.data is not None and self.data.get("action") == self.SINGLE

    @cached_property
    def list_form(self) -> ListForm:
        """The list."""
        return ListForm(
            None if self.is_single else self.data,
            label=_("人员名单"),
            help_text=_(
                "从表格中复制粘贴，或者用逗号分隔。各列依次为：{columns}；第一行可以是标题行。"
            ).format(columns=_("、").join(str(heading) for heading in HEADINGS)),
        )

    @cached_property
    def person_form(self) -> PersonForm:
        """One person."""
        units = [(unit.number, unit.name) for unit in self.wizard.staff.units]
        return PersonForm(self.data if self.is_single else None, units=units, on=self.wizard.on, prefix="one")

    @property
    def main_form(self) -> ListForm | PersonForm:
        """The form that was sent."""
        return self.person_form if self.is_single else self.list_form

    def submit(self) -> Done | None:
        """Enter one person, or go on with the list."""
        return self._single() if self.is_single else super().submit()

    def _single(self) -> Done | None:
        if not self.person_form.is_valid():
            return None
        data = dict(self.person_form.cleaned_data)
        units = self.wizard.school.units.filter(number__in=data.pop("units"))
        return self.enter([NewPerson(**data, units=tuple(units))])

    def read(self, text: str) -> Table:
        """Return the list of people."""
        return read_roster(text, self._known())

    def enter(self, values: list[Any]) -> Done:
        """Register the people."""
        made = people_enter(act=self.act(), school=self.wizard.school, people=values)
        return Done(_("已登记{n}人。").format(n=len(made)), goes_on=False)

    def _known(self) -> Known:
        school, on = self.wizard.school, self.wizard.on
        named = school.people.values_list("name", "staff_number")
        held = RoleAssignment.objects.as_of(on).filter(post__school=school, post__body_kind="school")
        return Known(
            on,
            {unit.name: unit for unit in school.units.as_of(on)},
            {name for name, _number in named},
            {number for _name, number in named} - {""},
            set(held.values_list("role", flat=True)),
        )

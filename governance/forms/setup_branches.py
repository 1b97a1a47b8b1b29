"""The form that divides a school into branches: each unit and, where it differs, each member to a branch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from governance.forms.setup import Choices, SetupForm

MOST = 40
NOWHERE, WITH_UNIT = "", "unit"


@dataclass(frozen=True, slots=True)
class Part:
    """One branch of the division; ``key`` is the step that founds it, if there is one already.

    ``place`` is what it is called after; ``proposed`` the place its units suggested when the page was drawn.
    """

    place: str
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    key: int | None = None
    proposed: str = ""


class BranchesForm(SetupForm):
    """So many branches, the unit of each, and members who do not follow their unit.

    Args:
        parts: the division the page starts with.
        units: number and name of the units a branch can stand on.
        people: number and name of the members.
        homes: by member, the unit he follows.

    """

    count = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        parts: Sequence[Part],
        units: Choices,
        people: Choices,
        homes: Mapping[str, str],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.parts, self.homes = list(parts), homes
        self.number = self._number()
        self.initial["count"] = self.number
        for nth in range(self.number):
            self._add_branch(nth, self.parts[nth] if nth < len(self.parts) else Part(""))
        self._add_choices(units, people)
        self.dress()

    def _number(self) -> int:
        if not self.is_bound:
            return len(self.parts)
        sent = str(self.data.get("count", ""))
        return int(sent) if sent in map(str, range(MOST + 1)) else len(self.parts)

    def _add_branch(self, nth: int, part: Part) -> None:
        self.fields[f"place_{nth}"] = forms.CharField(
            label=_say("第{n}个支部").format(n=nth + 1), max_length=40, required=False, initial=part.place
        )
        hidden = {"required": False, "widget": forms.HiddenInput}
        self.fields[f"proposed_{nth}"] = forms.CharField(initial=part.proposed or part.place, **hidden)
        self.fields[f"key_{nth}"] = forms.IntegerField(initial=part.key, **hidden)

    def _add_choices(self, units: Choices, people: Choices) -> None:
        numbers = range(self.number)
        named = [(str(nth), _say("第{n}个支部").format(n=nth + 1) + self._named(nth)) for nth in numbers]
        of_unit = {unit: str(nth) for nth, part in enumerate(self.parts) for unit in part.units}
        of_person = {one: str(nth) for nth, part in enumerate(self.parts) for one in part.people}
        for number, name in units:
            self.fields[f"unit_{number}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[(NOWHERE, _("（不设支部）")), *named],
                initial=of_unit.get(number, NOWHERE),
            )
        for number, name in people:
            home = self.homes.get(number, "")
            follows = home in of_unit and of_unit[home] == of_person.get(number)
            self.fields[f"person_{number}"] = forms.ChoiceField(
                label=name,
                choices=[(WITH_UNIT, _("随所在单元")), *named],
                initial=WITH_UNIT if follows else of_person.get(number, WITH_UNIT),
            )

    def _named(self, nth: int) -> str:
        place = self.data.get(f"place_{nth}") if self.is_bound else None
        shown = place if place is not None else (self.parts[nth].place if nth < len(self.parts) else "")
        return f" {shown}" if shown else ""

    @property
    def branch_rows(self) -> list[tuple[Any, Any, Any]]:
        """Name, proposed name and step of each branch."""
        names = ("place", "proposed", "key")
        return [tuple(self[f"{name}_{nth}"] for name in names) for nth in range(self.number)]

    @property
    def unit_rows(self) -> list[Any]:
        """The choice of each unit."""
        return [self[name] for name in self.fields if name.startswith("unit_")]

    @property
    def person_rows(self) -> list[Any]:
        """The choice of each member."""
        return [self[name] for name in self.fields if name.startswith("person_")]

    def division(self) -> list[Part]:
        """Return the branches that have a unit or a member."""
        data = self.cleaned_data
        units = _by_branch((n[5:], v) for n, v in data.items() if n.startswith("unit_"))
        branch_of = {unit: nth for nth, found in units.items() for unit in found}
        people = _by_branch(
            (n[7:], branch_of.get(self.homes.get(n[7:], ""), "") if v == WITH_UNIT else v)
            for n, v in data.items()
            if n.startswith("person_")
        )
        return [
            Part(
                data[f"place_{nth}"].strip(),
                tuple(units.get(str(nth), ())),
                tuple(people.get(str(nth), ())),
                data[f"key_{nth}"],
                data[f"proposed_{nth}"],
            )
            for nth in range(self.number)
            if str(nth) in units or str(nth) in people
        ]


def _by_branch(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, branch in pairs:
        if branch:
            found.setdefault(branch, []).append(number)
    return found

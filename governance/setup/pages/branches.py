"""Branches on units: a proposal that can be changed, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.choices import OrgType
from governance.forms.setup_branches import BranchesForm, Part
from governance.setup.branching import homes
from governance.setup.drafting import BELOW, TEAM, Wanted, section_write
from governance.setup.naming import full_name, place_of, short_name
from governance.setup.pages.page import Done, Page
from governance.setup.staff import Group, Worker
from governance.setup.trial import Remark, remarks, tried


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a division comes to."""

    branches: tuple[tuple[str, tuple[Group, ...], int, int], ...]
    uncovered: tuple[Group, ...]
    without: tuple[Worker, ...]
    members: int
    findings: tuple[Remark, ...]
    problems: tuple[str, ...]

    @property
    def covered(self) -> int:
        """How many members have a branch."""
        return self.members - len(self.without)


class BranchesPage(Page):
    """Which units carry which branch, and who is in it."""

    slug = "branches"
    TRY, ADD, RESET, SAVE = "try", "add", "reset", "save"

    @property
    def units(self) -> list[Group]:
        """The units a branch can stand on."""
        return [unit for unit in self.wizard.staff.units if unit.is_base]

    @cached_property
    def homes(self) -> dict[str, str]:
        """The unit each member follows, of those on which a branch stands."""
        standing = {unit for part in self._start for unit in part.units}
        if self.data is not None:
            sent = [u for u in self.units if self.data.get(f"unit_{u.number}")]
            standing = {unit.number for unit in sent}
        return homes(self.wizard.staff, [u for u in self.units if u.number in standing])

    @cached_property
    def _start(self) -> list[Part]:
        if self.wizard.branches and self.query.get("from") != "proposal":
            return [_part(step) for step in self.wizard.branches]
        return [
            Part(
                place_of(share.units),
                tuple(unit.number for unit in share.units),
                tuple(worker.number for worker in share.members),
            )
            for share in self.wizard.proposal
        ]

    @cached_property
    def main_form(self) -> BranchesForm:
        """The form; the page starts with what was saved, or with the proposal."""
        members = self.wizard.staff.members
        return BranchesForm(
            self._sent(),
            parts=self._start,
            units=[(unit.number, unit.name) for unit in self.units],
            people=[(worker.number, worker.name) for worker in members],
            homes=self.homes,
        )

    def _sent(self) -> Any:
        """Return what was sent, with one more branch if that was asked for."""
        if self.data is None or self.data.get("action") != self.ADD:
            return self.data
        count = self.data.get("count", "0")
        data = self.data.copy()
        data["count"] = str(int(count) + 1 if count.isascii() and count.isdecimal() else 1)
        return data

    @cached_property
    def division(self) -> list[Part]:
        """The branches as the page shows them."""
        if self.data is None:
            return self._start
        return self.main_form.division() if self.main_form.is_valid() else []

    @cached_property
    def coverage(self) -> Coverage:
        """What the division comes to; the rules are asked about the plan with it."""
        plan, wizard = self.wizard.plan, self.wizard
        found = tried(plan, self._write, user=wizard.user, today=wizard.on).outcome
        rows = [*found["refusing"], *found["caused"], *found["kept"]]
        about_structure = [row for row in rows if row["rule"].startswith("ORG-")]
        steps = [step["problem"] for step in found["steps"] if step["operation"] == BELOW]
        return self._coverage(
            tuple(remarks(about_structure, has_branches=True)), tuple(text for text in steps if text)
        )

    def _coverage(self, findings: tuple[Remark, ...], problems: tuple[str, ...]) -> Coverage:
        staff, division = self.wizard.staff, self.division
        units = {unit.number: unit for unit in staff.units}
        placed = {number for part in division for number in part.people}
        standing = {number for part in division for number in part.units}
        rows = []
        for part in division:
            people = [staff.by_number[number] for number in part.people if number in staff.by_number]
            carrying = tuple(units[number] for number in part.units if number in units)
            name = self._place(part) + str(_("党支部"))
            rows.append((name, carrying, len(people), sum(one.is_full for one in people)))
        return Coverage(
            tuple(rows),
            tuple(unit for unit in self.units if unit.number not in standing),
            tuple(worker for worker in staff.members if worker.number not in placed),
            len(staff.members),
            findings,
            problems,
        )

    def submit(self) -> Done | None:
        """Save the division, or look at it."""
        if not self.main_form.is_valid() or self.data.get("action") != self.SAVE:
            return None
        if not self.division:
            self.main_form.add_error(None, _("请至少让一个支部依托单元。"))
            return None
        self._write()
        return Done(_("已写入方案：{n}个支部。").format(n=len(self.division)))

    def _write(self) -> None:
        present = {step.key: step for step in self.wizard.branches}
        wanted = [self._wanted(part, present) for part in self.division]
        section_write(user=self.wizard.user, plan=self.wizard.plan, operation=BELOW, wanted=wanted)

    def _wanted(self, part: Part, present: dict[int, Any]) -> Wanted:
        step = present.get(part.key) if part.key else None
        before = step.arguments if step else {}
        place, school = self._place(part), self.wizard.school.name
        least = self.wizard.facts.params["NEED_COMMITTEE"]
        full = sum(self.wizard.staff.by_number[one].is_full for one in part.people)
        arguments = {
            **_team_within(before, part.people),
            "parent": f"@{self.wizard.top.key}",
            "type": OrgType.BRANCH.value,
            "full_name": full_name(f"{school}{place}", OrgType.BRANCH, has_committee=full >= least),
            "short_name": short_name(place, OrgType.BRANCH),
            "host_units": list(part.units),
            "members": list(part.people),
        }
        return Wanted(arguments, step.key if step else None)

    def _place(self, part: Part) -> str:
        """Return what the branch is called after: what was typed, else what its units suggest."""
        units = [unit for unit in self.wizard.staff.units if unit.number in part.units]
        suggested = place_of(units) if units else _("第一")
        return suggested if part.place in ("", part.proposed) and units else part.place or suggested


def _part(step: Any) -> Part:
    told = step.arguments
    place = told.get("short_name", "").removesuffix(short_name("", OrgType.BRANCH))
    return Part(
        place, tuple(told.get("host_units", ())), tuple(told.get("members", ())), step.key, proposed=""
    )


def _team_within(before: dict[str, Any], people: Sequence[str]) -> dict[str, Any]:
    """Return the team chosen earlier, without those who are in another branch now."""
    found: dict[str, Any] = {}
    for name in TEAM:
        value = before.get(name)
        if isinstance(value, list):
            found[name] = [number for number in value if number in people]
        elif isinstance(value, int) or value in people:
            found[name] = value
    return found

"""Which branches the units of a school would carry: a proposal, and what a division comes to.

Teachers are often in a grade group and a subject group at once; one kind of group is chosen, so that
every member has one unit to follow (as rule ORG-014 counts).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from governance.setup.staff import Group, Staff, Worker
from schools.choices import TEACHING_KINDS, UnitKind


@dataclass(frozen=True, slots=True)
class Share:
    """The units that carry one branch and the members who work there."""

    units: tuple[Group, ...]
    members: tuple[Worker, ...] = ()

    @property
    def full(self) -> int:
        """How many full members there are."""
        return sum(worker.is_full for worker in self.members)

    def __add__(self, other: "Share") -> "Share":
        return Share((*self.units, *other.units), (*self.members, *other.members))


def grounds(staff: Staff) -> tuple[Group, ...]:
    """Return the units branches stand on: offices, and the teaching groups of the kind with most members."""
    base = [unit for unit in staff.units if unit.is_base]
    members = Counter(
        unit.kind
        for unit in base
        for worker in staff.members
        if unit.number in worker.units and unit.kind in TEACHING_KINDS
    )
    chosen = {kind for kind, _count in members.most_common(1)}
    return tuple(unit for unit in base if unit.kind not in TEACHING_KINDS or unit.kind in chosen)


def homes(staff: Staff, units: Iterable[Group]) -> dict[str, str]:
    """Return by person number the unit each member follows; who works in none of ``units`` is left out.

    A unit inside one of ``units`` counts as that one.
    """
    standing = {unit.number for unit in units}
    above = {unit.number: unit.parent for unit in staff.units}
    found = {}
    for worker in staff.members:
        led_first = sorted(worker.units, key=lambda number: number not in worker.leads)
        places = (_nearest(number, above, standing) for number in led_first)
        home = next((place for place in places if place), "")
        if home:
            found[worker.number] = home
    return found


def _nearest(number: str, above: Mapping[str, str], standing: set[str]) -> str:
    while number and number not in standing:
        number = above.get(number, "")
    return number


def propose(staff: Staff, least: int) -> list[Share]:
    """Return the branches: a unit with enough full members carries one, small ones are put together.

    Neighbours of one kind come together first; what is left joins the smallest branch, its own kind
    first. Without enough full members there is one branch, or none.

    Args:
        least: how many full members a branch needs.

    """
    units = grounds(staff)
    home = homes(staff, units)
    alone = [
        Share((unit,), tuple(w for w in staff.members if home.get(w.number) == unit.number)) for unit in units
    ]
    branches, rest = _put_together(alone, least)
    for share in rest:
        _join(branches, share)
    return _with_the_homeless(branches, [w for w in staff.members if w.number not in home])


def _put_together(alone: Sequence[Share], least: int) -> tuple[list[Share], list[Share]]:
    """Return the branches that are large enough, and the units left over."""
    branches: list[Share] = []
    waiting: dict[UnitKind, Share] = {}
    for share in alone:
        kind = share.units[0].kind
        if share.full >= least:
            branches.append(share)
            continue
        together = waiting.pop(kind) + share if kind in waiting else share
        if together.full >= least:
            branches.append(together)
        else:
            waiting[kind] = together
    rest = list(waiting.values())
    if sum(share.full for share in rest) >= least or not branches:
        joined = sum(rest[1:], rest[0]) if rest else None
        return [*branches, *([joined] if joined else [])], []
    return branches, rest


def _join(branches: list[Share], share: Share) -> None:
    kind = share.units[0].kind
    same = [one for one in branches if any(unit.kind == kind for unit in one.units)]
    smallest = min(same or branches, key=lambda one: len(one.members))
    branches[branches.index(smallest)] = smallest + share


def _with_the_homeless(branches: list[Share], homeless: Sequence[Worker]) -> list[Share]:
    """Put members without such a unit into the smallest branch, the one on offices first."""
    if not branches or not homeless:
        return branches
    offices = [one for one in branches if any(unit.kind == UnitKind.OFFICE for unit in one.units)]
    smallest = min(offices or branches, key=lambda one: len(one.members))
    branches[branches.index(smallest)] = Share(smallest.units, (*smallest.members, *homeless))
    return branches

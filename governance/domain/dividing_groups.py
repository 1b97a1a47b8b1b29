"""The party groups of a branch that is divided: each goes whole to one part, stays, or closes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from governance.choices import OrgState, OrgType
from governance.domain.act import Act
from governance.domain.division import STAYS, grounds_of, members_by_group, nearest, tree_above
from governance.domain.new_branches import NewBranch
from governance.domain.operation import Change
from governance.domain.relocating import close
from governance.domain.standing import current
from governance.models import Document, HostUnit, PartyOrganization


def with_whole_groups(
    old: PartyOrganization, parts: Sequence[NewBranch], places: Mapping[int, int], on: date
) -> tuple[NewBranch, ...]:
    """Return the parts with the groups of the old branch that go to them whole.

    These are the groups that a part names, those whose members all go there, and those without members
    that stand on its units alone. A group whose members part remains where it is.
    """
    known = {group.pk for part in parts for group in (*part.groups, part.group) if group is not None}
    going: dict[int, list[PartyOrganization]] = {nth: [] for nth in range(len(parts))}
    free = [group for group in groups_of(old) if group.pk not in known]
    members = members_by_group([group.pk for group in free], on)
    for group in free:
        found = {places.get(person.pk, STAYS) for person in members.get(group.pk, ())}
        found = found or _places_of_units(group, parts, on)
        if len(found) == 1 and (place := next(iter(found))) != STAYS:
            going[place].append(group)
    return tuple(replace(part, groups=(*part.groups, *going[nth])) for nth, part in enumerate(parts))


def groups_of(old: PartyOrganization) -> list[PartyOrganization]:
    """Return the party groups below the branch, drawn ones included."""
    below = old.children.filter(type=OrgType.GROUP).exclude(state=OrgState.DISSOLVED)
    return list(below.order_by("position", "pk"))


def close_groups(groups: Collection[PartyOrganization], act: Act, change: Change, approval: Document) -> None:
    """Close groups that no branch takes over; what they stood on and who led them ends with them."""
    for group in groups:
        close(current(group), act, change, approval)


def _places_of_units(group: PartyOrganization, parts: Sequence[NewBranch], on: date) -> set[int]:
    units = HostUnit.objects.as_of(on).filter(organization=group).order_by()
    hosts = list(units.values_list("unit", flat=True))
    above, grounds = tree_above(hosts), grounds_of(parts)
    return {place for unit in hosts for place in nearest(unit, above, grounds) or {STAYS}}

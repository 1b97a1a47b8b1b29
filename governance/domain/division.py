"""Who goes where when a branch is divided: first who is named, then everybody by the unit he works in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from governance.choices import MembershipKind, OrgState, OrgType
from governance.domain.new_branches import NewBranch
from governance.domain.operation import require
from governance.models import HostUnit, PartyMembership, PartyOrganization
from schools.models import Person, Unit, UnitMembership

#: The place of those who stay with the old branch.
STAYS = -1


@dataclass(frozen=True, slots=True)
class Shares:
    """By person, the index of the part he goes to; of ``undecided`` neither name nor unit says it."""

    places: Mapping[int, int]
    undecided: tuple[Person, ...]


def share_out(
    people: Sequence[Person],
    parts: Sequence[NewBranch],
    on: date,
    *,
    staying: Iterable[Person] = (),
    kept: Iterable[Unit] | None = None,
) -> Shares:
    """Give everybody a part: who is named in one, who is in its party group, who works in its units.

    A unit inside a host unit counts as that one, the nearest above it. Who works in units of several
    parts, or of none, is undecided.

    Args:
        staying: who stays with the old branch whatever his unit.
        kept: units the old branch goes on with; who works in no unit of a part stays there. None if
            the old branch does not go on.

    Raises:
        ValidationError: if somebody is named in two parts.

    """
    places = _named(parts, staying)
    _bring_along(parts, places, on)
    grounds = grounds_of(parts, kept or ())
    at_work = places_of_work([p for p in people if p.pk not in places], grounds, on)
    undecided = []
    for person in people:
        if person.pk in places:
            continue
        found = at_work.get(person.pk, set())
        if not found and kept is not None:
            places[person.pk] = STAYS
        elif len(found) == 1:
            places[person.pk] = next(iter(found))
        else:
            undecided.append(person)
    return Shares(places, tuple(undecided))


def grounds_of(parts: Sequence[NewBranch], kept: Iterable[Unit] = ()) -> dict[int, set[int]]:
    """Return by unit the parts that stand on it."""
    grounds: dict[int, set[int]] = defaultdict(set)
    for place, units in ((STAYS, kept), *((nth, part.host_units) for nth, part in enumerate(parts))):
        for unit in units:
            grounds[unit.pk].add(place)
    return grounds


def completed(
    parts: Sequence[NewBranch], people: Iterable[Person], places: Mapping[int, int]
) -> tuple[NewBranch, ...]:
    """Return the parts with those of ``people`` whose place they are."""
    joining: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        joining[places.get(person.pk, STAYS)].append(person)
    return tuple(
        replace(part, members=tuple(dict.fromkeys((*part.members, *joining[nth]))))
        for nth, part in enumerate(parts)
    )


def on_group_units(parts: Iterable[NewBranch], on: date) -> tuple[NewBranch, ...]:
    """Let a part that grows out of a party group stand on the group's units unless it names others."""
    return tuple(_grown(part, on) if part.group is not None else part for part in parts)


def require_groups_of(old: PartyOrganization, parts: Iterable[NewBranch]) -> None:
    """Refuse party groups of other branches, and one that is to go to two parts.

    Raises:
        ValidationError: naming the group.

    """
    seen: set[int] = set()
    for group in (g for part in parts for g in (*part.groups, part.group) if g is not None):
        own = (group.parent_id, group.type) == (old.pk, OrgType.GROUP) and group.state != OrgState.DISSOLVED
        require(own, _("{group}不是{name}的党小组。"), group=group, name=old)
        require(group.pk not in seen, _("{group}只能归入一个支部。"), group=group)
        seen.add(group.pk)


def members_by_group(groups: Iterable[int], on: date) -> dict[int, list[Person]]:
    """Return by key of the party group who is in it on the day."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = PartyMembership.objects.as_of(on).filter(
        party_group__in=list(groups), kind=MembershipKind.FORMAL, period__endswith=None
    )
    for row in rows.select_related("person").order_by("person__number"):
        found[row.party_group_id].append(row.person)
    return found


def nearest(unit: int | None, above: Mapping[int, int | None], grounds: Mapping[int, set[int]]) -> set[int]:
    """Return the places of the nearest unit, going up, on which something stands."""
    for one in _upwards(unit, above):
        if one in grounds:
            return grounds[one]
    return set()


def tree_above(unit_ids: Iterable[int]) -> dict[int, int | None]:
    """Return the unit above each unit of the schools that the units belong to."""
    schools = Unit.objects.filter(pk__in=list(unit_ids)).order_by().values("school")
    return dict(Unit.objects.filter(school__in=schools).order_by().values_list("pk", "parent"))


def _upwards(unit: int | None, above: Mapping[int, int | None]) -> Iterator[int]:
    while unit is not None:
        yield unit
        unit = above.get(unit)


def _named(parts: Sequence[NewBranch], staying: Iterable[Person]) -> dict[int, int]:
    places = {person.pk: STAYS for person in staying}
    for nth, part in enumerate(parts):
        for person in part.people:
            here = places.setdefault(person.pk, nth)
            require(here == nth, _("{person}只能编入一个支部。"), person=person)
    return places


def _bring_along(parts: Sequence[NewBranch], places: dict[int, int], on: date) -> None:
    """Have the members of the parts' party groups come along, unless they are named elsewhere."""
    groups = {
        group.pk: nth
        for nth, part in enumerate(parts)
        for group in (*part.groups, part.group)
        if group is not None
    }
    for group, people in members_by_group(groups, on).items():
        for person in people:
            places.setdefault(person.pk, groups[group])


def places_of_work(
    people: Iterable[Person], grounds: Mapping[int, set[int]], on: date
) -> dict[int, set[int]]:
    """Return by person the places of the units in which he works, going up to the nearest."""
    rows = UnitMembership.objects.as_of(on).filter(person__in=[person.pk for person in people])
    work = list(rows.order_by().values_list("person", "unit"))
    above = tree_above({unit for _person, unit in work})
    found: dict[int, set[int]] = defaultdict(set)
    for person, unit in work:
        found[person] |= nearest(unit, above, grounds)
    return found


def _grown(part: NewBranch, on: date) -> NewBranch:
    hosts = HostUnit.objects.as_of(on).filter(organization=part.group).select_related("unit")
    units = part.host_units or tuple(host.unit for host in hosts.order_by("unit__number"))
    return replace(part, host_units=units)

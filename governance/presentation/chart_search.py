"""Find the cards of a chart by what stands on them, or by a person in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import may_see_people
from governance.choices import BodyKind
from governance.models import PartyMembership
from governance.presentation.chart_view import ChartView
from governance.presentation.structure import Structure, body_of
from schools.models import UnitMembership

MOST_HITS = 50


@dataclass(frozen=True)
class Hit:
    """A body that was found, and who in it if it was found by a person."""

    number: str
    title: str
    person: str = ""


@dataclass(frozen=True)
class Search:
    """What was looked for and found, in the order of the chart."""

    words: str
    hits: tuple[Hit, ...] = ()

    @property
    def numbers(self) -> list[str]:
        """The numbers of the bodies found, each once."""
        return list(dict.fromkeys(hit.number for hit in self.hits))


def search(structure: Structure, words: str, user: User) -> Search:
    """Return the bodies whose name holds ``words``, or with such a person in a post.

    Who may see lists of people also finds the members of a branch and the people of a unit.
    """
    words = words.strip()
    if not words:
        return Search("")
    people = _holders(structure, words)
    if may_see_people(user, structure.school):
        for number, name in _listed(structure, words):
            people.setdefault(number, name)
    hits = []
    for number, names in _names(structure):
        if any(words in name for name in names):
            hits.append(Hit(number, names[0]))
        elif number in people:
            hits.append(Hit(number, names[0], people[number]))
    return Search(words, tuple(hits[:MOST_HITS]))


def opened_to(structure: Structure, view: ChartView, numbers: Iterable[str]) -> ChartView:
    """Return the view with everything above these bodies open, so that they are seen."""
    above: set[str] = set()
    for bodies in (structure.organizations, structure.units):
        by_pk = {body.pk: body for body in bodies}
        by_number = {body.number: body for body in bodies}
        for number in numbers:
            parent = by_pk.get(by_number[number].parent_id) if number in by_number else None
            while parent is not None and parent.number not in above:
                above.add(parent.number)
                parent = by_pk.get(parent.parent_id)
    return view.showing(above) if above else view


def _names(structure: Structure) -> Iterable[tuple[str, tuple[str, ...]]]:
    school = structure.school
    yield school.code, (school.name, school.short_name)
    for organization in structure.organizations:
        yield organization.number, (str(organization), organization.full_name, organization.number)
    for unit in structure.units:
        yield unit.number, (str(unit), unit.number)


def _holders(structure: Structure, words: str) -> dict[str, str]:
    """Return who holds a post, by the number of the body."""
    numbers = {(BodyKind.SCHOOL.value, structure.school.pk): structure.school.code}
    numbers |= {(BodyKind.ORGANIZATION.value, body.pk): body.number for body in structure.organizations}
    numbers |= {(BodyKind.UNIT.value, body.pk): body.number for body in structure.units}
    found: dict[str, str] = {}
    for post in structure.posts:
        for held in structure.holders.get(post.pk, ()):
            number = numbers.get(body_of(post))
            if number and words in str(held.person):
                found.setdefault(number, str(held.person))
    return found


def _listed(structure: Structure, words: str) -> Iterable[tuple[str, str]]:
    """Yield the members of branches and the people of units with that name."""
    named = {"person__name__icontains": words}
    yield from (
        PartyMembership.objects.as_of(structure.on)
        .filter(organization__school=structure.school, **named)
        .values_list("organization__number", "person__name")
    )
    yield from (
        UnitMembership.objects.as_of(structure.on)
        .filter(unit__school=structure.school, **named)
        .values_list("unit__number", "person__name")
    )

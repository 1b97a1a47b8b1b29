"""How a branch could be divided along units. Pure: counts go in, groups of units come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

#: A branch may be founded with three full members (ORG-007).
LEAST = 3
#: A branch with more members than this is worth dividing.
HANDY = 30


@dataclass(frozen=True, slots=True)
class Crew:
    """The members who work in one unit: how many, and how many of them full."""

    unit: str
    total: int
    full: int


Part = tuple[Crew, ...]


def parts_for(total: int, most: int = HANDY) -> int:
    """Return into how many branches of at most ``most`` so many members go, two at the least."""
    return max(2, -(-total // most))


def balanced(crews: Iterable[Crew], parts: int, least: int = LEAST) -> tuple[Part, ...]:
    """Divide units into parts with nearly the same number of members.

    The largest unit goes first, each to the part with the fewest; then units move or change places as
    long as that brings the parts closer together. Units stay in the order in which they came. Empty
    if no part could be left without ``least`` full members.
    """
    crews = tuple(crews)
    if len(crews) < parts or parts < 1:
        return ()
    places = _dealt(crews, parts)
    while (better := _improved(crews, places, parts, least)) is not None:
        places = better
    found = _parts(crews, places, parts)
    return found if all(_full(part) >= least for part in found) else ()


def along_units(crews: Iterable[Crew], least: int = LEAST) -> tuple[Part, ...]:
    """Give every unit with enough full members a branch; smaller ones join the next of them.

    What is left over at the end joins the last branch. Empty if there would be fewer than two.
    """
    found: list[Part] = []
    waiting: Part = ()
    for crew in crews:
        waiting = (*waiting, crew)
        if _full(waiting) >= least:
            found.append(waiting)
            waiting = ()
    if waiting and found:
        found[-1] = (*found[-1], *waiting)
    return tuple(found) if len(found) > 1 else ()


def _dealt(crews: Sequence[Crew], parts: int) -> tuple[int, ...]:
    """Return the part of each unit: the largest first, each to the part with the fewest members."""
    totals = [0] * parts
    places = [0] * len(crews)
    for nth in sorted(range(len(crews)), key=lambda nth: (-crews[nth].total, nth)):
        place = totals.index(min(totals))
        places[nth] = place
        totals[place] += crews[nth].total
    return tuple(places)


def _improved(
    crews: Sequence[Crew], places: tuple[int, ...], parts: int, least: int
) -> tuple[int, ...] | None:
    """Return the best that one move or one exchange of two units can reach, if it is better."""
    best, worth = None, _cost(crews, places, parts, least)
    for tried in (*_moves(places, parts), *_exchanges(places)):
        cost = _cost(crews, tried, parts, least)
        if cost < worth:
            best, worth = tried, cost
    return best


def _moves(places: tuple[int, ...], parts: int) -> Iterable[tuple[int, ...]]:
    for nth, place in product(range(len(places)), range(parts)):
        if places[nth] != place:
            yield (*places[:nth], place, *places[nth + 1 :])


def _exchanges(places: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    for one, other in product(range(len(places)), repeat=2):
        if one < other and places[one] != places[other]:
            tried = list(places)
            tried[one], tried[other] = tried[other], tried[one]
            yield tuple(tried)


def _cost(crews: Sequence[Crew], places: tuple[int, ...], parts: int, least: int) -> tuple[int, int]:
    """Return how many full members are missing, then how far the parts are apart."""
    full, total = [0] * parts, [0] * parts
    for crew, place in zip(crews, places, strict=True):
        full[place] += crew.full
        total[place] += crew.total
    return sum(max(0, least - one) for one in full), sum(one * one for one in total)


def _parts(crews: Sequence[Crew], places: tuple[int, ...], parts: int) -> tuple[Part, ...]:
    """Return the units by part, the parts in the order of their first units."""
    found = [
        tuple(crew for crew, place in zip(crews, places, strict=True) if place == nth) for nth in range(parts)
    ]
    return tuple(sorted(found, key=lambda part: crews.index(part[0]) if part else len(crews)))


def _full(part: Part) -> int:
    return sum(crew.full for crew in part)

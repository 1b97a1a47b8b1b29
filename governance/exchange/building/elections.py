"""Who was elected, and how the duties are spread in a committee."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.choices import Duty, Role
from governance.exchange.building.posts import add_post, elect
from governance.exchange.building.sheet import Sheet
from governance.models import Document, RoleAssignment, Term
from schools.models import Person

_DUTIES = (Duty.ORGANIZATION, Duty.PUBLICITY, Duty.DISCIPLINE, Duty.YOUTH, Duty.UNITED_FRONT)


@dataclass(frozen=True, slots=True)
class Seat:
    """One elected post of an organisation and who gets it."""

    role: Role
    person: Person
    is_full_time: bool | None = None


def elect_committee(
    sheet: Sheet, term: Term, seats: Sequence[Seat], document: Document | None = None
) -> list[RoleAssignment]:
    """Record the election; in a committee the duties are spread over everybody but the secretary."""
    duties = _duties(len(seats) - 1) if term.committee_seats else [[] for _ in seats[1:]]
    term.deputy_seats = sum(seat.role == Role.DEPUTY_SECRETARY for seat in seats)
    if term.deputy_seats:
        add_post(sheet, term.organization, Role.DEPUTY_SECRETARY, term.deputy_seats)
    return [
        elect(
            sheet,
            term,
            seat.role,
            seat.person,
            duties=own_duties,
            document=document,
            is_full_time_party=seat.is_full_time,
        )
        for seat, own_duties in zip(seats, [[], *duties], strict=True)
    ]


def _duties(count: int) -> list[list[Duty]]:
    """Spread the duties over ``count`` people; the three a committee needs are always held."""
    spread: list[list[Duty]] = [[] for _ in range(count)]
    for nth, duty in enumerate(_DUTIES[: max(count, 3)]):
        if count:
            spread[nth % count].append(duty)
    return spread

"""What open formats tell: bodies, their posts, and who holds them. Members of branches are not in it."""

from dataclasses import dataclass, field
from datetime import date

#: What a body may be: the kinds of ``governance.choices.BodyKind``.
KINDS = ("school", "unit", "organization", "group")


@dataclass(frozen=True, slots=True)
class Body:
    """A school, a unit of it, a Party organisation or a leading group.

    Args:
        kind: one of ``KINDS``.
        number: its register number, of a school its code; no two bodies share one.
        name: the full name.
        type: its type as the closed list of its kind has it; of a leading group the first of its types.
        label: the type in the reader's language.
        parent: number of the body right above it; of a root unit and a leading group that is the school.
        school: code of the school it belongs to; "" for organisations of a jurisdiction.
        place: code of the jurisdiction.
        on: numbers of the units an organisation stands on.
        since: the first day, if it is known.

    """

    kind: str
    number: str
    name: str
    type: str
    label: str
    parent: str = ""
    school: str = ""
    place: str = ""
    short_name: str = ""
    on: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A post of a body; a body has one post of a role."""

    body: str
    role: str
    title: str
    seats: int | None = None

    @property
    def number(self) -> str:
        """What tells it from every other post."""
        return f"{self.body}/{self.role}"


@dataclass(frozen=True, slots=True)
class Holding:
    """A person holds a post; ``last_day`` is None while no end is known."""

    seat: Seat
    person: str
    name: str
    first_day: date
    last_day: date | None = None
    is_acting: bool = False

    @property
    def number(self) -> str:
        """What tells it from every other holding."""
        return f"{self.seat.number}/{self.person}/{self.first_day.isoformat()}"


@dataclass
class Part:
    """Some schools, or the organisations of a jurisdiction, with all that belongs to them."""

    bodies: list[Body] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)

"""What a chart shows: cards in two sections, and which card stands on which."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

PARTY = "party"
UNITS = "units"
#: What may have become of a card between two charts that are compared.
MARKS = ("added", "moved", "removed", "changed")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of small text on a card; ``is_vacant`` draws attention to an empty seat."""

    text: str
    is_vacant: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """The worst finding of a card, as shape and text: ``severity`` picks the shape."""

    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One body of the school.

    ``parent`` is the key of the card above in the same section, ``attached`` the keys of the cards of
    the other section it stands on. ``toggle_text`` and ``toggle_href`` open or close what is below.
    ``kind`` and ``number`` say which body it is: "organization", "unit" or "school" and its register
    number. ``mark`` tells what became of it between two charts, one of ``MARKS``.
    """

    key: str
    title: str
    parent: str = ""
    lines: tuple[Line, ...] = ()
    href: str = ""
    full_title: str = ""
    badge: Badge | None = None
    attached: tuple[str, ...] = ()
    is_pending: bool = False
    is_base: bool = False
    toggle_text: str = ""
    toggle_spoken: str = ""
    toggle_href: str = ""
    kind: str = ""
    number: str = ""
    mark: str = ""
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart: the school on top, its organisations and its units below, side by side."""

    title: str
    head: Card
    party_label: str
    units_label: str
    party: tuple[Card, ...] = ()
    units: tuple[Card, ...] = ()

    @property
    def rows(self) -> int:
        """How many lines of small text the fullest card has; all cards are as high as that one."""
        return max((len(card.lines) for card in (*self.party, *self.units)), default=0)

    def marked(self, marks: Mapping[str, str]) -> "Chart":
        """Return the chart with the marks of the cards, by key."""
        if not marks:
            return self

        def cards(found: tuple[Card, ...]) -> tuple[Card, ...]:
            return tuple(replace(card, mark=marks.get(card.key, card.mark)) for card in found)

        return replace(self, party=cards(self.party), units=cards(self.units))

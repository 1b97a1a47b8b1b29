"""The cards of one section in columns: a card beside its siblings, everything below it stacked.

A card with more below it than a column may hold stands alone above columns of its own, down to
``MOST_SPREAD`` levels; deeper ones are always stacked. So the shape of a section follows from one
number, the cards a column may hold, and every card is looked at a few times only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from governance.chart.boxes import (
    CARD_WIDTH,
    COLUMN_GAP,
    INDENT,
    LABEL_HEIGHT,
    LABEL_WIDTH,
    ROW_GAP,
    STACK_GAP,
    TRUNK,
    Box,
)
from governance.chart.cards import Card

#: So many levels may stand side by side; what is below is stacked.
MOST_SPREAD = 3
#: Above the first row: the label of the section and the line that leads down from it.
TOP = LABEL_HEIGHT + ROW_GAP / 2


@dataclass(frozen=True, slots=True)
class Column:
    """Cards with all that is below them, one under the other; or one card above ``columns``."""

    heads: tuple[Card, ...]
    columns: tuple["Column", ...] = ()

    @property
    def count(self) -> int:
        """How many columns stand side by side in it."""
        return sum(column.count for column in self.columns) or 1


class Forest:
    """The cards of one section as trees; those whose upper card is not shown are tops."""

    def __init__(self, cards: Sequence[Card]):
        self.below = children_of(cards)
        self.sizes: dict[str, int] = {}
        self.depths: dict[str, int] = {}
        self._known: dict[int, tuple[Column, ...]] = {}
        for card, _depth in reversed(list(self.walk(self.below.get("", ())))):
            under = self.below.get(card.key, ())
            self.sizes[card.key] = 1 + sum(self.sizes[other.key] for other in under)
            self.depths[card.key] = max((1 + self.depths[other.key] for other in under), default=0)

    @property
    def size(self) -> int:
        """How many cards there are."""
        return len(self.sizes)

    def walk(self, heads: Sequence[Card]) -> Iterator[tuple[Card, int]]:
        """Yield the cards from top to bottom as they are stacked, with their depth under the heads."""
        waiting = [(card, 0) for card in reversed(heads)]
        while waiting:
            card, depth = waiting.pop()
            yield card, depth
            waiting.extend((other, depth + 1) for other in reversed(self.below.get(card.key, ())))

    def columns(self, most: int) -> tuple[Column, ...]:
        """Return the lowest arrangement found with at most ``most`` columns."""
        low, high = 1, max(self.size, 1)
        while low < high:
            middle = (low + high) // 2
            if sum(column.count for column in self._held(middle)) <= most:
                high = middle
            else:
                low = middle + 1
        return self._held(high)

    def _held(self, limit: int) -> tuple[Column, ...]:
        """Return the columns that hold ``limit`` cards each, worked out once."""
        if limit not in self._known:
            self._known[limit] = self._arranged(limit)
        return self._known[limit]

    def _arranged(self, limit: int) -> tuple[Column, ...]:
        """Return the columns; a single top stands above them."""
        tops = self.below.get("", [])
        if len(tops) == 1 and tops[0].key in self.below:
            return (Column(tuple(tops), self._packed(self.below[tops[0].key], limit, 1)),)
        return self._packed(tops, limit, 0)

    def _packed(self, heads: Sequence[Card], limit: int, level: int) -> tuple[Column, ...]:
        found: list[list[Card] | Column] = []
        filled: float = inf
        for head in heads:
            size, under = self.sizes[head.key], self.below.get(head.key, ())
            if size > limit and len(under) > 1 and level < MOST_SPREAD:
                found.append(Column((head,), self._packed(under, max(limit - 1, 1), level + 1)))
                filled = inf
                continue
            if filled + size > limit:
                found.append([])
                filled = 0
            if isinstance(found[-1], list):
                found[-1].append(head)
            filled += size
        return tuple(item if isinstance(item, Column) else Column(tuple(item)) for item in found)


def children_of(cards: Sequence[Card]) -> dict[str, list[Card]]:
    """Return the cards by the card above; those whose upper card is not shown are under ""."""
    known = {card.key for card in cards}
    below: dict[str, list[Card]] = {}
    for card in cards:
        below.setdefault(card.parent if card.parent in known else "", []).append(card)
    return below


@dataclass(frozen=True, slots=True)
class Section:
    """A section arranged: its columns and the room they need."""

    forest: Forest
    columns: tuple[Column, ...]
    height_of_card: int
    width: float
    height: float

    @classmethod
    def of(cls, forest: Forest, most: int, height_of_card: int) -> "Section":
        """Arrange the section in at most so many columns."""
        columns = forest.columns(most)
        width, height = _room(forest, columns, height_of_card)
        return cls(forest, columns, height_of_card, max(width, LABEL_WIDTH), TOP + max(height, 0))

    @property
    def count(self) -> int:
        """How many columns stand side by side."""
        return sum(column.count for column in self.columns)

    @property
    def top(self) -> str:
        """The key of the single card above all others, if there is one."""
        return self.columns[0].heads[0].key if len(self.columns) == 1 and self.columns[0].columns else ""

    def place(self, left: float, top: float) -> tuple[dict[str, Box], dict[str, str]]:
        """Return every card's box, and above whom the cards at the head of columns stand."""
        boxes: dict[str, Box] = {}
        trunks: dict[str, str] = {}
        _place(self, self.columns, ("", left, top + TOP), boxes, trunks)
        return boxes, trunks


def _room(forest: Forest, columns: Sequence[Column], high: int) -> tuple[float, float]:
    """Return width and height of columns side by side."""
    rooms = [_column_room(forest, column, high) for column in columns]
    width = sum(TRUNK + room[0] + COLUMN_GAP for room in rooms) - COLUMN_GAP
    return width, max((room[1] for room in rooms), default=0)


def _column_room(forest: Forest, column: Column, high: int) -> tuple[float, float]:
    if column.columns:
        width, height = _room(forest, column.columns, high)
        return max(width, CARD_WIDTH), high + ROW_GAP + height
    deepest = max(forest.depths[head.key] for head in column.heads)
    cards = sum(forest.sizes[head.key] for head in column.heads)
    return CARD_WIDTH + INDENT * deepest, cards * (high + STACK_GAP) - STACK_GAP


def _place(
    section: Section,
    columns: Sequence[Column],
    at: tuple[str, float, float],
    boxes: dict[str, Box],
    trunks: dict[str, str],
) -> None:
    """Place the columns from left to right under the card ``at[0]``."""
    above, left, top = at
    high = section.height_of_card
    for column in columns:
        left += TRUNK
        width, _height = _column_room(section.forest, column, high)
        trunks |= {head.key: above for head in column.heads}
        if column.columns:
            key = column.heads[0].key
            boxes[key] = Box(left + (width - CARD_WIDTH) / 2, top, CARD_WIDTH, high)
            _place(section, column.columns, (key, left, top + high + ROW_GAP), boxes, trunks)
        else:
            for row, (card, depth) in enumerate(section.forest.walk(column.heads)):
                y = top + row * (high + STACK_GAP)
                boxes[card.key] = Box(left + depth * INDENT, y, CARD_WIDTH, high)
        left += width + COLUMN_GAP

"""What a table of an export is: columns, filters, and rows that are read while they are written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from exports.places import Place
from privacy.masking import masked

#: Rows fetched at a time.
CHUNK = 2000
Cell = str | int | date | None
Filters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Args:
        key: its word in addresses and in saved choices; never changed.
        heading: what stands above it; translated when it is written.
        value: takes it from a row.
        width: in characters, for sheets.
        shown: whether it is chosen until somebody chooses.
        is_hidden: whether pages mask it; the file, which is taken with a purpose, has the values.

    """

    key: str
    heading: Any
    value: Callable[[Any], Cell]
    width: int = 12
    shown: bool = True
    is_hidden: bool = False

    def masked(self, row: Any) -> Cell:
        """Return the value as pages show it."""
        return masked(self.value(row), shows=not self.is_hidden)


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to keep some of the rows: ``condition`` gives it for a value of ``choices`` and the day."""

    key: str
    label: Any
    choices: Sequence[tuple[str, Any]]
    condition: Callable[[str, date], Q]

    def values(self) -> set[str]:
        """Return what may be chosen."""
        return {str(value) for value, _label in self.choices}


@dataclass(frozen=True)
class Table:
    """A table that can be taken away.

    Args:
        key: its word in addresses and in saved choices; never changed.
        name: what people call it.
        text: what is in it, in a sentence.
        columns: all there are, in the usual order.
        query: the rows of a place on a day, from what the reader sees, in the order of the file. They are
            fetched in one query, whatever their number.
        person: the path from a row to the person it tells of; "" where no row does.
        filters: how rows can be kept.

    """

    key: str
    name: Any
    text: Any
    columns: tuple[Column, ...]
    query: Callable[[Place, date], QuerySet]
    person: str = ""
    filters: tuple[Filter, ...] = ()

    def chosen(self, keys: Iterable[str]) -> list[Column]:
        """Return the columns with these keys in this order; those that are shown by themselves for none."""
        known = {column.key: column for column in self.columns}
        found = [known[key] for key in dict.fromkeys(keys) if key in known]
        return found or [column for column in self.columns if column.shown]

    def rows(self, place: Place, on: date, filters: Filters) -> QuerySet:
        """Return the rows that pass the filters; a value nobody may choose is as none."""
        found = self.query(place, on)
        for one in self.filters:
            value = filters.get(one.key, "")
            if value in one.values():
                found = found.filter(one.condition(value, on))
        return found

    def count(self, place: Place, on: date, filters: Filters) -> int:
        """Return how many rows the export has."""
        return self.rows(place, on, filters).count()

    def people(self, place: Place, on: date, filters: Filters) -> int:
        """Return how many people the export tells of."""
        if not self.person:
            return 0
        found = self.rows(place, on, filters).order_by()
        return found.exclude(**{self.person: None}).values(self.person).distinct().count()

    def size(self, place: Place, on: date, filters: Filters) -> int:
        """Return about how many rows have to be read, to decide whether somebody may wait for them."""
        return self.count(place, on, filters)

    def read(
        self, place: Place, on: date, filters: Filters, columns: Sequence[Column]
    ) -> Iterator[list[Cell]]:
        """Yield the cells row by row; memory does not grow with their number."""
        for row in self.rows(place, on, filters).iterator(chunk_size=CHUNK):
            yield [column.value(row) for column in columns]

    def preview(
        self, place: Place, on: date, filters: Filters, columns: Sequence[Column], limit: int
    ) -> list[list[Cell]]:
        """Return the first rows as a page may show them: what pages mask is masked."""
        return [[column.masked(row) for column in columns] for row in self.rows(place, on, filters)[:limit]]


def field(path: str) -> Callable[[Any], Cell]:
    """Return what takes a value from a row along a path of attributes, None where one of them is."""
    names = path.split("__")

    def value(row: Any) -> Cell:
        for name in names:
            row = getattr(row, name)
            if row is None:
                return None
        return row

    return value


def label(path: str, choices: Iterable[tuple[str, Any]]) -> Callable[[Any], Cell]:
    """Return what takes a value of a closed list from a row and gives its name in the reader's language."""
    names, take = dict(choices), field(path)

    def value(row: Any) -> Cell:
        found = take(row)
        return "" if found in (None, "") else str(names.get(found, found))

    return value


def yes(path: str) -> Callable[[Any], Cell]:
    """Return what says 是 or nothing."""
    take = field(path)
    return lambda row: _("是") if take(row) else ""


def equals(path: str) -> Callable[[str, date], Q]:
    """Return the condition that a column has the chosen value."""
    return lambda value, _on: Q(**{path: value})

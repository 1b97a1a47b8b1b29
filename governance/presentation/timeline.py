"""What became of something over the years: entries in the order of their first days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from governance.chart.spans import Span
from governance.history.events import EMPTY
from governance.history.past import changes_of_fields
from privacy.masking import MASK, is_hidden, masked
from schools.periods import last_day


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that held for a time: what kind, what exactly, and from the first to the last day.

    What happened on one day holds for it; ``url`` leads to what it is about, if that has a page.
    """

    tone: str
    kind: str
    text: str
    start: date
    end: date | None = None
    url: str = ""
    is_revealed: bool = False

    @property
    def last_day(self) -> date | None:
        """The last day; None while it holds."""
        return last_day(self.end)


class Timeline:
    """Entries in the order of their first days, as a list and as bars."""

    def __init__(self, on: date):
        self.on = on

    def _entries(self) -> Iterator[Entry]:
        raise NotImplementedError

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything, the earliest first."""
        return sorted(self._entries(), key=lambda entry: (entry.start, entry.kind, entry.text))

    @property
    def spans(self) -> list[Span]:
        """The entries as bars; a drawing does not mask itself again and shows nothing that is masked."""
        texts = [MASK if entry.is_revealed else entry.text for entry in self.entries]
        return [
            Span(e.tone, f"{e.kind} {text}", e.start, e.end)
            for e, text in zip(self.entries, texts, strict=True)
        ]


def dated_entry(tone: str, kind: str, text: str, dated: Any) -> Entry:
    """Return the entry of a row with a period."""
    return Entry(tone, kind, text, dated.starts_on, dated.ends_on)


def happening(kind: str, text: str, day: date, url: str = "") -> Entry:
    """Return the entry of what happened on one day."""
    return Entry("place", kind, text, day, day + timedelta(days=1), url)


def field_entries(
    row: models.Model,
    names: Iterable[str],
    began: date | None,
    end: date | None = None,
    *,
    shows_hidden: bool = False,
) -> Iterator[Entry]:
    """Yield the values of the fields that have changed; one that never has is no news.

    Args:
        began: the first day of the row: what it had at first held from then; left out if nobody knows.
        end: from when the row is not there any more.
        shows_hidden: whether values that pages mask are spelled out.

    One query, and one for each model that changed fields refer to.

    """
    fields = [row._meta.get_field(name) for name in names]
    told = changes_of_fields(type(row), row.pk, [field.attname for field in fields])
    changed = [(field, told[field.attname]) for field in fields if len(told[field.attname]) > 1]
    related = _related(changed)
    for field, values in changed:
        ends = [day for day, _value in values[1:]]
        for (day, value), until in zip(values, [*ends, end], strict=True):
            start = max(day, began or day)
            is_known = start > date.min and (until is None or start < until)
            if value not in EMPTY and is_known:
                words = masked(_words(field, value, related), shows=shows_hidden or not is_hidden(field))
                said = Entry("place", str(field.verbose_name), words, start, until)
                yield replace(said, is_revealed=shows_hidden and is_hidden(field))


Values = list[tuple[date, Any]]
#: Rows that values refer to, by model and key.
Related = Mapping[type[models.Model], Mapping[int, models.Model]]


def _related(changed: Iterable[tuple[models.Field, Values]]) -> Related:
    wanted: dict[type[models.Model], set[int]] = {}
    for field, values in changed:
        if field.is_relation:
            wanted.setdefault(field.related_model, set()).update(v for _day, v in values if v)
    return {model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()}


def _words(field: models.Field, value: Any, related: Related) -> str:
    if field.is_relation:
        return str(related[field.related_model].get(value, "—"))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(dict(field.flatchoices).get(value, value))

"""What a topic tells the reminders: what is due, and the sentences for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from oversight.due import Due


@dataclass(frozen=True, slots=True)
class Source:
    """One place that knows what is due.

    Args:
        name: stable; stored with every reminder.
        labels: what people call its reminders, by the first word of their kind (``term`` of ``term_soon``).
        texts: the sentence of each kind, with the placeholders of its words.
        due_dates: everything that is due on the day and still open, whenever it became due.

    """

    name: str
    labels: Mapping[str, Any]
    texts: Mapping[str, Any]
    due_dates: Callable[[date], Iterable[Due]]

"""Where a form stands: the node, the action, the place, and how rows are referred to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.actions.action import Action
from governance.actions.references import reference_to
from governance.forms.place import Place

#: A choice of a form: value and text, or a heading with such pairs.
Choice = tuple[Any, Any]


@dataclass(frozen=True)
class Scene:
    """What the choices of one form depend on.

    ``chosen`` are the values typed or named in the address so far, ``made`` the references to what the
    steps of a plan have made.
    """

    place: Place
    action: Action
    node: Any
    chosen: Mapping[str, Any] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def remember(self, name: str, find: Callable[[], Any]) -> Any:
        """Return what ``find`` found the first time: several fields of a form offer the same people."""
        if name not in self._kept:
            self._kept[name] = find()
        return self._kept[name]

    @property
    def on(self) -> date:
        """The day the form is drawn for."""
        return self.place.on

    def choice(self, row: Any, text: Any = "") -> Choice:
        """Return the row as a choice."""
        return reference_to(row, self.made), str(text or row)


def grouped(groups: Iterable[tuple[Any, list[Choice]]]) -> list[Choice]:
    """Return choices under headings; a single group needs none, empty ones are left out."""
    found = [(label, choices) for label, choices in groups if choices]
    return found[0][1] if len(found) == 1 else found

"""Which bodies of a received document are which rows of the register."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from exports.linked.received import Described, Document
from governance.presentation.loading import load_structure
from schools.models import Person, School

#: The height of what has no top.
ROUND = -2


class Matching:
    """A document beside the school it is about, as it stands on the day."""

    def __init__(self, school: School, document: Document, on: date):
        self.school, self.document = school, document
        self.structure = load_structure(school, on)
        self.rows: dict[str, dict[str, Any]] = {
            "organization": {one.number: one for one in self.structure.organizations},
            "unit": {one.number: one for one in self.structure.units},
        }
        named = Person.objects.filter(school=school, number__in=set(document.people.values()))
        self._above_something = {one.parent for one in document.bodies.values()}
        self._heights: dict[str, int] = {}
        self.people = set(named.values_list("number", flat=True))

    def bodies(self, *kinds: str) -> Iterator[Described]:
        """Yield the bodies of these kinds that are of the school."""
        for body in self.document.bodies.values():
            if body.kind in kinds and not self.is_outside(body):
                yield body

    def is_outside(self, body: Described) -> bool:
        """Tell whether an organisation is only named because something of the school hangs below it."""
        if body.kind != "organization" or not body.number or self.row(body) is not None:
            return False
        is_of_school = body.number.split("-")[0] == self.school.code
        return not is_of_school and body.id in self._above_something

    def row(self, body: Described) -> Any:
        """Return the row the body is, None for a new one."""
        return self.rows.get(body.kind, {}).get(body.number)

    def reference(self, body: Described) -> str:
        """Return how a step names the body: by its number, or by its name in the document if it is new."""
        if body.kind == "school":
            return self.school.code
        return body.number if self.row(body) is not None else body.id

    def above(self, body: Described) -> str:
        """Return how a step names what the body hangs on inside the school; "" for nothing."""
        above = self.document.bodies.get(body.parent)
        if above is None or above.kind != body.kind or self.is_outside(above):
            return ""
        return self.reference(above)

    def height(self, body: Described) -> int:
        """Return how many bodies of the document stand above it; ``ROUND`` if they go round in a circle.

        Each body is looked at once, however many hang on it: a document may be one chain of thousands.
        """
        way, above = [], self.document.bodies.get(body.id)
        while above is not None and above.id not in self._heights:
            self._heights[above.id] = ROUND  # until the top is found; who is met again is in a circle
            way.append(above)
            above = self.document.bodies.get(above.parent)
        height = -1 if above is None else self._heights[above.id]
        for one in reversed(way):
            height = ROUND if height == ROUND else height + 1
            self._heights[one.id] = height
        return self._heights[body.id]

    def units(self, body: Described) -> list[str]:
        """Return how a step names the units the body stands on."""
        named = (self.document.bodies.get(one) for one in body.on)
        return [self.reference(one) for one in named if one is not None and one.kind == "unit"]

    def number_of(self, kind: str, pk: int) -> str:
        """Return the register number of a body of the school, "" for a leading group."""
        rows = {"organization": self.structure.organizations_by_id, "unit": self.structure.units_by_id}
        row = rows.get(kind, {}).get(pk)
        return row.number if row is not None else self.school.code if kind == "school" else ""

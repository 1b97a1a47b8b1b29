"""Bodies of one kind in the order of their tree: who is below whom, by their parents alone.

The numbers a tree keeps are those of today; a structure of another day has other parents.
"""

from collections.abc import Callable, Sequence


class TreeOrder:
    """Bodies from top to bottom, siblings in the order given; one whose parent is not among them is a top."""

    def __init__(self, bodies: Sequence):
        self.by_pk = {body.pk: body for body in bodies}
        self.children: dict[int | None, list] = {}
        for body in bodies:
            above = body.parent_id if body.parent_id in self.by_pk else None
            self.children.setdefault(above, []).append(body)
        self._ordered = self._walked()
        self._places = {body.pk: nth for nth, body in enumerate(self._ordered)}
        self._sizes = dict.fromkeys(self.by_pk, 1)
        for body in reversed(self._ordered):
            if body.parent_id in self.by_pk:
                self._sizes[body.parent_id] += self._sizes[body.pk]

    def below(self, body) -> list:
        """Return all bodies below ``body``."""
        first = self._places[body.pk]
        return self._ordered[first + 1 : first + self._sizes[body.pk]]

    def summed(self, count: Callable[..., int]) -> dict[int, int]:
        """Return for each body, by primary key, the sum of ``count`` over itself and all below it."""
        totals = {body.pk: count(body) for body in self._ordered}
        for body in reversed(self._ordered):
            if body.parent_id in self.by_pk:
                totals[body.parent_id] += totals[body.pk]
        return totals

    def _walked(self) -> list:
        found = []
        waiting = list(reversed(self.children.get(None, ())))
        while waiting:
            body = waiting.pop()
            found.append(body)
            waiting.extend(reversed(self.children.get(body.pk, ())))
        return found

"""A batch of rows that gives out register numbers."""

from collections import Counter
from datetime import date

from django.db import models

from governance.models import Post
from schools.domain.batches import Batch

#: Letters of the register numbers; the operations in ``governance.domain`` use the same.
DOCUMENT, GROUP, ORGANIZATION, PERSON, UNIT = "D", "G", "P", "R", "U"


class Sheet(Batch):
    """Rows of a structure as it stands on the day ``on``.

    Numbers start at 01, so a sheet is for owners that have none yet.
    """

    def __init__(self, on: date):
        super().__init__()
        self.on = on
        self._serials: Counter[str] = Counter()
        self._posts: dict[tuple[int, str], Post] = {}

    def number(self, owner_code: str, letter: str) -> str:
        """Return the next register number ``<owner code>-<letter><serial>``."""
        prefix = f"{owner_code}-{letter}"
        return f"{prefix}{self.count(prefix):02d}"

    def count(self, name: str) -> int:
        """Return 1, 2, 3 … for each call with the same name."""
        self._serials[name] += 1
        return self._serials[name]

    def post(self, body: models.Model, role: str, make: type[Post] = Post, **fields) -> Post:
        """Return the one post of ``body`` with ``role``, made at the first call."""
        key = (id(body), role)
        if key not in self._posts:
            self._posts[key] = self.add(make(role=role, **fields))
        return self._posts[key]

"""Register numbers of many new rows: the database is asked once for each kind."""

from django.db import models

from governance.models import Document, LeadingGroup, PartyOrganization
from schools.domain.numbering import next_number
from schools.models import Person, Unit

#: The letter of each kind of row and the field that holds the number, as the operations use them.
LETTERS: dict[type[models.Model], tuple[str, str]] = {
    Unit: ("U", "number"),
    Person: ("R", "number"),
    PartyOrganization: ("P", "number"),
    LeadingGroup: ("G", "number"),
    Document: ("D", "register_number"),
}


class Numbers:
    """Gives out the next numbers of an owner, whose lock the caller holds."""

    def __init__(self, owner_code: str):
        self.owner_code = owner_code
        self._last: dict[str, int] = {}

    def give(self, row: models.Model) -> None:
        """Number the row, if rows of its kind have numbers."""
        if type(row) not in LETTERS:
            return
        letter, field = LETTERS[type(row)]
        prefix = f"{self.owner_code}-{letter}"
        if letter not in self._last:
            first = next_number(type(row), self.owner_code, letter, field=field)
            self._last[letter] = int(first.removeprefix(prefix)) - 1
        self._last[letter] += 1
        setattr(row, field, f"{prefix}{self._last[letter]:02d}")

"""What an action is told: the kinds of its arguments, and how each is kept as JSON.

Rows are kept by their natural keys, so that a step can be read by people, survives an export and means
the same row wherever the numbers of the database differ.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import TextChoices


class Kind(Enum):
    """What an argument is."""

    ORGANIZATION = "organization"
    UNIT = "unit"
    PERSON = "person"
    SCHOOL = "school"
    GROUP = "group"
    #: An organisation, a unit, a leading group or the school itself: whatever has posts.
    BODY = "body"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    #: Branches to be founded: a list of mappings with the names of ``NewBranch``.
    BRANCHES = "branches"


#: Kinds whose values are rows of the register.
ROWS = frozenset({Kind.ORGANIZATION, Kind.UNIT, Kind.PERSON, Kind.SCHOOL, Kind.GROUP, Kind.BODY})


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument.

    Args:
        name: the keyword of the operation.
        kind: what it is.
        label: what people read; translated when shown.
        many: whether it is a list.
        required: whether it must be given.
        choices: the values of a CHOICE.
        initial: what a form starts with.

    """

    name: str
    kind: Kind
    label: Any
    many: bool = False
    required: bool = True
    choices: type[TextChoices] | None = None
    initial: Any = None
    help_text: Any = ""

    @property
    def is_row(self) -> bool:
        """Tell whether the value refers to rows of the register."""
        return self.kind in ROWS

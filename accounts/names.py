"""One name, however it is typed: width, case and blanks make no other user."""

import unicodedata
from typing import Any

from django.db.models import CharField, Func
from django.db.models.functions import Lower


class Normalized(Func):
    """The text in Unicode's normal form KC: full-width letters become the usual ones."""

    function = "NORMALIZE"
    template = "%(function)s(%(expressions)s, NFKC)"
    output_field = CharField()


def folded_column(field: str) -> Any:
    """Return the expression that is the same for names nobody should tell apart."""
    return Lower(Normalized(field))


def folded(name: str) -> str:
    """Return the name as `folded_column` has it, without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).lower().split())


def counted_as(name: str) -> str:
    """Return what guesses are counted under: marks on letters make no new five guesses either."""
    letters = unicodedata.normalize("NFKD", folded(name)).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

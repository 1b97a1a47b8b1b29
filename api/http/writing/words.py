"""What people say with an act: as long as on the pages, and nothing with a mark of classification."""

from typing import Annotated

from django.core.exceptions import ValidationError
from pydantic import AfterValidator, Field

from api.http.types import Sent
from governance.forms.plans import LONGEST
from privacy.marks import unclassified


def _unmarked(text: str) -> str:
    """Return the text.

    Raises:
        ValueError: naming the mark it carries.

    """
    try:
        unclassified(text)
    except ValidationError as problem:
        raise ValueError(problem.message) from problem
    return text


Unmarked = Annotated[str, AfterValidator(_unmarked)]
Words = Annotated[Unmarked, Field(max_length=LONGEST)]
NeededWords = Annotated[Unmarked, Field(min_length=1, max_length=LONGEST)]


class NothingIn(Sent):
    """Nothing has to be said."""


class OpinionIn(Sent):
    """What is said with it; it may be left out."""

    text: Words = ""


class ReasonIn(Sent):
    """What is said with it; it may not be left out."""

    text: NeededWords

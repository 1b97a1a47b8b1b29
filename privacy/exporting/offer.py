"""What is offered to be taken away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from schools.models import Jurisdiction, School

Content = bytes | Iterable[str] | Iterable[bytes]  # an open file is one


@dataclass(frozen=True, slots=True)
class Offer:
    """A file with people in it.

    Args:
        place: the school or the jurisdiction whose people they are.
        people: how many people the file is about.
        name: what the file is called, with its ending.
        media_type: what browsers are told.
        write: returns the content, whole or piece by piece; it is given the line that is to stand on it
            and is called only once the file may leave.
        asks: whether the purpose is asked even of a small file. Papers of one school are handed out at once,
            with the purpose of daily work.
        is_stamped: whether ``write`` puts the line on the file itself. Others are stamped afterwards, if
            their kind has a place for it.
        is_plain: whether the bytes have to stay what they are: their fingerprint stands elsewhere.

    """

    place: School | Jurisdiction
    people: int
    name: str
    media_type: str
    write: Callable[[str], Content]
    asks: bool = True
    is_stamped: bool = False
    is_plain: bool = False

    def __post_init__(self) -> None:
        if self.people < 0:
            raise ValueError("people")


def asked_of(match: Any) -> tuple[str, dict[str, str]]:
    """Return route and arguments of an address, as they are kept."""
    return match.view_name, {name: str(value) for name, value in match.kwargs.items()}

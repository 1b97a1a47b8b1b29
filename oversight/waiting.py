"""What waits for somebody: the form in which every topic tells the inbox."""

from dataclasses import dataclass
from datetime import date

from schools.models import School


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a person.

    Args:
        kind: the topic's stable code, such as ``case``.
        title: a sentence that says what it is.
        url: where it is done.
        since: the day from which it has been waiting.
        due: the day by which it is to be done, if there is one.
        school: the school it is about, if it is about one.
        act: what the one click does.

    """

    kind: str
    title: str
    url: str
    since: date
    due: date | None
    school: School | None
    act: str

"""What is due: the form in which every topic tells the reminders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that is due.

    Args:
        kind: the topic's stable code with its stage, such as ``term_six_months``.
        key: stable, one for each thing and stage: a reminder with this key is sent once.
        due_on: the first day on which people are to be reminded.
        deadline: the day it is all about, if there is one.
        school_id: the school it is about, or
        jurisdiction_id: the jurisdiction it is about.
        to: ``school`` for its administrators, ``above`` for the officials above it, ``office`` for those who
            act for the jurisdiction.
        words: the arguments of the sentence, as JSON.
        url: where it is done.

    """

    kind: str
    key: str
    due_on: date
    deadline: date | None
    school_id: int | None
    jurisdiction_id: int | None
    to: str
    words: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""

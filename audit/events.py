"""Events that are no rows: told by the application, kept beside the rows.

What is told lies in the transaction it is told in: a download whose record cannot be written does not
happen.
"""

import json
from typing import Any

from django.db import connection
from django.http import HttpResponseBase

from audit.choices import Action, Outcome

_NOTE = "SELECT audit.note(%s, %s, %s, %s, %s, %s, %s::jsonb)"


def note(
    action: str,
    subject: str,
    subject_id: object = "",
    *,
    outcome: str = Outcome.DONE,
    school_id: int | None = None,
    jurisdiction_id: int | None = None,
    **detail: Any,
) -> None:
    """Put an event on record.

    Args:
        action: one of ``Action`` but for the four that tables record themselves.
        subject: what it was done to: the name of a table, a route, a command.
        subject_id: which one.
        outcome: how it ended.
        school_id: the school it belongs to, so that the auditors of its jurisdiction see it.
        jurisdiction_id: the jurisdiction, where it belongs to no school.
        detail: what else an auditor has to know; no names of people, no passwords.

    """
    told = json.dumps(detail, ensure_ascii=False, default=str).replace("\\u0000", "")
    row = [str(action), str(outcome), subject, str(subject_id), school_id, jurisdiction_id, told]
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, row)


def revealed(
    subject: str, subject_id: object, fields: list[str], reason: str, *, school_id: int | None
) -> None:
    """Put on record that masked values of a row were shown, and why."""
    note(Action.REVEAL, subject, subject_id, school_id=school_id, fields=sorted(fields), reason=reason)


def with_people(answer: HttpResponseBase, people: int) -> HttpResponseBase:
    """Say how many people a file is about; its record is written when it leaves."""
    answer.audit_people = people
    return answer

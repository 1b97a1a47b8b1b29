"""Findings of a round as a page lists them, whether the round is open or closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.choices import Severity
from governance.rules.catalogue import all_rules
from governance.rules.texts import sentence
from oversight.choices.round import Now
from oversight.models import Round, RoundFinding
from schools.models import School


@dataclass(frozen=True, slots=True)
class Matter:
    """One finding of a round: what it says, what it is now, and what the school says about it."""

    school: School
    rule: str
    name: str
    severity: str
    label: str
    sentence: str
    subject: str
    first_seen: date
    was_there: bool
    now: str
    text: str

    @property
    def now_label(self) -> str:
        """What has become of it, as a word."""
        return str(Now(self.now).label)


def matter_rows(round_: Round, rows: Iterable[Any]) -> list[Matter]:
    """Return the rows of a page of ``matters`` with their words, in two queries."""
    rows = list(rows)
    texts = _texts(round_, rows)
    schools = School.objects.in_bulk([row.school_id for row in rows])
    known = all_rules()
    return [
        Matter(
            schools[row.school_id],
            row.rule,
            str(known[row.rule].name) if row.rule in known else "",
            row.severity,
            str(Severity(row.severity).label),
            sentence(row.rule, row.variant, row.evidence),
            row.subject_name,
            row.first_seen,
            row.was_there,
            row.now,
            texts.get(row.pk, ""),
        )
        for row in rows
    ]


def _texts(round_: Round, rows: list[Any]) -> dict[int, str]:
    """Return by the key of the row what the school says about it."""
    if rows and isinstance(rows[0], RoundFinding):
        return {row.pk: row.text for row in rows}
    found = RoundFinding.objects.filter(answer__round=round_, finding__in=[row.pk for row in rows])
    return dict(found.values_list("finding_id", "text"))

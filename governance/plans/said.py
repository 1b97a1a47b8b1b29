"""What an outcome says, as rows of a page: findings, obstacles and people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from governance.choices import Severity
from governance.rules.catalogue import all_rules

Row = Mapping[str, Any]
_ORDER = {severity.value: nth for nth, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding or an obstacle: the rule, how bad it is, whom it is about, and how to mend it."""

    rule: str
    name: str
    severity: str
    label: str
    subject: str
    sentence: str
    mend: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A person whose branch or posts differ; ``branch`` is for those who may see lists of members."""

    name: str
    branch: tuple[str, str] | None
    ended: tuple[str, ...]
    begun: tuple[str, ...]


def said_rows(rows: Iterable[Row]) -> list[Said]:
    """Return the findings or obstacles of an outcome, the worst first."""
    return [_said(row) for row in sorted(rows, key=lambda row: _ORDER.get(row["severity"], len(_ORDER)))]


def _said(row: Row) -> Said:
    rule, severity = all_rules().get(row["rule"]), row["severity"]
    return Said(
        row["rule"],
        str(rule.name) if rule else row.get("name", ""),
        severity,
        str(Severity(severity).label) if severity else "",
        row.get("subject", ""),
        row["sentence"],
        row.get("mend", ""),
        tuple(row.get("sources", ())),
    )


def people_rows(rows: Iterable[Row], *, sees_people: bool) -> tuple[list[Moved], int]:
    """Return the people an outcome concerns, and how many more the reader may only count.

    Who holds a post may be read by everybody, who belongs to which branch may not.
    """
    found = [_moved(row, sees_people) for row in rows]
    named = [one for one in found if one.branch or one.ended or one.begun]
    return named, len(found) - len(named)


def _moved(row: Row, sees_people: bool) -> Moved:
    ended, begun = row["posts"] or ((), ())
    branch = tuple(row["branch"]) if row["branch"] and sees_people else None
    return Moved(row["name"], branch, tuple(ended), tuple(begun))

"""Compare what fails now with the findings on record. No query: findings go in, changed findings come out."""

import json
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.choices import Outcome, SubjectKind
from governance.models import Finding
from governance.rules.results import Judgement

Key = tuple[str, str, str]

#: What a judgement says about a finding as it is today; ``last_seen`` comes with every check.
STATE = ("school", "variant", "severity", "subject_name", "evidence", "is_waived", "last_seen")


@dataclass(slots=True)
class Reconciled:
    """What became of the findings of one school.

    ``changed`` are those kept or reopened whose row says something else than before, apart from the
    day of the check. ``is_outdated`` says that the school has already been checked for a later day:
    nothing was written.
    """

    opened: list[Finding] = field(default_factory=list)
    kept: list[Finding] = field(default_factory=list)
    reopened: list[Finding] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)
    changed: list[Finding] = field(default_factory=list)
    is_outdated: bool = False


def key_of(finding: Finding) -> Key:
    """Return what makes the finding the same fault as a judgement with this key."""
    return (finding.rule, finding.subject_kind, finding.subject_number)


def newest_day(finding: Finding) -> date:
    """Return the last day that a check said anything about the finding."""
    return max(finding.last_seen, finding.closed_on or finding.last_seen)


def compare(
    stored: Iterable[Finding],
    failing: Mapping[Key, tuple[int, Judgement]],
    predecessors: Mapping[str, Sequence[str]],
    into: Mapping[int, Reconciled],
    on: date,
) -> None:
    """Sort every fault into the result of its school.

    Args:
        stored: findings on record, open and closed.
        failing: by key, the school and the judgement that fails.
        predecessors: register number of an organisation → those of what it continues or has taken in.
        into: the results by school id; they are filled in.
        on: the day of the check.

    """
    ledger = {key_of(finding): finding for finding in stored}
    inherited, since = _hand_on(ledger, failing, predecessors, on)
    for key, (school_id, judgement) in failing.items():
        result, finding = into[school_id], ledger.get(key)
        if finding is None:
            result.opened.append(_opened(school_id, judgement, since.get(key, on), on))
            continue
        (result.reopened if finding.closed_on else result.kept).append(finding)
        if _carry_on(finding, school_id, judgement, on) or key in inherited:
            result.changed.append(finding)
    for key, finding in ledger.items():
        if key not in failing and finding.closed_on is None:
            finding.closed_on = on
            into[finding.school_id].closed.append(finding)


def _hand_on(
    ledger: dict[Key, Finding],
    failing: Mapping[Key, Any],
    predecessors: Mapping[str, Sequence[str]],
    on: date,
) -> tuple[set[Key], dict[Key, date]]:
    """Give the findings of organisations to those that continue them; return the new keys.

    A finding is handed on while it is open, or closed on the very day of the check: the old
    organisation closes and the new one opens at one date, whichever is recorded first. Where several
    continue one, the first takes the finding over and the others begin with its first day, which is
    returned by key.
    """
    inherited: set[Key] = set()
    given: dict[Key, date] = {}
    since: dict[Key, date] = {}
    for key in failing:
        rule, kind, number = key
        if kind != SubjectKind.ORGANIZATION or key in ledger:
            continue
        for older in _line_of(number, predecessors):
            if (rule, kind, older) in given:
                since[key] = given[rule, kind, older]
                break
            finding = ledger.get((rule, kind, older))
            if finding and finding.closed_on in (None, on) and (rule, kind, older) not in failing:
                finding.subject_number, finding.closed_on = number, None
                ledger[key] = ledger.pop((rule, kind, older))
                inherited.add(key)
                given[rule, kind, older] = finding.first_seen
                break
    return inherited, since


def _line_of(number: str, predecessors: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the predecessors of ``number``, nearest first; a circle in the data ends the line."""
    line: list[str] = []
    todo = deque(predecessors.get(number, ()))
    while todo:
        older = todo.popleft()
        if older not in line:
            line.append(older)
            todo += predecessors.get(older, ())
    return line


def _opened(school_id: int, judgement: Judgement, since: date, on: date) -> Finding:
    rule, kind, number = judgement.key
    state = _state(school_id, judgement)
    return Finding(
        rule=rule, subject_kind=kind, subject_number=number, first_seen=since, last_seen=on, **state
    )


def _carry_on(finding: Finding, school_id: int, judgement: Judgement, on: date) -> bool:
    """Write the judgement on the finding; tell whether more than the day of the check changed."""
    state = _state(school_id, judgement)
    changed = finding.closed_on is not None or any(getattr(finding, n) != v for n, v in state.items())
    if finding.closed_on is not None:
        finding.closed_on = None
        finding.reopened += 1
    for name, value in state.items():
        setattr(finding, name, value)
    finding.last_seen = on
    return changed


def _state(school_id: int, judgement: Judgement) -> dict[str, Any]:
    result = judgement.result
    return {
        "school_id": school_id,
        "variant": result.variant,
        "severity": result.severity.value if result.severity else "",
        "subject_name": judgement.subject_name[:160],
        # As the column gives it back, so that an unchanged finding compares equal.
        "evidence": json.loads(json.dumps(dict(result.evidence))),
        "is_waived": result.outcome == Outcome.WAIVED,
    }

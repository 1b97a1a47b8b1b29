"""The result of a round as JSON: what is frozen when it is closed, in the language of the source."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from governance.choices import SubjectKind
from governance.rules.catalogue import all_rules, rules_version
from governance.rules.texts import sentence
from oversight.models import Answer, Round, RoundFinding
from oversight.rounds.matters import Tally, tallies, total, written
from oversight.rounds.progress import standing_of
from oversight.rounds.scope import rules_said

FORMAT = 1
Result = dict[str, Any]


def result_of(round_: Round) -> Result:
    """Return the result of a round whose findings have been written down."""
    with override(None):
        by_rule, by_school = (tallies(written(round_), by) for by in ("rule", "school_id"))
        schools = _schools(round_, by_school)
        return {
            "format": FORMAT,
            "round": _head(round_),
            "checked_on": round_.closed_on,
            "rules_version": rules_version(),
            "totals": total(by_rule).as_json(),
            "states": dict(Counter(row["state"] for row in schools)),
            "rules": [
                {"rule": code, "name": _name(code), **by_rule[code].as_json()} for code in sorted(by_rule)
            ],
            "schools": schools,
        }


def people_in(result: Result) -> int:
    """Return how many holders of posts the findings of a frozen result speak about."""
    findings = (row for school in result["schools"] for row in school["findings"])
    return len({row["number"] for row in findings if row["kind"] == SubjectKind.ASSIGNMENT})


def _head(round_: Round) -> Result:
    place = round_.jurisdiction
    return {
        "title": round_.title,
        "kind": round_.kind,
        "year": round_.year,
        "place": place.name,
        "place_code": place.code,
        "purpose": round_.purpose,
        "basis": round_.basis,
        "rules": rules_said(round_),
        "starts_on": round_.starts_on,
        "deadline": round_.deadline,
        "opened_on": round_.opened_on,
        "closed_on": round_.closed_on,
    }


def _schools(round_: Round, by_school: dict[int, Tally]) -> list[Result]:
    rows: dict[int, list[RoundFinding]] = defaultdict(list)
    found = RoundFinding.objects.filter(answer__round=round_).order_by("rule", "subject_number", "pk")
    for row in found:
        rows[row.answer_id].append(row)
    answers = Answer.objects.filter(round=round_).select_related("school", "filing")
    return [
        {
            "code": answer.school.code,
            "name": answer.school.name,
            "state": standing_of(answer, round_),
            "reported_on": answer.reported_on,
            "filing": answer.filing.number if answer.filing else "",
            "filing_sha256": answer.filing.sha256 if answer.filing else "",
            "note": answer.note,
            **by_school.get(answer.school_id, Tally()).as_json(),
            "findings": _findings(rows[answer.pk]),
        }
        for answer in answers.order_by("school__code")
    ]


def _findings(rows: Iterable[RoundFinding]) -> list[Result]:
    return [
        {
            "rule": row.rule,
            "kind": row.subject_kind,
            "number": row.subject_number,
            "subject": row.subject_name,
            "severity": row.severity,
            "first_seen": row.first_seen,
            "was_there": row.was_there,
            "now": row.now,
            "sentence": sentence(row.rule, row.variant, row.evidence),
            "text": row.text,
        }
        for row in rows
    ]


def _name(code: str) -> str:
    rule = all_rules().get(code)
    return str(rule.name) if rule else code

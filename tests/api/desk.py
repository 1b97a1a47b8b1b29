"""The nouns of the desk for tests: a row of each, put into any state, and what is sent for each action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from api.http.writing.desk import NOUNS
from governance.models import Finding
from oversight.models import Answer, Filing, FindingCase, Notice, Round, Statement, WaiverRequest
from schools.models import School
from tests import factories
from tests.oversight.notices.making import finding, issued, put

TODAY = timezone.localdate()
LATER = (TODAY + timedelta(days=90)).isoformat()
DATES = {"starts_on": TODAY, "deadline": TODAY + timedelta(days=14)}
NOUN = {noun.name: noun for noun in NOUNS}
#: What is sent where the action alone decides.
SAID = {"text": "演示意见"}
ASKED = {
    "reason": "演示：校长年底到任",
    "document_number": "演示〔2026〕9号",
    "issued_on": factories.ON.isoformat(),
    "issuer": "演示县委教育工委",
    "until": LATER,
}
STATED = {"conclusion": "pass", "note": "演示：查阅会议记录"}
ROUND = {
    "title": "演示检查",
    "year": TODAY.year,
    "starts_on": TODAY.isoformat(),
    "deadline": (TODAY + timedelta(days=14)).isoformat(),
}


@dataclass(frozen=True)
class Scene:
    """How a row of a noun is made for a school, and brought into a state."""

    made: Callable[[School], Any]
    state: Callable[[Any, str], None]


def _finding(row: Finding, state: str) -> None:
    told = {"closed": {"closed_on": factories.ON}, "waived": {"is_waived": True}}
    Finding.objects.filter(pk=row.pk).update(**{"closed_on": None, "is_waived": False, **told.get(state, {})})
    if state not in told:
        FindingCase.objects.update_or_create(finding=row, defaults={"state": state})


def _notice(school: School) -> Notice:
    official = factories.grant(factories.user(), school.jurisdiction).user
    return issued(school, official, [finding(school, 20)], deadline=TODAY + timedelta(days=14))


def _filing(row: Filing, state: str) -> None:
    number = (
        {"number": "演示1", "decided_on": TODAY} if state in ("accepted", "superseded") else {"number": ""}
    )
    Filing.objects.filter(pk=row.pk).update(state=state, **number)


def _answer(row: Answer, state: str) -> None:
    Answer.objects.filter(pk=row.pk).update(state=state, reported_on=TODAY)


def _round(row: Round, state: str) -> None:
    ended = {"result": {}, "closed_on": TODAY, "sha256": "0" * 64} if state == "closed" else {}
    if state == "draft":  # it has not gone out to anybody
        row.answers.all().delete()
    Round.objects.filter(pk=row.pk).update(state=state, **ended)


def _put_in(model: Any) -> Callable[[Any, str], None]:
    return lambda row, state: model.objects.filter(pk=row.pk).update(state=state) and None


SCENES = {
    "finding": Scene(lambda school: factories.finding(school, "ORG-012"), _finding),
    "waiver_request": Scene(
        lambda school: factories.waiver_request(school, until=TODAY + timedelta(days=120)),
        _put_in(WaiverRequest),
    ),
    "notice": Scene(_notice, put),
    "round": Scene(lambda school: factories.open_round(school.jurisdiction, TODAY, **DATES), _round),
    "answer": Scene(
        lambda school: factories.open_round(school.jurisdiction, TODAY, **DATES).answers.get(school=school),
        _answer,
    ),
    "filing": Scene(lambda school: factories.filing(school, TODAY), _filing),
    "statement": Scene(factories.statement, _put_in(Statement)),
}


def body(name: str, action: str, row: Any) -> dict[str, Any]:
    """Return what is sent for the action on the row."""
    named = f"{name}_{action}"
    found = _BODIES.get(named)
    return found(row) if found else ({} if named in ("notice_issue", "round_open") else SAID)


def _findings_of(row: Notice) -> list[int]:
    return list(row.items.values_list("finding", flat=True))


_BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "finding_assign": lambda row: {"owner": factories.grant(factories.user(), row.school).user.pk},
    "finding_due": lambda row: {"due_on": LATER},
    "waiver_request_amend": lambda row: ASKED,
    "notice_edit": lambda row: {"findings": _findings_of(row), "deadline": LATER},
    "notice_answer": lambda row: {
        "answers": [{"finding": key, "text": "演示整改情况"} for key in _findings_of(row)]
    },
    "round_edit": lambda row: ROUND,
    "round_extend": lambda row: {"deadline": LATER, **SAID},
    "answer_note": lambda row: {"note": "演示说明"},
    "answer_report": lambda row: {"note": "演示说明"},
    "filing_accept": lambda row: {"number": f"演示-{row.pk}"},
    "statement_amend": lambda row: STATED,
}


def version_of(name: str, row: Any) -> int:
    """Return the version that a write to the row has to name."""
    if name == "finding":
        return FindingCase.objects.filter(finding=row).values_list("version", flat=True).first() or 0
    return type(row).objects.values_list("version", flat=True).get(pk=row.pk)

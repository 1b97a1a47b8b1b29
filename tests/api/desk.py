"""The nouns of the desk for tests: a row of each, put into any state, and what is sent for each action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from api.http.writing.desk import NOUNS
from governance.models import Finding
from oversight.models import Answer, Filing, FindingCase, Notice, Round, Statement, WaiverRequest
from schools.models import School
from tests import factories
from tests.oversight.notices.making import finding, issued, put

NOUN = {noun.name: noun for noun in NOUNS}
#: What is sent where the action alone decides.
SAID = {"text": "演示意见"}
STATED = {"conclusion": "pass", "note": "演示：查阅会议记录"}


def in_days(number: int) -> date:
    """Return the day that is so many days from today."""
    return timezone.localdate() + timedelta(days=number)


def later() -> str:
    """Return a day that is ahead of all others here, as it is sent."""
    return in_days(90).isoformat()


def waiver_asked() -> dict[str, Any]:
    """Return what asks for a waiver."""
    return {
        "reason": "演示：校长年底到任",
        "document_number": "演示〔2026〕9号",
        "issued_on": factories.ON.isoformat(),
        "issuer": "演示县委教育工委",
        "until": later(),
    }


def round_drawn() -> dict[str, Any]:
    """Return what draws up a round."""
    return {
        "title": "演示检查",
        "year": timezone.localdate().year,
        "starts_on": in_days(0).isoformat(),
        "deadline": in_days(14).isoformat(),
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
    return issued(school, official, [finding(school, 20)], deadline=in_days(14))


def _filing(row: Filing, state: str) -> None:
    number = (
        {"number": "演示1", "decided_on": in_days(0)}
        if state in ("accepted", "superseded")
        else {"number": ""}
    )
    Filing.objects.filter(pk=row.pk).update(state=state, **number)


def _answer(row: Answer, state: str) -> None:
    Answer.objects.filter(pk=row.pk).update(state=state, reported_on=in_days(0))


def _round(row: Round, state: str) -> None:
    ended = {"result": {}, "closed_on": in_days(0), "sha256": "0" * 64} if state == "closed" else {}
    if state == "draft":  # it has not gone out to anybody
        row.answers.all().delete()
    Round.objects.filter(pk=row.pk).update(state=state, **ended)


def _opened(school: School) -> Round:
    days = {"starts_on": in_days(0), "deadline": in_days(14)}
    return factories.open_round(school.jurisdiction, in_days(0), **days)


def _put_in(model: Any) -> Callable[[Any, str], None]:
    return lambda row, state: model.objects.filter(pk=row.pk).update(state=state) and None


SCENES = {
    "finding": Scene(lambda school: factories.finding(school, "ORG-012"), _finding),
    "waiver_request": Scene(
        lambda school: factories.waiver_request(school, until=in_days(120)),
        _put_in(WaiverRequest),
    ),
    "notice": Scene(_notice, put),
    "round": Scene(_opened, _round),
    "answer": Scene(lambda school: _opened(school).answers.get(school=school), _answer),
    "filing": Scene(lambda school: factories.filing(school, in_days(0)), _filing),
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
    "finding_due": lambda row: {"due_on": later()},
    "waiver_request_amend": lambda row: waiver_asked(),
    "notice_edit": lambda row: {"findings": _findings_of(row), "deadline": later()},
    "notice_answer": lambda row: {
        "answers": [{"finding": key, "text": "演示整改情况"} for key in _findings_of(row)]
    },
    "round_edit": lambda row: round_drawn(),
    "round_extend": lambda row: {"deadline": later(), **SAID},
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

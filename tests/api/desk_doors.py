"""The doors of what programs do with the rows of the desk: by its table, of a row in one state."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from api.http.writing.deeds import Noun
from api.http.writing.desk import NOUNS
from governance.domain.courses import Who
from governance.models import Finding
from oversight.models import Answer, Filing, Notice, Round, Statement, WaiverRequest
from tests.api import desk
from tests.doors import DRAWN_UP, LOOKS_ON, OF_THE_COUNTY, OF_THE_SCHOOL, Door

_NOBODY = {"anonymous": 401}
_SCHOOL, _COUNTY = OF_THE_SCHOOL | _NOBODY, OF_THE_COUNTY | LOOKS_ON | _NOBODY
#: By noun: what routes take, the model, the state of that row, who sees it.
_ROWS: dict[str, tuple[str, Any, str, dict[str, int]]] = {
    "finding": ("api_finding", Finding, "pending", _SCHOOL),
    "waiver_request": ("waiver", WaiverRequest, "asked", _SCHOOL),
    "notice": ("notice", Notice, "issued", _SCHOOL),
    "round": ("round", Round, "open", _COUNTY),
    "answer": ("api_answer", Answer, "waiting", _SCHOOL),
    "filing": ("filing", Filing, "submitted", _SCHOOL),
    "statement": ("statement", Statement, "handed_in", _SCHOOL),
}
_BY = {
    Who.SCHOOL: ("administrator", "superuser"),
    Who.ABOVE: ("official", "superuser"),
    Who.OFFICE: ("official", "superuser"),
    Who.REVIEW: ("reviewer",),
}
#: Reads.
READS = {
    "interface:waiver_request_read": (_SCHOOL, "waiver"),
    "interface:answer_read": (_SCHOOL, "api_answer"),
    "interface:filing_read": (_SCHOOL, "filing"),
    "interface:statement_read": (_SCHOOL, "statement"),
}


def doors(program: Callable[[Client, dict[str, Any]], dict[str, str]]) -> dict[str, Door]:
    """Return the doors of reading, of every action, and of what begins a row."""
    found = {route: Door(who, (argument,), headers=program) for route, (who, argument) in READS.items()}
    for noun in NOUNS:
        for action in noun.deeds:
            found[f"interface:{noun.name}_{action}"] = _deed(noun, action, program)
    return found | _beginnings(program)


def _deed(noun: Noun, action: str, program: Callable[..., dict[str, str]]) -> Door:
    argument, model, state, sees = _ROWS[noun.name]

    def headers(client: Client, place: dict[str, Any]) -> dict[str, str]:
        row = model.objects.get(pk=place[argument])
        return program(client, place) | {"If-Match": f'"{desk.version_of(noun.name, row)}"'}

    def body(place: dict[str, Any]) -> dict[str, Any]:
        return desk.body(noun.name, action, model.objects.get(pk=place[argument]))

    return Door(_statuses(noun, action, state, sees), (argument,), "post", headers=headers, body=body)


def _statuses(noun: Noun, action: str, state: str, sees: dict[str, int]) -> dict[str, int]:
    move = noun.course.table[action]
    told_no = {who: 403 if status == 200 else status for who, status in sees.items()}
    if state not in move.states:
        return told_no
    if Who.ANYBODY in move.who:
        return sees
    able = {name for who in move.who for name in _BY[who]}
    return told_no | dict.fromkeys(able, 200)


def _beginnings(program: Callable[..., dict[str, str]]) -> dict[str, Door]:
    school = DRAWN_UP | _NOBODY
    official = _SCHOOL | {"viewer": 403, "administrator": 403, "reviewer": 403, "county_viewer": 403}

    def post(statuses: dict[str, int], argument: str, sent: Any, found: int) -> Door:
        who = {name: found if status == 200 else status for name, status in statuses.items()}
        body = sent if callable(sent) else lambda: sent
        return Door(who, (argument,), "post", headers=program, body=lambda place: body())

    return {
        "interface:filing_draft_read": Door(school, ("school",), headers=program),
        # a filing of the school waits already
        "interface:filing_hand_in": post(
            school, "school", {"kind": "yearly", "year": 2026, "sha256": "0"}, 422
        ),
        "interface:waiver_ask_for": post(school, "waivable", desk.waiver_asked, 201),
        "interface:notice_draw_up": post(official, "school", {"findings": [0]}, 422),
        "interface:round_draw_up": post(_COUNTY, "county", desk.round_drawn, 201),
        # a rule that the data decide
        "interface:statement_state": post(school, "school", desk.STATED | {"rule": "ORG-005"}, 422),
        "interface:statement_attest": post(
            official, "school", desk.STATED | {"rule": "ORG-005", "attester": "演示核查组"}, 422
        ),
    }

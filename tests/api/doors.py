"""The doors of the API and of the pages about it."""

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from api.choices import Scope
from api.domain.tokens import fingerprint
from api.models import ApiToken
from governance.actions.action import ORGANIZATION
from governance.actions.arguments import Kind
from governance.actions.catalogue import all_actions
from governance.models import Plan
from governance.plans.drafting import plan_create, plan_share, step_add
from oversight.choices.round import RoundState
from schools.models import School
from tests import factories
from tests.api import desk_doors
from tests.doors import EVERYBODY, MEMBERS_ONLY, OF_THE_COUNTY, OF_THE_SCHOOL, VISITORS, Door

_NOBODY = {"anonymous": 401}
MEMBERS, SCHOOL, COUNTY = (table | _NOBODY for table in (MEMBERS_ONLY, OF_THE_SCHOOL, OF_THE_COUNTY))
#: Whoever sees the place is told that he may not.
MAY_NOT = {name: 403 if status == 200 else status for name, status in SCHOOL.items()}
DRAWN_UP = MAY_NOT | {"administrator": 200, "superuser": 200}
LEADS_ON = dict.fromkeys(VISITORS, 302)
NOT_MINE = dict.fromkeys(VISITORS, 404) | {"anonymous": 302}
_LISTS = (
    "jurisdictions_list", "schools_list", "organizations_list", "units_list", "people_list", "posts_list",
    "assignments_list", "memberships_list", "terms_list", "groups_list", "findings_list", "rules_list",
    "plans_list", "changes_list", "notices_list", "waivers_list", "rounds_list", "filings_list",
    "attestations_list", "waiver_requests_list", "answers_list", "statements_list",
)  # fmt: skip
#: A row that nobody has.
_MISSING = "999999999"


def program(client: Client, place: dict[str, Any]) -> dict[str, str]:
    """Return the headers of a program of whoever is signed in: a token for everything, the version of now."""
    key = client.session.get("_auth_user_id")
    headers = {"If-Match": f'"{School.objects.get(code=place["school"]).version}"'}
    if key is None:
        return headers
    secret, today = f"lzt_{key}", timezone.localdate()
    ApiToken.objects.get_or_create(
        digest=fingerprint(secret),
        defaults={
            "user": User.objects.get(pk=key), "name": "演示", "scopes": list(Scope.values), "made_on": today,
            "expires_on": today,
        },
    )  # fmt: skip
    return headers | {"Authorization": f"Bearer {secret}"}


def planner(argument: str) -> Callable[[Client, dict[str, Any]], dict[str, str]]:
    """Return what gives the headers of a program that works on the plan."""

    def headers(client: Client, place: dict[str, Any]) -> dict[str, str]:
        version = Plan.objects.get(pk=place[argument]).version
        return program(client, place) | {"If-Match": f'"{version}"'}

    return headers


def _act(name: str) -> Door:
    """Return the door of an action that is asked for with numbers that name nothing: 422 for who may."""
    action = all_actions()[name]
    if action.decides:
        statuses = MAY_NOT | {"official": 422, "superuser": 422}
    elif action.own and action.on == ORGANIZATION:
        statuses = {who: 422 if status == 200 else status for who, status in SCHOOL.items()}
    else:
        statuses = MAY_NOT | {"administrator": 422, "superuser": 422}
    return Door(statuses, ("school",), "post", _naming_nothing(action), headers=program)


def _naming_nothing(action: Any) -> dict[str, Any]:
    values: dict[Kind, Any] = {Kind.TEXT: "演示", Kind.DATE: "2026-01-01", Kind.NUMBER: 1, Kind.FLAG: True}
    found: dict[str, Any] = {}
    for one in action.arguments:
        if _is_the_school(action, one):
            continue
        if one.required:
            value = one.choices.values[0] if one.kind == Kind.CHOICE else values.get(one.kind, "NOTHING")
            value = {"full_name": "演示", "secretary": "NOTHING"} if one.kind == Kind.BRANCHES else value
            found[one.name] = [value] if one.many or one.kind == Kind.BRANCHES else value
    return {"arguments": found, "on": "2040-01-01"} if not _names_rows(action) else {"arguments": found}


def _is_the_school(action: Any, one: Any) -> bool:
    return action.on == "school" and one.name == action.subject


def _names_rows(action: Any) -> bool:
    rows = (one for one in action.arguments if one.required and (one.is_row or one.kind == Kind.BRANCHES))
    return any(not (_is_the_school(action, one)) for one in rows)


def _plan(statuses: dict[str, int], data: dict[str, Any], argument: str = "plan") -> Door:
    return Door(statuses, (argument,), "post", data, headers=planner(argument))


DOORS = {
    "api:reference": Door(MEMBERS_ONLY),
    "api:tokens": Door(MEMBERS_ONLY),
    "api:token_new": Door(LEADS_ON, method="post"),
    "api:token_end": Door(NOT_MINE, ("nobodys_token",), "post"),
    "api:webhooks": Door(MEMBERS_ONLY),
    "api:webhook_new": Door(LEADS_ON, method="post"),
    "api:webhook": Door(NOT_MINE, ("nobodys_token",)),
    "api:webhook_renewed": Door(LEADS_ON, ("nobodys_token",), "post"),
    "api:webhook_act": Door(NOT_MINE, ("nobodys_token", "switch"), "post"),
    "api:delivery_repeat": Door(NOT_MINE, ("nobodys_token",), "post"),
    "interface:openapi-json": Door(EVERYBODY),
    "interface:api-root": Door(dict.fromkeys(VISITORS, 404)),
    **{f"interface:{name}": Door(MEMBERS, headers=program) for name in _LISTS},
    "interface:rule_read": Door(MEMBERS, ("rule",), headers=program),
    "interface:jurisdiction_read": Door(COUNTY, ("county",), headers=program),
    "interface:jurisdiction_totals": Door(COUNTY, ("county",), headers=program),
    "interface:jurisdiction_trends": Door(COUNTY, ("county",), headers=program),
    "interface:school_read": Door(SCHOOL, ("school",), headers=program),
    "interface:school_structure": Door(SCHOOL, ("school",), headers=program),
    "interface:organization_read": Door(SCHOOL, ("organization",), headers=program),
    "interface:unit_read": Door(SCHOOL, ("unit",), headers=program),
    "interface:person_read": Door(SCHOOL | {"viewer": 403, "reviewer": 200}, ("person",), headers=program),
    "interface:change_read": Door(SCHOOL, ("change",), headers=program),
    "interface:finding_read": Door(SCHOOL, ("api_finding",), headers=program),
    "interface:notice_read": Door(SCHOOL, ("notice",), headers=program),
    "interface:round_read": Door(COUNTY, ("round",), headers=program),
    "interface:plan_read": Door(SCHOOL, ("plan",), headers=program),
    "interface:plan_preview": Door(SCHOOL, ("plan",), headers=program),
    **{f"interface:act_{name}": _act(name) for name, action in all_actions().items() if action.live},
    "interface:plan_begin": Door(
        DRAWN_UP | {"administrator": 201, "superuser": 201},
        ("school",), "post", {"title": "演示", "effective_on": "2026-06-01"}, headers=program,
    ),
    "interface:plan_step_add": _plan(
        DRAWN_UP | {"administrator": 201, "superuser": 201},
        {"action": "unit_create", "arguments": {"school": "0", "name": "演示", "kind": "office"}},
    ),
    **{
        f"interface:plan_{name}": _plan(MAY_NOT, {"text": "意见"})
        for name in ("withdraw", "publish", "return", "refuse")
    },
    "interface:plan_approve": _plan(MAY_NOT, {"digest": "0"}),
    "interface:plan_comment": _plan(SCHOOL, {"text": "意见"}),
    "interface:plan_step_remove": Door(
        DRAWN_UP, ("plan", "step"), "delete", headers=planner("plan"),
    ),
    "interface:plan_submit": _plan(DRAWN_UP, {}, "api_full_plan"),
    "interface:plan_discard": _plan(DRAWN_UP, {}, "api_plan"),
    **desk_doors.doors(program),
}  # fmt: skip
#: Bodies of these are JSON.
JSON = {"content_type": "application/json"}


def arguments(school: Any, _county: Any) -> dict[str, Any]:
    """Return what these routes take."""
    author = factories.grant(factories.user(), school).user
    plan = plan_create(user=author, school=school, title="演示", effective_on=factories.ON)
    return {
        "nobodys_token": _MISSING,
        "switch": "off",
        "api_finding": str(factories.finding(school).pk),
        "api_answer": str(school.answers.filter(round__state=RoundState.OPEN).latest("pk").pk),
        "api_plan": str(plan_share(user=author, plan=plan, is_shared=True).pk),
        "api_full_plan": str(_full_plan(author, school).pk),
    }


def _full_plan(author: User, school: School) -> Plan:
    """Return a plan that can be submitted."""
    plan = plan_create(user=author, school=school, title="演示", effective_on=factories.ON)
    given = {"school": school.code, "name": "演示", "kind": "office"}
    step_add(user=author, plan=plan, action="unit_create", arguments=given)
    return plan_share(user=author, plan=plan, is_shared=True)


def ask(client: Client, door: Door, address: str, place: dict[str, Any]) -> HttpResponse:
    """Ask as the program of whoever is signed in; what it writes is taken back, for those who come after."""
    headers = door.headers(client, place)
    if door.method == "get":
        return client.get(address, door.data, headers=headers)
    with transaction.atomic():
        data = door.body(place) if door.body else door.data
        answer = getattr(client, door.method)(address, json.dumps(data), **JSON, headers=headers)
        transaction.set_rollback(True)
    return answer

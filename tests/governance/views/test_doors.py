"""Every address of the project, with what each kind of visitor finds behind it.

A route that is not in the table fails the test: whoever adds a page says who may open it.
"""

import json
from uuid import UUID, uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import GrantRole
from audit.models import AuditRecord
from governance.choices import OrgType
from governance.models import ChangeSet
from governance.plans.drafting import plan_create, plan_share, step_add
from schools.choices import JurisdictionLevel
from tests import factories
from tests.accounts import doors as accounts
from tests.accounts import grant_doors as grants
from tests.api import doors as api
from tests.doors import (
    ADMIN,
    DONE,
    DRAWN_UP,
    EVERYBODY,
    LIKE,
    LOOKS_ON,
    MEMBERS_ONLY,
    OF_THE_AUDIT,
    OF_THE_COUNTY,
    OF_THE_OPERATORS,
    OF_THE_SCHOOL,
    SET_UP,
    VISITORS,
    Door,
)
from tests.exports import doors as exports
from tests.intake import doors as intake
from tests.oversight import doors as oversight
from tests.privacy import doors as privacy

pytestmark = pytest.mark.django_db

DOORS = {
    **api.DOORS,  # first: what programs write here is taken back, what people do stays
    "healthz": Door(EVERYBODY),
    "manual": Door(EVERYBODY),
    "set_language": Door(dict.fromkeys(VISITORS, 302), method="post", data={"language": "zh-hans"}),
    "admin:index": Door(ADMIN),
    "operations": Door(OF_THE_OPERATORS),
    **accounts.DOORS,
    **grants.DOORS,
    **privacy.DOORS,
    "governance:school_new": Door(
        dict.fromkeys(VISITORS, 403) | {"anonymous": 302, "official": 200, "outsider": 200, "superuser": 200}
    ),
    "governance:school": Door(OF_THE_SCHOOL, ("school",)),
    "governance:school_outline": Door(OF_THE_SCHOOL, ("school",)),
    "governance:school_chart": Door(OF_THE_SCHOOL, ("school",)),
    "governance:school_png": Door(OF_THE_SCHOOL, ("school",)),
    "governance:school_pdf": Door(OF_THE_SCHOOL, ("school",)),
    "governance:school_print": Door(OF_THE_SCHOOL, ("school",)),
    "governance:school_compare": Door(OF_THE_SCHOOL, ("school",)),
    "governance:school_export": Door(OF_THE_SCHOOL | {"viewer": 403}, ("school",)),
    "governance:school_setup": Door(SET_UP, ("school",)),
    "governance:school_setup_step": Door(SET_UP, ("school", "setup_step")),
    "governance:school_actions": Door(OF_THE_SCHOOL | {"viewer": 403}, ("school",)),
    "governance:school_action": Door(OF_THE_SCHOOL | {"viewer": 403, "official": 403}, ("school", "action")),
    "governance:organization": Door(OF_THE_SCHOOL, ("organization",)),
    "governance:unit": Door(OF_THE_SCHOOL, ("unit",)),
    "governance:school_changes": Door(OF_THE_SCHOOL, ("school",)),
    "governance:organization_changes": Door(OF_THE_SCHOOL, ("organization",)),
    "governance:organization_timeline": Door(OF_THE_SCHOOL, ("organization",)),
    "governance:unit_changes": Door(OF_THE_SCHOOL, ("unit",)),
    "governance:person_changes": Door(OF_THE_SCHOOL | {"viewer": 403, "reviewer": 200}, ("person",)),
    "governance:person_timeline": Door(OF_THE_SCHOOL | {"viewer": 403, "reviewer": 200}, ("person",)),
    "governance:change": Door(OF_THE_SCHOOL, ("change",)),
    "governance:change_undoing": Door(DRAWN_UP, ("change",)),
    "governance:jurisdictions": Door(MEMBERS_ONLY),
    "governance:jurisdiction": Door(OF_THE_COUNTY, ("county",)),
    "governance:jurisdiction_failing": Door(OF_THE_COUNTY, ("county",)),
    "governance:jurisdiction_schools": Door(OF_THE_COUNTY, ("county",)),
    "governance:jurisdiction_party": Door(OF_THE_COUNTY, ("county",)),
    "governance:jurisdiction_rule": Door(OF_THE_COUNTY, ("county", "rule")),
    "governance:jurisdiction_export": Door(OF_THE_COUNTY | LOOKS_ON, ("county",)),
    "governance:rules": Door(MEMBERS_ONLY),
    "governance:rule": Door(MEMBERS_ONLY, ("rule",)),
    "governance:school_plans": Door(OF_THE_SCHOOL, ("school",)),
    "governance:plan_new": Door(DRAWN_UP, ("school",)),
    "governance:jurisdiction_plans": Door(OF_THE_COUNTY, ("county",)),
    "governance:plan": Door(OF_THE_SCHOOL, ("plan",)),
    "governance:plan_edit": Door(DRAWN_UP, ("plan",)),
    "governance:plan_step": Door(DRAWN_UP, ("plan", "step")),
    "governance:plan_step_moved": Door(DRAWN_UP | DONE, ("plan", "step", "way"), "post"),
    "governance:plan_act": Door(
        OF_THE_SCHOOL | DONE | {"viewer": 302, "official": 302}, ("plan", "act"), "post", {"text": "意见"}
    ),
    "governance:plan_copy": Door(DRAWN_UP | DONE, ("plan",), "post"),
    "audit:records": Door(OF_THE_AUDIT),
    "audit:records_csv": Door(OF_THE_AUDIT),
    "audit:record": Door(OF_THE_AUDIT, ("record",)),
    **oversight.DOORS,
    **exports.DOORS,
    **intake.DOORS,
}

#: Routes that write, and so take a POST.
WRITING = frozenset(
    {
        "governance:school_new",
        "governance:school_setup_step",
        "governance:school_action",
        "governance:change_undoing",
        "governance:change",
        "governance:person_timeline",
        *(f"governance:{name}" for name in ("school_chart", "school_png", "school_pdf")),
        *(f"governance:{name}" for name in ("school_export", "jurisdiction_export")),
        *(f"governance:plan_{name}" for name in ("new", "edit", "step", "step_moved", "act", "copy")),
        *grants.WRITING,
        *oversight.WRITING,
        *privacy.WRITING,
        *exports.WRITING,
        *intake.WRITING,
    }
)


@pytest.fixture
def place():
    """A school with a branch and a unit, and the numbers the routes take."""
    county = factories.county()
    return made(county, factories.school(jurisdiction=county))


def made(county, school):
    """Return what the routes take, all of it of the county and the school."""
    organization = factories.organization(OrgType.BRANCH, school=school)
    unit = factories.unit(school)
    plan = shared_plan(school, organization)
    return {
        "school": school.code,
        "organization": organization.number,
        "unit": unit.number,
        "person": factories.member(school, organization).number,
        "change": ChangeSet.objects.create(school=school, effective_on=factories.ON).pk,
        "county": county.code,
        "rule": "ORG-005",
        "action": "unit_create",
        "setup_step": "profile",
        "plan": str(plan.pk),
        "step": "1",
        "way": "up",
        "act": "comment",
        "record": str(AuditRecord.objects.first().pk),
        "rows": (school, county),
        **accounts.ARGUMENTS,
        **grants.arguments(school, county),
        **oversight.arguments(school, county),
        **privacy.arguments(school, county),
        **exports.arguments(school, county),
        **intake.arguments(school, county),
        **api.arguments(school, county),
    }


def shared_plan(school, organization):
    """Return a plan of one step that everybody who sees the school may see."""
    author = factories.grant(factories.user(), school).user
    plan = plan_create(user=author, school=school, title="调整支部", effective_on=factories.ON)
    arguments = {"organization": organization.number, "full_name": "中共演示新名支部委员会"}
    step_add(user=author, plan=plan, action="organization_rename", arguments=arguments)
    return plan_share(user=author, plan=plan, is_shared=True)


@pytest.fixture
def visitor(client, place):
    """Return how the visitor of the name comes in, afresh each time."""

    def introduce(name):
        user = make(name, *place["rows"])

        def enter():
            if user is not None:
                client.force_login(user)
            return client

        return enter

    return introduce


def make(name, school, county):
    """Return the user behind the name; nobody for an anonymous visitor."""
    if name == "anonymous":
        return None
    user = factories.user(is_superuser=name == "superuser", is_staff=name == "superuser")
    if name == "viewer":
        factories.grant(user, school, GrantRole.VIEWER)
    elif name == "administrator":
        factories.grant(user, school)
    elif name == "neighbour":
        factories.grant(user, factories.school(jurisdiction=county))
    elif name == "official":
        factories.grant(user, county)
    elif name == "editor":
        factories.grant(user, school.organizations.order_by("pk").first())
    elif name in GrantRole.values:
        factories.grant(user, county, name)
    elif name == "county_viewer":
        factories.grant(user, county, GrantRole.VIEWER)
    elif name == "outsider":
        factories.grant(user, factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY))
    return user


def routes(resolver=None, prefix=""):
    """Yield the name of every route; the admin counts as one, by its front page."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == "admin":
                yield "admin:index"
            else:
                yield from routes(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_route_is_in_the_table():
    assert sorted(set(routes())) == sorted(DOORS)


@pytest.mark.parametrize("name", [*VISITORS, *LIKE])
def test_doors(name, visitor, place):
    enter = visitor(name)

    found = {route: knock(enter(), door, route, place) for route, door in DOORS.items()}

    assert found == {route: door.statuses[name] for route, door in DOORS.items()}


def knock(client, door, route, place) -> int:
    """Return the status the visitor gets."""
    address = reverse(route, args=[place[argument] for argument in door.arguments])
    answer = asked(client, door, address, place)
    if answer.streaming:
        b"".join(answer.streaming_content)  # a file stays open until it is read
    return answer.status_code


def asked(client, door, address, place):
    """Ask as a person, or as his program where the door is for programs."""
    if door.headers is not None:
        return api.ask(client, door, address, place)
    return getattr(client, door.method)(address, door.data)


def test_what_is_not_mine_looks_like_what_does_not_exist(visitor, place):
    client = visitor("stranger")()
    private = {
        route: door for route, door in DOORS.items() if door.arguments and door.statuses["stranger"] == 404
    }

    assert {"governance:school", "governance:plan", "oversight:evidence"} <= set(private)
    for route, door in private.items():
        mine = [place[argument] for argument in door.arguments]
        hidden = asked(client, door, reverse(route, args=mine), place)
        missing = asked(client, door, reverse(route, args=[nobodys(mine[0]), *mine[1:]]), place)
        assert hidden.status_code == missing.status_code == 404
        assert without_token(hidden) == without_token(missing)


def nobodys(argument):
    """Return an argument of the same kind that names nothing."""
    return uuid4() if isinstance(argument, UUID) else "0000000000"


def without_token(answer) -> str:
    """Return the page without the token and the number of the request, which differ from page to page."""
    text = answer.text.replace(answer["X-Request-ID"], "")
    return "".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_anonymous_visitors_come_back_after_signing_in(client, place):
    address = reverse("governance:school", args=[place["school"]])

    assert client.get(address).url == f"/sign-in/?next={address}"


def test_signing_out_needs_a_post(client):
    client.force_login(factories.user())

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.get(reverse("accounts:password")).status_code == 200


def test_reading_pages_take_no_post(visitor, place):
    pages = {
        route: door
        for route, door in DOORS.items()
        if route.startswith(("governance:", "intake:", "oversight:", "privacy:")) and route not in WRITING
    }
    client = visitor("superuser")()
    posts = {route: Door(door.statuses, door.arguments, "post") for route, door in pages.items()}

    assert {knock(client, door, route, place) for route, door in posts.items()} == {405}


def test_a_viewer_of_the_county_is_told_why_he_may_not_export(client, place):
    _school, county = place["rows"]
    user = factories.user()
    factories.grant(user, county, GrantRole.VIEWER)
    client.force_login(user)

    answer = client.get(reverse("governance:jurisdiction_export", args=[county.code]))

    assert answer.status_code == 403
    assert "查阅人员不能导出数据。" in answer.text


@pytest.mark.parametrize(
    ("route", "argument"), [("school_export", "school"), ("jurisdiction_export", "county")]
)
def test_an_export_is_the_fixture_of_the_place(route, argument, visitor, place):
    address = reverse(f"governance:{route}", args=[place[argument]])
    answer = visitor("superuser")().post(address, {"purpose": "work"})

    rows = json.loads(b"".join(answer.streaming_content))
    numbers = {row["fields"].get("number") for row in rows if row["model"] == "governance.partyorganization"}
    assert place["organization"] in numbers
    assert answer["Content-Disposition"] == f'attachment; filename="{place[argument]}.json"'


def test_an_ended_grant_opens_nothing(client, place):
    school, _county = place["rows"]
    user = factories.user()
    factories.grant(user, school, end=factories.ON.replace(year=2021))
    client.force_login(user)

    assert client.get(reverse("governance:school", args=[school.code])).status_code == 404

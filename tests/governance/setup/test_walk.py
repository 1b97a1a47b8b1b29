"""A set-up from the first page to a submitted plan, by requests alone."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.choices import GroupType, OrgState, OrgType, PlanState, Role
from governance.models import LeadingGroup, PartyMembership, PartyOrganization, Plan, RoleAssignment
from governance.plans.deciding import plan_approve
from governance.plans.publishing import plan_publish
from schools.models import Person, Unit
from tests import factories
from tests.governance.setup.rosters import UNITS, roster

pytestmark = pytest.mark.django_db

ON = factories.ON
PROFILE = {
    "name": "兰溪市演示新校",
    "short_name": "演示新校",
    "type_code": "31",
    "stages": ["junior"],
    "form": "single",
    "ownership": "public",
    "is_legal_person": "yes",
    "leadership_system": "party_led",
    "system_from": "2026-03-01",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def school():
    """A school of which nothing is known but that it exists."""
    return factories.school(
        name=PROFILE["name"], type_code="31", stages=[], ownership="", is_legal_person=None,
        leadership_system="", system_from=None,
    )  # fmt: skip


@pytest.fixture
def clerk(client, school):
    user = factories.grant(factories.user(), school).user
    client.force_login(user)
    return user


@pytest.fixture
def go(client, school, clerk):
    """Open a step, or send it what is given."""

    def step(slug="", **data):
        if not slug:
            return client.get(reverse("governance:school_setup", args=[school.code]))
        address = reverse("governance:school_setup_step", args=[school.code, slug])
        return client.post(address, data) if data else client.get(address)

    return step


def resumes_at(go):
    return go().url.rstrip("/").rsplit("/", 1)[1]


def sent_back(answer):
    """Return what a form of the page would send as it stands."""
    found = {}
    for tag in re.findall(r"<input[^>]+>", answer.text):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "radio" not in tag and "checkbox" not in tag:
            found[name[1]] = value[1] if value else ""
        elif name and " checked" in tag:
            found.setdefault(name[1], []).append(value[1])
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', answer.text, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def staffed(go, people=60, members=20):
    """Take a school through the steps of facts."""
    assert go("profile", **PROFILE).status_code == 302
    assert go("units", action="enter", text="\n".join(UNITS)).status_code == 302
    assert go("people", action="enter", text=roster(people, members)).status_code == 302


def test_a_small_school_from_nothing_to_a_branch_at_work(go, school, clerk):
    assert resumes_at(go) == "profile"
    assert go("profile", **PROFILE).url.endswith("/setup/units/")
    assert resumes_at(go) == "units"
    go("units", action="enter", text="\n".join(UNITS))
    assert resumes_at(go) == "people"
    go("people", action="enter", text=roster(60, 20))
    assert Person.objects.filter(school=school).count() == 60
    heads = RoleAssignment.objects.filter(role=Role.UNIT_HEAD, post__unit__school=school)
    assert heads.count() == 5
    assert resumes_at(go) == "type"

    answer = go("type")
    assert "建议：党支部" in answer.text
    assert go("type", **sent_back(answer)).url.endswith("/setup/posts/")
    plan = Plan.objects.get()
    [top] = plan.steps.all()
    assert (top.operation, top.arguments["type"]) == ("organization_found_top", "branch")
    assert len(top.arguments["members"]) == 20

    answer = go("posts")
    team = sent_back(answer)
    principal = RoleAssignment.objects.get(role=Role.PRINCIPAL).person.number
    assert team[f"body{top.key}-secretary"] == principal
    members = [one for one in top.arguments["members"] if one != principal]
    team[f"body{top.key}-organization_member"] = team[f"body{top.key}-publicity_member"] = members[0]
    team[f"body{top.key}-discipline_member"] = members[1]
    assert go("posts", **team).url.endswith("/setup/groups/")
    assert go("groups", **sent_back(go("groups"))).url.endswith("/setup/check/")

    answer = go("check")
    assert "提交之前必须解决" not in answer.text
    assert go("check", **sent_back(answer)).status_code == 302
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED
    assert not PartyOrganization.objects.filter(school=school).exists()
    assert resumes_at(go) == "check"
    assert "待批" in go("check").text

    publish(plan, clerk)
    own = PartyOrganization.objects.get(school=school)
    assert (own.type, own.state, own.full_name) == (
        OrgType.BRANCH, OrgState.ACTIVE, "中共兰溪市演示新校支部委员会",
    )  # fmt: skip
    assert PartyMembership.objects.filter(organization=own).count() == 20
    assert {tuple(group.types) for group in LeadingGroup.objects.filter(school=school)} == {
        (GroupType.IDEOLOGICAL_POLITICAL,), (GroupType.MORAL_EDUCATION,), (GroupType.IDEOLOGY,),
    }  # fmt: skip
    assert go().url == reverse("governance:school", args=[school.code])


def publish(plan, clerk):
    official = factories.grant(factories.user(), plan.school.jurisdiction).user
    paper = factories.document(plan.school)
    plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)
    plan_publish(user=clerk, plan=plan, today=ON)


def test_a_large_school_gets_branches_on_its_units(go, school, clerk):
    staffed(go, 90, 60)
    answer = go("type")
    assert "建议：党总支" in answer.text
    assert go("type", **sent_back(answer)).url.endswith("/setup/branches/")

    answer = go("branches")
    assert "已编入党员 60/60" in answer.text
    assert go("branches", **sent_back(answer), action="save").url.endswith("/setup/posts/")
    plan = Plan.objects.get()
    branches = plan.steps.filter(operation="organization_found")
    assert [step.arguments["short_name"] for step in branches] == [f"{unit}党支部" for unit in UNITS]
    assert {len(step.arguments["members"]) for step in branches} == {12}
    units = {unit.number: unit.name for unit in Unit.objects.filter(school=school)}
    assert [[units[one] for one in step.arguments["host_units"]] for step in branches] == [
        [unit] for unit in UNITS
    ]

    team = sent_back(go("posts"))
    for step in branches:
        assert team[f"body{step.key}-secretary"] == leader_of(step)
        others = [one for one in step.arguments["members"] if one != leader_of(step)]
        fill(team, step.key, others)
    [top] = plan.steps.filter(operation="organization_found_top")
    everybody = [one for step in branches for one in step.arguments["members"]]
    deputy = team[f"body{top.key}-deputy_1"]
    assert deputy == RoleAssignment.objects.get(role=Role.PRINCIPAL).person.number
    free = [one for one in everybody if one != deputy]
    team[f"body{top.key}-secretary"] = free[20]
    fill(team, top.key, free[30:])
    assert go("posts", **team).status_code == 302
    assert go("groups", **sent_back(go("groups")) | {"mode": "joint"}).status_code == 302

    answer = go("check")
    assert "提交之前必须解决" not in answer.text
    assert go("check", **sent_back(answer)).status_code == 302
    publish(Plan.objects.get(), clerk)
    made = PartyOrganization.objects.filter(school=school)
    assert sorted(made.values_list("type", "state")) == [
        *[("branch", "active")] * 5, ("general_branch", "active"),
    ]  # fmt: skip
    assert PartyMembership.objects.filter(organization__in=made).count() == 60


def leader_of(step):
    """Return the member who leads the branch's unit."""
    held = RoleAssignment.objects.filter(
        role=Role.UNIT_HEAD, post__unit__number__in=step.arguments["host_units"]
    )
    return held.get().person.number


def fill(team, key, people):
    """Choose a committee of those people."""
    names = ("organization_member", "publicity_member", "discipline_member")
    team.update({f"body{key}-{name}": person for name, person in zip(names, people, strict=False)})

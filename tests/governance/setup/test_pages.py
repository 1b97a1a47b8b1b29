"""The pages of a set-up: nothing is lost, errors stand beside their fields, and who may not is told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.choices import OrgLevel, OrgState, OrgType, Role
from governance.models import ChangeSet, PartyOrganization, Plan, RoleAssignment
from governance.setup.wizard import Wizard
from schools.choices import UnitKind
from schools.models import Person, School, Unit
from tests import factories

pytestmark = pytest.mark.django_db

ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def school():
    return factories.school(name="兰溪市演示新校", short_name="演示新校", type_code="31", stages=["junior"])


@pytest.fixture
def go(client, school):
    """Open a step as the school's administrator, or send it what is given."""
    client.force_login(factories.grant(factories.user(), school).user)

    def step(slug, **data):
        address = reverse("governance:school_setup_step", args=[school.code, slug])
        return client.post(address, data) if data else client.get(address)

    return step


def staffed(school, *counts):
    """Put so many full members into a grade group each, the first of them its head."""
    for nth, count in enumerate(counts):
        unit = factories.unit(school, f"{'七八九'[nth]}年级组", kind=UnitKind.GRADE)
        for number, one in enumerate(factories.members(count, school)):
            factories.unit_membership(unit, one)
            if number == 0:
                factories.assign(one, unit, Role.UNIT_HEAD)
    return Unit.objects.filter(school=school)


def errors(answer):
    """Return the texts beside the fields."""
    assert answer.status_code == 422
    return [part.split(">", 1)[1].split("<")[0] for part in answer.text.split('class="field-error"')[1:]]


class TestRegistering:
    @pytest.fixture
    def official(self, client):
        user = factories.grant(factories.user(), factories.county()).user
        client.force_login(user)
        return user

    def fields(self, **changes):
        return {
            "jurisdiction": factories.county().pk,
            "code": "3133009999",
            "name": "兰溪市演示新校",
            "stages": ["junior"],
            "form": "single",
            "ownership": "public",
            "is_legal_person": "yes",
            "leadership_system": "party_led",
            **changes,
        }

    def test_an_official_registers_a_school(self, client, official):
        answer = client.post(reverse("governance:school_new"), self.fields())
        assert answer.url == reverse("governance:school", args=["3133009999"])
        made = School.objects.get(code="3133009999")
        assert (made.type_code, made.stages, made.is_legal_person) == ("31", ["junior"], True)
        assert "请为学校管理员授权" in client.get(answer.url).text

    def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(self, client, official):
        answer = client.post(reverse("governance:school_new"), self.fields(code="9933009999", ownership=""))
        assert len(errors(answer)) == 2
        assert 'value="兰溪市演示新校"' in answer.text
        assert not School.objects.filter(name="兰溪市演示新校").exists()

    def test_a_code_is_given_once(self, client, official):
        factories.school(code="3133009999")
        answer = client.post(reverse("governance:school_new"), self.fields())
        assert errors(answer) == ["这个标识码已经登记。"]

    def test_the_county_and_the_school_lead_to_the_set_up(self, client, official, school):
        page = client.get(reverse("governance:jurisdiction", args=[school.jurisdiction.code]))
        assert reverse("governance:school_new") in page.text
        address = reverse("governance:school_setup", args=[school.code])
        assert address not in client.get(reverse("governance:school", args=[school.code])).text
        client.force_login(factories.grant(factories.user(), school).user)
        assert address in client.get(reverse("governance:school", args=[school.code])).text


def test_a_profile_that_does_not_change_leaves_no_trace(go, school):
    sent = {
        "name": school.name, "short_name": school.short_name, "type_code": "31", "stages": ["junior"],
        "form": "single", "ownership": "public", "is_legal_person": "yes",
        "leadership_system": "party_led", "system_from": "2023-09-01",
    }  # fmt: skip
    assert go("profile", **sent).status_code == 302
    assert ChangeSet.objects.count() == 0
    assert go("profile", **sent | {"is_legal_person": "no"}).status_code == 302
    [change] = ChangeSet.objects.all()
    assert [row["after"].keys() for row in change.details] == [{"is_legal_person"}]


def test_checking_a_list_writes_nothing_and_keeps_the_text(go, school):
    answer = go("units", action="check", text="七年级组\n七年级组")
    assert answer.status_code == 422
    assert "已有同名单元。" in answer.text
    assert "七年级组\n七年级组</textarea>" in answer.text
    assert go("units", action="enter", text="七年级组\n七年级组").status_code == 422
    assert not Unit.objects.filter(school=school).exists()
    answer = go("units", action="check", text="七年级组\n八年级组")
    assert (answer.status_code, "登记 2 个单元" in answer.text) == (200, True)
    assert not Unit.objects.filter(school=school).exists()


def test_a_list_of_people_is_written_as_a_whole_or_not_at_all(go, school):
    factories.unit(school, "七年级组")
    wrong = "演示甲\tT1\t群众\t\t\t七年级组\n演示乙\tT1\t群众"
    assert "已有人员使用这个工号。" in go("people", action="enter", text=wrong).text
    assert not Person.objects.filter(school=school).exists()
    assert go("people", action="enter", text=wrong.replace("乙\tT1", "乙\tT2")).status_code == 302
    assert Person.objects.filter(school=school).count() == 2
    [change] = ChangeSet.objects.all()
    assert (change.operation, change.summary) == ("people_enter", "登记2名人员：演示甲、演示乙")


def test_one_person_may_be_typed(go, school):
    unit = factories.unit(school, "七年级组")
    sent = {
        "action": "single", "one-name": "演示甲", "one-staff_number": "T1", "one-units": [unit.number],
        "one-political_status": "none", "one-joined_on": "2009-07-01",
    }  # fmt: skip
    assert errors(go("people", **sent)) == ["填写了入党、转正日期的，政治面貌应当是党员。"]
    assert go("people", **sent | {"one-political_status": "full"}).status_code == 302
    made = Person.objects.get(school=school)
    assert (made.name, [row.unit for row in made.unit_memberships.all()]) == ("演示甲", [unit])


def test_steps_of_the_plan_wait_for_the_type(go, school):
    staffed(school, 4)
    for slug in ("branches", "posts", "groups", "check"):
        assert go(slug).url.endswith("/setup/type/")
    assert go("nothing").status_code == 404


def choose(go, type_, **changes):
    upper = factories.upper().number
    return go("type", type=type_, superior=upper, **changes)


def chosen_superior(go):
    """Return which superior the form of the type proposes, as the page shows it."""
    field = go("type").context["page"].main_form["superior"]
    return [str(option.data["value"]) for option in field.subwidgets if option.data["selected"]]


def district(**changes):
    """Return the organisation of a 学区 in the county."""
    return factories.organization(
        OrgType.GENERAL_BRANCH, school=factories.school(), level=OrgLevel.DISTRICT, **changes
    )


def test_who_decides_about_the_school_is_proposed_as_its_superior(go, school):
    staffed(school, 4)
    district()

    assert chosen_superior(go) == [factories.upper().number]


def test_the_only_superior_there_is_is_proposed(go, school):
    staffed(school, 4)
    one = district()
    PartyOrganization.objects.filter(pk=factories.upper().pk).update(state=OrgState.DRAFT)
    district(state=OrgState.DRAFT)

    assert chosen_superior(go) == [one.number]
    district()
    assert chosen_superior(go) == [""]


def test_another_type_may_be_chosen_and_names_follow(go, school):
    staffed(school, 4, 4)
    assert choose(go, "branch").status_code == 302
    plan = Plan.objects.get()
    [top] = plan.steps.all()
    assert top.arguments["full_name"] == "中共兰溪市演示新校支部委员会"
    assert len(top.arguments["members"]) == 8
    names = {name: top.arguments[name] for name in ("full_name", "short_name")}
    assert choose(go, "general_branch", **names).status_code == 302
    [top] = plan.steps.all()
    assert (top.arguments["full_name"], top.arguments["short_name"]) == (
        "中共兰溪市演示新校总支部委员会", "演示新校党总支",
    )  # fmt: skip
    assert "members" not in top.arguments
    assert choose(go, "committee", full_name="中共演示新校委员会（试办）").status_code == 302
    assert plan.steps.get().arguments["full_name"] == "中共演示新校委员会（试办）"
    assert Plan.objects.count() == 1


def test_a_school_with_two_members_is_led_to_a_joint_branch(go, school):
    staffed(school, 2)
    text = go("type").text
    assert "建议：联合党支部" in text
    assert "由上级党组织牵头组建" in text
    assert Plan.objects.count() == 0


def branches(go, school, *, places=("", ""), **changes):
    units = list(Unit.objects.filter(school=school))
    people = Wizard(school, None, ON).staff.members
    sent = {"count": str(len(places))}
    sent |= {f"place_{nth}": place for nth, place in enumerate(places)}
    sent |= {f"unit_{unit.number}": str(nth) for nth, unit in enumerate(units)}
    sent |= {f"person_{one.number}": "unit" for one in people}
    return go("branches", **sent | changes)


def test_a_division_may_be_changed_and_is_looked_at_before_it_is_saved(go, school):
    _seven, eight = staffed(school, 5, 4)
    choose(go, "general_branch")
    [one, *_rest] = Wizard(school, None, ON).staff.members
    answer = branches(go, school, action="try", **{f"unit_{eight.number}": ""})
    assert "没有设支部的单元：八年级组" in answer.text
    assert "已编入党员 5/9" in answer.text
    assert Plan.objects.get().steps.count() == 1
    answer = branches(go, school, places=("七年级组", "后勤"), action="save")
    assert answer.url.endswith("/setup/posts/")
    made = Plan.objects.get().steps.filter(operation="organization_found")
    assert [(s.arguments["short_name"], len(s.arguments["members"])) for s in made] == [
        ("七年级组党支部", 5), ("后勤党支部", 4),
    ]  # fmt: skip
    keys = {f"key_{nth}": str(step.key) for nth, step in enumerate(made)}
    there = "1" if one.number in made[0].arguments["members"] else "0"
    branches(
        go, school, places=("七年级组", "后勤"), action="save", **keys, **{f"person_{one.number}": there}
    )
    again = Plan.objects.get().steps.filter(operation="organization_found")
    assert [step.key for step in again] == [step.key for step in made]
    assert [len(s.arguments["members"]) for s in again] == ([4, 5] if there == "1" else [6, 3])
    assert one.number in again[int(there)].arguments["members"]


def test_one_more_branch_can_be_asked_for(go, school):
    staffed(school, 5, 4)
    choose(go, "general_branch")
    text = branches(go, school, action="add").text
    assert 'name="place_2"' in text
    assert 'name="count" value="3"' in text


def test_a_division_nobody_is_in_is_not_saved(go, school):
    seven, eight = staffed(school, 5, 4)
    choose(go, "general_branch")
    answer = branches(go, school, action="save", **{f"unit_{seven.number}": "", f"unit_{eight.number}": ""})
    assert answer.status_code == 422
    assert "请至少让一个支部依托单元。" in answer.text


def test_one_person_has_one_place_in_a_committee(go, school):
    staffed(school, 8)
    choose(go, "branch")
    [top] = Plan.objects.get().steps.all()
    first = top.arguments["members"][0]
    body = f"body{top.key}"
    answer = go("posts", **{f"{body}-secretary": first, f"{body}-deputy_1": first})
    assert errors(answer) == ["已选为书记或者副书记，请另选一人。"]
    assert "secretary" not in Plan.objects.get().steps.get().arguments


def test_a_principal_in_office_is_not_asked_for_again(go, school):
    staffed(school, 4)
    chosen = Person.objects.filter(school=school).first()
    factories.assign(chosen, school, Role.PRINCIPAL)
    choose(go, "branch")
    text = go("posts").text
    assert f"校长 {chosen.name}" in text
    assert 'name="school-principal"' not in text


def test_what_stops_the_plan_leads_back_to_its_step(go, school):
    staffed(school, 8)
    choose(go, "branch")
    text = go("check").text
    assert "提交之前必须解决" in text
    assert reverse("governance:school_setup_step", args=[school.code, "posts"]) in text
    answer = go("check", effective_on=ON.isoformat(), purpose="演示事由")
    assert answer.status_code == 422
    assert "按方案调整后与规则不符" in answer.text
    plan = Plan.objects.get()
    assert plan.state == "draft"


def test_leading_groups_may_be_one_or_none(go, school):
    staffed(school, 4)
    choose(go, "branch")
    head = RoleAssignment.objects.get(role=Role.UNIT_HEAD).person.number
    assert errors(go("groups", mode="joint")) == ["请至少选择一名组长。"]
    assert go("groups", mode="joint", heads=[head], members=[head]).status_code == 302
    [group] = Plan.objects.get().steps.filter(operation="leading_group_set_up")
    assert (len(group.arguments["types"]), group.arguments["heads"]) == (3, [head])
    assert "members" not in group.arguments
    go("groups", mode="none")
    assert not Plan.objects.get().steps.filter(operation="leading_group_set_up").exists()


def test_a_plan_that_was_handed_in_is_only_looked_at(go, school):
    staffed(school, 4)
    choose(go, "branch")
    Plan.objects.update(state="submitted")
    for slug in ("type", "posts", "units"):
        assert go(slug).url.endswith("/setup/check/")
    assert go("check", effective_on=ON.isoformat()).status_code == 200
    assert Plan.objects.get().state == "submitted"


def test_a_school_with_an_organisation_has_nothing_to_set_up(client, go, school):
    factories.organization(OrgType.BRANCH, school=school)
    assert go("type").url == reverse("governance:school", args=[school.code])
    assert "按步骤设置党组织" not in client.get(reverse("governance:school", args=[school.code])).text


def test_pages_ask_the_same_number_of_questions_however_many_people(
    go, school, django_assert_max_num_queries
):
    staffed(school, 4, 4)
    choose(go, "branch")
    with django_assert_max_num_queries(60):
        go("posts")
    factories.members(30, school)
    with django_assert_max_num_queries(60):
        go("posts")

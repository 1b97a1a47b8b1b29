"""Acting from the chart: every action once, and every way in which it is answered."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import GrantRole
from governance.actions.catalogue import all_actions
from governance.actions.references import reference_to
from governance.choices import OrgType, Role
from governance.domain.units import unit_create
from governance.models import ChangeSet, PartyMembership, Plan, PlanStep, RoleAssignment
from schools.choices import UnitKind
from tests import factories
from tests.governance.views.acted import CASES, Scene, on_paper, scene_for
from tests.structures import do, general_branch

pytestmark = pytest.mark.django_db
DATA = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def scene():
    return Scene(general_branch())


@pytest.fixture
def clerk(client, scene):
    user = factories.user()
    factories.grant(user, scene.school)
    client.force_login(user)
    return client


def address(scene, name, node=None, **query):
    place = reverse("governance:school_action", args=[scene.school.code, name])
    asked = {"node": node.number, **query} if node is not None else query
    return f"{place}?" + "&".join(f"{key}={value}" for key, value in asked.items())


def send(client, scene, name, node, values, **more):
    answered = {"node": reference_to(node), **on_paper(values)}
    return client.post(address(scene, name), answered, **more)


def test_every_action_has_a_case():
    assert sorted(CASES) == sorted(all_actions())


def let_in(client, scene, name):
    """Log in who may do the action at the school."""
    user = factories.user()
    if all_actions()[name].decides:
        factories.grant(user, scene.school.jurisdiction, GrantRole.OFFICIAL)
    else:
        factories.grant(user, scene.school)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", CASES)
def test_every_action_is_done_once_through_its_form(name, client, db):
    scene = scene_for(name)
    user = let_in(client, scene, name)
    node, values = CASES[name](scene)

    shown = client.get(address(scene, name) + f"node={reference_to(node)}")
    answer = send(client, scene, name, node, values)

    assert shown.status_code == 200
    assert str(all_actions()[name].label) in shown.text
    assert answer.status_code == 303, answer.text
    assert answer.url == f"/schools/{scene.school.code}/#card-{reference_to(node)}"
    change = ChangeSet.objects.latest("pk")
    assert (change.actor, change.school) == (user, scene.school)


@pytest.mark.parametrize("name", CASES)
def test_every_action_answers_a_script_whether_stale_refused_or_done(name, client, db):
    scene = scene_for(name)
    user = let_in(client, scene, name)
    node, values = CASES[name](scene)
    seen = {"act_version": scene.school.version, "seen": 0}
    unit_create(act=do(), school=scene.school, name="档案室", kind=UnitKind.OFFICE)
    before = ChangeSet.objects.count()
    tomorrow = {"act_on": timezone.localdate() + timedelta(days=1)}

    stale = send(client, scene, name, node, values | seen, **DATA)
    refused = send(client, scene, name, node, values | tomorrow, **DATA)
    kept = ChangeSet.objects.count()
    done = send(client, scene, name, node, values, **DATA)

    assert (stale.status_code, refused.status_code, kept, done.status_code) == (409, 422, before, 200), (
        done.text
    )
    assert [one["summary"] for one in stale.json()["changes"]] == ["设立档案室"]
    assert refused.json()["fields"] == {"act_on": ["生效日期不能晚于今天。将来的调整请到生效之日再办理。"]}
    change = ChangeSet.objects.latest("pk")
    assert (change.actor, done.json()["undo_url"]) == (user, f"/changes/{change.pk}/undo/")


@pytest.mark.parametrize("name", CASES)
def test_every_action_can_be_drafted_unless_it_is_an_application(name, client, db):
    action, scene = all_actions()[name], scene_for(name)
    user = factories.user()
    factories.grant(user, scene.school)
    client.force_login(user)
    node, values = CASES[name](scene)
    plan = plan_of(scene)
    before = ChangeSet.objects.count()

    answer = send(client, scene, name, node, {**values, "plan": plan.pk})

    if not action.planned:
        assert answer.status_code == 404
        return
    assert answer.status_code == 303, answer.text
    assert answer.url == f"/schools/{scene.school.code}/?plan={plan.pk}#card-{reference_to(node)}"
    step = PlanStep.objects.get(plan=plan)
    assert step.operation == name
    assert step.arguments[action.subject] == reference_to(node)
    asked = {key.split("-")[0] for key in values.keys() - {"act_document", "act_reason"}}
    assert step.arguments.keys() == {action.subject, *asked}
    assert ChangeSet.objects.count() == before


def plan_of(scene):
    author = factories.user("author")
    return Plan.objects.create(
        school=scene.school, title="九月调整", effective_on=timezone.localdate(), author=author
    )


def test_done_is_told_as_data(clerk, scene):
    group = scene.group()

    answer = send(clerk, scene, "organization_move", group, {"parent": scene.other.number}, **DATA)

    scene.school.refresh_from_db()
    body = answer.json()
    assert answer.status_code == 200
    assert body == {
        "summary": "已保存：第一党小组调整到八年级组党支部之下。",
        "version": scene.school.version,
        "url": f"/schools/{scene.school.code}/",
        "change": (newest := ChangeSet.objects.latest("pk")).pk,
        "undo_url": f"/changes/{newest.pk}/undo/",
        "caused": body["caused"],
        "cured": body["cured"],
    }


def test_a_rule_in_the_way_is_422_with_the_rule_its_sentence_and_how_to_mend(clerk, scene):
    values = {"parent": scene.other.number}

    answer = send(clerk, scene, "organization_move", scene.branch, values, **DATA)

    body = answer.json()
    assert answer.status_code == 422
    assert body["needs_reason"] is False
    assert [one["rule"] for one in body["obstacles"]] == ["ORG-009"]
    [obstacle] = body["obstacles"]
    assert "与党组织隶属的一般层次不一致" in obstacle["sentence"]
    assert obstacle["mend"].startswith("请将")
    assert obstacle["sources"]
    assert obstacle["url"] == "/rules/ORG-009/"
    scene.branch.refresh_from_db()
    assert scene.branch.parent == scene.order.root


def test_the_form_comes_back_with_what_was_typed_and_the_box(clerk, scene):
    answer = send(clerk, scene, "organization_move", scene.branch, {"parent": scene.other.number})

    assert answer.status_code == 422
    assert "ORG-009" in answer.text
    assert 'class="problem problem-refuse"' in answer.text
    assert f'<option value="{scene.other.number}" selected>' in answer.text


def test_a_reason_is_asked_and_taken(clerk, scene):
    values = {"unit": scene.order.units[0].number, "act_reason": ""}
    factories.host_unit(scene.branch, factories.unit(scene.school, "教研组"))

    asked = send(clerk, scene, "host_detach", scene.branch, values, **DATA)
    given = send(
        clerk, scene, "host_detach", scene.branch, values | {"act_reason": "年级组并入教研组"}, **DATA
    )

    assert (asked.status_code, asked.json()["needs_reason"]) == (422, True)
    assert [one["rule"] for one in asked.json()["obstacles"]] == ["ORG-014"]
    assert given.status_code == 200, given.text
    assert ChangeSet.objects.latest("pk").reason == "年级组并入教研组"


def test_what_makes_no_sense_is_said_in_words(clerk, scene):
    answer = send(
        clerk, scene, "unit_move", scene.order.units[0], {"parent": scene.order.units[0].number}, **DATA
    )

    assert answer.status_code == 422
    assert answer.json()["message"] == "不能把七年级组调整到它自己或者它的下级之下。"
    assert answer.json()["obstacles"] == []


def test_a_missing_answer_is_told_beside_its_field(clerk, scene):
    answer = send(clerk, scene, "organization_move", scene.branch, {}, **DATA)

    assert answer.status_code == 422
    assert answer.json()["fields"] == {"parent": ["这个字段是必填项。"]}


def test_a_stale_page_is_409_with_what_has_changed(clerk, scene):
    seen = {"act_version": scene.school.version, "seen": 0}
    send(clerk, scene, "organization_rename", scene.branch, {"full_name": "中共演示支部委员会"})
    group = scene.group()

    data = send(clerk, scene, "organization_move", group, {"parent": scene.other.number, **seen}, **DATA)
    page = send(clerk, scene, "organization_move", group, {"parent": scene.other.number, **seen})

    assert data.status_code == page.status_code == 409
    [change] = data.json()["changes"]
    assert change["summary"].endswith("更名为中共演示支部委员会")
    assert change["actor"]
    assert "更名为中共演示支部委员会" in page.text
    group.refresh_from_db()
    assert group.parent == scene.branch


def test_what_was_cannot_be_acted_upon(clerk, scene):
    values = {"parent": scene.other.number, "on": "2026-03-01"}

    answer = send(clerk, scene, "organization_move", scene.group(), values, **DATA)
    today = send(
        clerk, scene, "organization_move", scene.group(), values | {"on": timezone.localdate()}, **DATA
    )

    assert answer.status_code == 422
    assert answer.json()["message"] == "页面显示的不是今天的结构，只能查看。请回到今天再办理。"
    assert today.status_code == 200


@pytest.mark.parametrize("role", [GrantRole.VIEWER, GrantRole.OFFICIAL])
def test_who_may_look_but_not_edit_is_told_why(role, client, scene):
    user = factories.user()
    factories.grant(user, scene.school.jurisdiction if role == GrantRole.OFFICIAL else scene.school, role)
    client.force_login(user)
    group = scene.group()

    page = client.get(address(scene, "organization_move", group))
    data = send(client, scene, "organization_move", group, {"parent": scene.other.number}, **DATA)

    assert page.status_code == data.status_code == 403
    reasons = {
        GrantRole.VIEWER: "只有本校的学校管理员可以修改。",
        GrantRole.OFFICIAL: "学校结构由学校管理员登记，主管部门负责审核。",
    }
    assert data.json() == {"message": reasons[role]}
    group.refresh_from_db()
    assert group.parent == scene.branch


def test_strangers_find_nothing(client, scene):
    client.force_login(factories.user())

    answer = send(client, scene, "organization_move", scene.group(), {"parent": scene.other.number}, **DATA)

    assert answer.status_code == 404


@pytest.mark.parametrize("argument", ["parent", "units", "person"])
def test_a_forged_reference_is_refused_without_a_word_about_it(argument, clerk, scene):
    theirs = general_branch()
    forged = {
        "parent": ("organization_move", scene.group(), {"parent": theirs.root.number}),
        "units": ("host_attach", scene.branch, {"units": [theirs.units[0].number]}),
        "person": ("post_assign", scene.branch, {"role": Role.MEMBER, "person": theirs.people[0].number}),
    }
    name, node, values = forged[argument]
    before = ChangeSet.objects.count()

    answer = send(clerk, scene, name, node, values, **DATA)
    missing = send(clerk, scene, name, node, values | {argument: "9999999999-X99"}, **DATA)

    assert answer.status_code == missing.status_code == 422
    assert list(answer.json()["fields"]) == list(missing.json()["fields"]) == [argument]
    assert "不存在，或者不在您的管理范围内" in answer.json()["message"]
    assert ChangeSet.objects.count() == before
    assert not RoleAssignment.objects.filter(person=theirs.people[0], organization=scene.branch).exists()


@pytest.mark.parametrize("node", ["9999999999-P01", "x", "@1", "3133000001-U01"])
def test_a_node_of_elsewhere_is_not_found(node, clerk, scene):
    answer = clerk.get(address(scene, "organization_move") + f"node={node}")

    assert answer.status_code == 404


def test_an_action_is_offered_on_its_own_kind_of_node_only(clerk, scene):
    assert clerk.get(address(scene, "organization_move", scene.order.units[0])).status_code == 404
    assert clerk.get(address(scene, "unit_move", scene.order.units[0])).status_code == 200
    assert clerk.get(address(scene, "no_such_action", scene.order.units[0])).status_code == 404


@pytest.mark.parametrize("plan", ["0", "x", "²", "99999999"])
def test_a_plan_that_is_not_there_is_not_found(plan, clerk, scene):
    assert clerk.get(address(scene, "organization_move", scene.branch, plan=plan)).status_code == 404


def test_a_post_without_its_token_is_refused(scene):
    client = Client(enforce_csrf_checks=True)
    user = factories.user()
    factories.grant(user, scene.school)
    client.force_login(user)

    answer = send(client, scene, "organization_move", scene.group(), {"parent": scene.other.number}, **DATA)

    assert answer.status_code == 403
    assert ChangeSet.objects.count() == 0


def test_a_dialog_gets_the_form_alone_and_its_answer_as_data(clerk, scene):
    group = scene.group()
    dialog = {"headers": {"X-Requested-With": "dialog"}}

    form = clerk.get(address(scene, "organization_move", group, parent=scene.other.number), **dialog)
    refused = send(clerk, scene, "organization_move", scene.branch, {"parent": scene.other.number}, **dialog)
    done = send(clerk, scene, "organization_move", group, {"parent": scene.other.number}, **dialog)

    assert "<html" not in form.text
    assert f'<option value="{scene.other.number}" selected>' in form.text
    assert (refused.status_code, "<html" in refused.text) == (422, False)
    assert json.loads(done.text)["summary"].startswith("已保存：")


def test_the_menu_offers_what_fits_the_node(clerk, scene):
    menus = {
        name: {action.name for action in clerk.get(menu_of(scene, node)).context["actions"]}
        for name, node in (("root", scene.order.root), ("branch", scene.branch), ("group", scene.group()))
    }

    assert "organization_draft" in menus["root"] & menus["branch"]
    assert "organization_draft" not in menus["group"]
    assert "host_attach" in menus["branch"] & menus["group"]
    assert "host_attach" not in menus["root"]
    assert "member_transfer" in menus["branch"]
    assert "member_transfer" not in menus["root"] | menus["group"]
    assert "organization_submit" not in menus["branch"]


def menu_of(scene, node):
    return reverse("governance:school_actions", args=[scene.school.code]) + f"?node={node.number}"


def test_a_transfer_lists_the_members_by_branch_and_says_what_they_are(clerk, scene):
    page = clerk.get(address(scene, "member_transfer", scene.branch)).text

    person = scene.order.people[4]
    assert "八年级组党支部" in page
    assert f"{person.name}（{person.number}，八年级组，已任八年级组单元负责人" in page
    assert scene.order.people[0].name not in page


def test_secretary_candidates_come_first(clerk, scene):
    page = clerk.get(address(scene, "post_assign", scene.branch, role=Role.SECRETARY)).text

    assert page.index("依托单元的党员负责人") < page.index("本支部正式党员") < page.index("本校其他人员")


def test_a_new_paper_is_registered_with_the_act_or_not_at_all(clerk, scene):
    values = {"paper_number": "演教工委〔2026〕8号", "paper_issued_on": "2026-06-01"}

    refused = send(clerk, scene, "organization_dissolve", scene.branch, values)
    done = send(clerk, scene, "organization_dissolve", scene.group(), values)

    assert refused.status_code == 422
    assert done.status_code == 303
    assert scene.school.documents.filter(document_number="演教工委〔2026〕8号").count() == 1


def test_the_outline_is_gone_back_to(clerk, scene):
    answer = send(
        clerk, scene, "organization_move", scene.group(), {"parent": scene.other.number, "back": "outline"}
    )

    assert answer.url.startswith(f"/schools/{scene.school.code}/outline/#card-")


def test_in_a_plan_a_later_step_builds_on_an_earlier_one(clerk, scene):
    plan = plan_of(scene)
    send(clerk, scene, "unit_create", scene.school, {"name": "教务处", "kind": "office", "plan": plan.pk})
    shown = clerk.get(address(scene, "host_attach", scene.branch, plan=plan.pk)).text
    answer = send(clerk, scene, "host_attach", scene.branch, {"units": ["@1"], "plan": plan.pk})

    assert 'value="@1"' in shown
    assert answer.status_code == 303, answer.text
    assert [step.arguments.get("units") for step in plan.steps.all()] == [None, ["@1"]]


def test_a_step_sent_from_a_page_is_confirmed_on_the_next(clerk, scene):
    plan = plan_of(scene)
    values = {"name": "教务处", "kind": "office", "plan": plan.pk}

    shown = clerk.get(send(clerk, scene, "unit_create", scene.school, values).url).text

    assert f"已列入方案“{plan.title}”：增设单元。" in shown


def test_a_clerk_is_told_what_goes_by_a_plan_alone(clerk, client, scene):
    branch = scene.branch
    menu = f"{reverse('governance:school_actions', args=[scene.school.code])}?node={branch.number}"
    said = "由上级决定，要列入方案办理：成立下级党组织、拆分支部、合并支部、改设类型。"

    assert said in clerk.get(menu).text
    assert said not in clerk.get(f"{menu}&plan={plan_of(scene).pk}").text
    official = factories.user()
    factories.grant(official, scene.school.jurisdiction, GrantRole.OFFICIAL)
    client.force_login(official)
    shown = client.get(menu).text
    assert "拆分支部…" in shown
    assert said not in shown


def test_the_newest_document_is_offered_first(clerk, scene):
    old = factories.document(scene.school, issued_on=date(2018, 3, 1))
    new = factories.document(scene.school, issued_on=date(2026, 3, 1))

    shown = clerk.get(address(scene, "organization_rename", scene.branch)).text

    assert shown.index(f'value="{new.pk}"') < shown.index(f'value="{old.pk}"')


def test_a_list_without_anything_to_choose_says_so(clerk, scene):
    page = address(scene, "member_transfer", scene.branch)
    assert "没有可以选择的。" not in clerk.get(page).text

    PartyMembership.objects.exclude(organization=scene.branch).delete()

    assert "没有可以选择的。" in clerk.get(page).text


def test_in_a_plan_a_step_that_makes_no_sense_is_refused_at_once(clerk, scene):
    plan = plan_of(scene)
    values = {"parent": scene.order.units[0].number, "plan": plan.pk}

    answer = send(clerk, scene, "unit_move", scene.order.units[0], values, **DATA)

    assert answer.status_code == 422
    assert plan.steps.count() == 0


def test_a_plan_that_changed_is_stale_too(clerk, scene):
    plan = plan_of(scene)
    values = {"name": "教务处", "kind": "office", "plan": plan.pk, "act_version": 0}

    first = send(clerk, scene, "unit_create", scene.school, values, **DATA)
    second = send(clerk, scene, "unit_create", scene.school, values, **DATA)

    assert (first.status_code, second.status_code) == (200, 409)
    assert first.json()["version"] == 1


def test_superiors_that_fit_come_first(clerk, scene):
    form = clerk.get(address(scene, "organization_move", scene.group())).context["form"]

    fitting, rest = form.fields["parent"].choices[1:]
    assert [value for value, _text in fitting[1]] == [branch.number for branch in scene.order.branches]
    assert [value for value, _text in rest[1]] == [scene.order.root.number]
    assert scene.order.root.type == OrgType.GENERAL_BRANCH

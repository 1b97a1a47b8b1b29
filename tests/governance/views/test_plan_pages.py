"""The pages of a plan: what is drawn up, decided and refused through them."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import GrantRole
from governance.choices import PlanState
from governance.domain.structure import organization_rename
from governance.models import Document, PartyOrganization, Plan
from governance.plans import deciding, drafting
from tests import factories, structures

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let the pages be drawn for the day on which the schools of the tests are in good order."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def order():
    return structures.general_branch()


@pytest.fixture
def clerk(order):
    return factories.grant(factories.user(), order.school).user


@pytest.fixture
def official(order):
    return factories.grant(factories.user(), order.school.jurisdiction).user


@pytest.fixture
def plan(order, clerk):
    plan = drafting.plan_create(user=clerk, school=order.school, title="调整支部", effective_on=ON)
    rename(plan, clerk, order.branches[0], "中共演示新名支部委员会")
    return Plan.objects.get(pk=plan.pk)


def rename(plan, user, organization, name):
    arguments = {"organization": organization.number, "full_name": name}
    return drafting.step_add(user=user, plan=plan, action="organization_rename", arguments=arguments)


def submitted(plan):
    deciding.plan_submit(user=plan.author, plan=plan, today=ON)
    return plan


def act(client, user, plan, action, **data):
    client.force_login(user)
    plan.refresh_from_db()
    address = reverse("governance:plan_act", args=[plan.pk, action])
    answer = client.post(address, {"version": plan.version, **data})
    plan.refresh_from_db()
    return answer


def test_a_plan_begins_with_a_title_and_the_day_of_the_new_school_year(client, order, clerk):
    client.force_login(clerk)
    address = reverse("governance:plan_new", args=[order.school.code])

    form = client.get(address).context["form"]
    answer = client.post(address, {"title": "秋季调整", "effective_on": "2026-09-01", "purpose": "扩班"})

    assert (form.initial["title"], form.initial["effective_on"]) == (
        "2026年秋季组织调整方案",
        date(2026, 9, 1),
    )
    plan = Plan.objects.get()
    assert answer.url == reverse("governance:plan", args=[plan.pk])
    assert (plan.title, plan.effective_on, plan.purpose) == ("秋季调整", date(2026, 9, 1), "扩班")


def test_a_form_that_is_not_filled_in_comes_back_with_what_was_typed(client, order, clerk):
    client.force_login(clerk)

    answer = client.post(
        reverse("governance:plan_new", args=[order.school.code]), {"title": "", "purpose": "扩班"}
    )

    assert answer.status_code == 422
    assert ">\n扩班</textarea>" in answer.text


def test_from_draft_to_published(client, order, clerk, official, plan):
    assert act(client, clerk, plan, "submit", text="请审批").status_code == 302
    assert plan.state == PlanState.SUBMITTED
    paper = {"paper_number": "演示教工委〔2026〕12号", "paper_issued_on": "2026-06-01"}
    issuer = factories.upper()
    answer = act(
        client, official, plan, "approve", digest=plan.digest, paper_issuer=issuer.pk, text="同意", **paper
    )
    assert (answer.status_code, plan.state) == (302, PlanState.APPROVED)
    assert (plan.approval.document_number, plan.approval.issuer) == ("演示教工委〔2026〕12号", issuer)
    act(client, clerk, plan, "publish")

    assert plan.state == PlanState.PUBLISHED
    assert PartyOrganization.objects.get(pk=order.branches[0].pk).full_name == "中共演示新名支部委员会"
    assert [(entry.action, entry.text) for entry in plan.entries.all()] == [
        ("submit", "请审批"),
        ("approve", "同意"),
        ("publish", ""),
    ]
    page = client.get(reverse("governance:plan", args=[plan.pk]))
    assert page.context["page"].outcome == plan.outcome


def test_a_stale_page_is_told_so_and_nothing_typed_is_lost(client, order, clerk, official, plan):
    submitted(plan)
    version = plan.version
    deciding.plan_withdraw(user=clerk, plan=plan)
    submitted(plan)

    answer = act(client, official, plan, "return", version=version, text="请补充八年级的安排")

    assert (answer.status_code, plan.state) == (409, PlanState.SUBMITTED)
    assert "已被修改" in answer.text
    assert ">\n请补充八年级的安排</textarea>" in answer.text
    assert f'name="version" value="{plan.version}"' in answer.text


def test_an_approval_of_what_changed_since_is_refused_and_leaves_no_paper(
    client, order, clerk, official, plan
):
    submitted(plan)
    organization_rename(
        act=structures.do(), organization=order.branches[0], full_name="中共演示他名支部委员会"
    )
    papers = Document.objects.count()

    answer = act(
        client,
        official,
        plan,
        "approve",
        digest=plan.digest,
        paper_number="演示教工委〔2026〕12号",
        paper_issued_on="2026-06-01",
        paper_issuer=factories.upper().pk,
        text="同意",
    )

    assert (answer.status_code, plan.state) == (409, PlanState.SUBMITTED)
    assert "提交之后情况有变" in answer.text
    assert Document.objects.count() == papers


def test_an_approval_without_paper_is_asked_for_it(client, official, plan):
    submitted(plan)

    answer = act(client, official, plan, "approve", digest=plan.digest, text="同意")

    assert (answer.status_code, plan.state) == (422, PlanState.SUBMITTED)
    assert "请选择已登记的文件，或者填写新文件的文号。" in answer.text
    assert ">\n同意</textarea>" in answer.text


@pytest.mark.parametrize(("action", "state"), [("return", "returned"), ("refuse", "refused")])
def test_a_no_needs_its_reason(action, state, client, official, plan):
    submitted(plan)

    silent = act(client, official, plan, action, text=" ")
    assert (silent.status_code, plan.state) == (422, PlanState.SUBMITTED)
    act(client, official, plan, action, text="依托单元没有写清")

    assert (plan.state, plan.problem) == (state, "依托单元没有写清")


def test_what_is_not_mine_to_do_is_refused_with_the_reason(client, clerk, plan):
    submitted(plan)

    answer = act(client, clerk, plan, "refuse", text="不")

    assert (answer.status_code, plan.state) == (403, PlanState.SUBMITTED)
    assert "只有主管部门工作人员可以审批。" in answer.text


def test_an_act_that_does_not_exist_is_not_found(client, clerk, plan):
    assert act(client, clerk, plan, "void").status_code == 404
    assert act(client, clerk, plan, "nonsense").status_code == 404


def test_sharing_shows_the_draft_and_its_address(client, order, clerk, plan):
    viewer = factories.grant(factories.user(), order.school, GrantRole.VIEWER).user
    address = reverse("governance:plan", args=[plan.pk])
    client.force_login(viewer)
    assert client.get(address).status_code == 404

    act(client, clerk, plan, "share", is_shared="1")
    assert f'value="http://testserver{address}"' in client.get(address).text
    act(client, viewer, plan, "comment", text="八年级怎么办？")

    assert [(entry.action, entry.text) for entry in plan.entries.all()] == [
        ("share", ""),
        ("comment", "八年级怎么办？"),
    ]
    assert "八年级怎么办？" in client.get(address).text


def test_a_comment_does_not_make_the_page_of_who_decides_stale(client, clerk, official, plan):
    submitted(plan)
    version = plan.version
    act(client, clerk, plan, "comment", text="另附名单")

    act(client, official, plan, "return", version=version, text="请补充")

    assert plan.state == PlanState.RETURNED


def test_an_approved_plan_that_is_renamed_goes_back(client, clerk, official, plan):
    submitted(plan)
    paper = factories.document(plan.school)
    deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)
    client.force_login(clerk)
    address = reverse("governance:plan_edit", args=[plan.pk])
    fields = {"title": "另一个名称", "effective_on": "2026-06-01", "purpose": ""}

    stale = client.post(address, {**fields, "version": plan.version - 1})
    answer = client.post(address, {**fields, "version": plan.version})

    assert (stale.status_code, answer.status_code) == (409, 302)
    assert 'value="另一个名称"' in stale.text
    plan.refresh_from_db()
    assert (plan.title, plan.state) == ("另一个名称", PlanState.RETURNED)


def test_a_copy_is_a_plan_of_its_own(client, clerk, plan):
    client.force_login(clerk)

    answer = client.post(reverse("governance:plan_copy", args=[plan.pk]))

    copy = Plan.objects.exclude(pk=plan.pk).get()
    assert answer.url == reverse("governance:plan", args=[copy.pk])
    assert copy.steps.count() == 1


def test_lists_name_the_plans(client, order, clerk, official, plan):
    submitted(plan)

    client.force_login(official)
    county = client.get(reverse("governance:jurisdiction_plans", args=[order.school.jurisdiction.code]))
    client.force_login(clerk)
    school = client.get(reverse("governance:school_plans", args=[order.school.code]) + "?state=submitted")
    empty = client.get(reverse("governance:school_plans", args=[order.school.code]) + "?state=draft")

    assert [plan.title for plan in county.context["page"].submitted] == ["调整支部"]
    assert "调整支部" in school.text
    assert "没有这样的方案。" in empty.text


def test_a_school_without_plans_is_told_what_they_are_for(client, order, clerk):
    client.force_login(clerk)

    assert "还没有方案" in client.get(reverse("governance:school_plans", args=[order.school.code])).text


def test_places_tell_how_many_plans_wait(client, order, official, plan):
    other = factories.school()
    factories.grant(official, other)
    submitted(plan)
    client.force_login(official)

    home = client.get(reverse("accounts:home")).text
    county = client.get(reverse("governance:jurisdiction", args=[order.school.jurisdiction.code])).text

    assert "方案“调整支部”等待审批" in home
    assert "方案 · 待批 1" in county


def test_what_a_plan_makes_leads_to_its_menu_and_for_others_to_the_plan(client, order, clerk, official, plan):
    arguments = {"school": order.school.code, "name": "九年级组", "kind": "grade"}
    drafting.step_add(user=clerk, plan=plan, action="unit_create", arguments=arguments)
    drafting.plan_share(user=clerk, plan=plan, is_shared=True)
    chart = f"{reverse('governance:school', args=[order.school.code])}?plan={plan.pk}"
    client.force_login(clerk)
    page = client.get(chart).text
    menu = re.search(r"/schools/\w+/do/\?node=[\w-]+U\d+&amp;plan=\d+", page).group().replace("&amp;", "&")
    assert "九年级组" in client.get(menu).text
    client.force_login(official)
    assert f'href="{reverse("governance:plan", args=[plan.pk])}"' in client.get(chart).text

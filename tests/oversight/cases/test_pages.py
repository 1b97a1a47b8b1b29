"""Findings as work on screen: what the lists and the page of one show, and in how many queries."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import GrantRole
from governance.choices import Severity
from governance.models import ChangeSet
from oversight.cases import deadlines, saying
from oversight.choices.case import CaseState
from oversight.models import FindingCase
from tests import factories
from tests.factories.oversight import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: factories.ON)
    return factories.ON


@pytest.fixture
def school():
    factories.county()
    return factories.school(name="云溪中学")


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user("clerk", display_name="演示甲"), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user("official"), school.jurisdiction).user


def finding(school, nth=0, **changes):
    number = changes.pop("subject_number", f"D{nth}")
    said = {"org": changes.pop("subject_name", f"第{nth}支部"), "n": 52, "max": 50, "approver": "县委"}
    return factories.finding(
        school, "ORG-005", subject_number=number, subject_name=said["org"], evidence=said, **changes
    )


def case(school, nth=0, **changes):
    """Return a finding with a case in the state."""
    names = ("state", "due_on", "owner", "episode")
    own = {name: changes.pop(name) for name in names if name in changes}
    found = finding(school, nth, **changes)
    return FindingCase.objects.create(finding=found, **own)


def listed(client, place, query=""):
    kind = "school" if hasattr(place, "lead_school") else "jurisdiction"
    answer = client.get(reverse(f"oversight:{kind}_findings", args=[place.code]) + query)
    return [row.finding.subject_name for row in answer.context["page"].rows]


def test_the_list_begins_with_what_is_overdue_then_by_deadline_then_the_oldest(client, school, official):
    client.force_login(official)
    finding(school, 1, first_seen=date(2026, 5, 2))
    finding(school, 2, first_seen=date(2026, 4, 2))
    case(school, 3, due_on=date(2026, 7, 1))
    case(school, 4, due_on=date(2026, 5, 1))

    assert listed(client, school.jurisdiction) == ["第4支部", "第3支部", "第2支部", "第1支部"]
    assert listed(client, school, "?sort=since")[0] == "第2支部"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3, 4}),
        ("work=claimed", {2}),
        ("work=closed", {5}),
        ("work=waived", {6}),
        ("severity=error", {3}),
        ("rule=ORG-012", set()),
        ("chapter=org", {1, 2, 3, 4}),
        ("owner=none", {1, 3, 4}),
        ("owner=some", {2}),
        ("owner=mine", set()),
        ("time=overdue", {4}),
        ("time=none", {1, 2}),
        ("time=set", {3, 4}),
        ("due_until=2026-06-30", {4}),
        ("since=2026-04-30", {1}),
        ("q=云溪", {1, 2, 3, 4}),
        ("q=赤溪", set()),
        ("work=nonsense&since=never", {1, 2, 3, 4}),
    ],
)
def test_filters(query, found, client, school, official, clerk):
    client.force_login(official)
    finding(school, 1, first_seen=date(2026, 4, 30))
    case(school, 2, state=CaseState.CLAIMED, owner=clerk)
    case(school, 3, due_on=date(2026, 7, 1), severity=Severity.ERROR)
    case(school, 4, due_on=date(2026, 5, 1))
    case(school, 5, due_on=date(2026, 5, 1), closed_on=factories.ON, owner=clerk)
    finding(school, 6, is_waived=True)

    assert set(listed(client, school.jurisdiction, f"?{query}")) == {f"第{n}支部" for n in found}


def test_a_school_is_narrowed_by_the_person_in_charge(client, school, official, clerk):
    client.force_login(official)
    case(school, 1, owner=clerk)
    finding(school, 2)

    assert listed(client, school, f"?owner={clerk.pk}") == ["第1支部"]


def test_figures_and_lists_agree(client, school, official):
    client.force_login(official)
    for nth, state in enumerate(CaseState):
        case(school, nth, state=state, due_on=date(2026, 5, 1))
    finding(school, 9, reopened=2)
    url = reverse("oversight:jurisdiction_findings", args=[school.jurisdiction.code])

    figures = client.get(url).context["page"].figures

    assert [n for _query, _label, n in figures] == [7, 4, 1, 1, 1, 1]
    for query, _label, n in figures:
        assert len(listed(client, school.jurisdiction, f"?{query}")) == n


def test_other_schools_are_not_listed(client, school, official):
    far = factories.school(jurisdiction=factories.jurisdiction("330110", "余杭区"))
    finding(far, 1)
    finding(school, 2)
    client.force_login(official)

    assert listed(client, school.jurisdiction) == ["第2支部"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_list(number, client, school, official, django_assert_num_queries):
    for nth in range(number):
        owner = factories.grant(factories.user(), school).user
        case(factories.school(jurisdiction=school.jurisdiction), nth, owner=owner)
    client.force_login(official)
    url = reverse("oversight:jurisdiction_findings", args=[school.jurisdiction.code])
    client.get(url)

    with django_assert_num_queries(11):
        client.get(url)


def page_of(client, found):
    return client.get(reverse("oversight:case", args=[found.pk]))


def test_a_page_tells_everything_about_a_finding(client, school, official, clerk):
    found = finding(school, 7, reopened=1)
    old = FindingCase.objects.create(finding=found, state=CaseState.CLAIMED)
    old.entries.create(action="claim", text="去年的事", actor=clerk)
    deadlines.case_set_due(user=official, finding=found, due_on=date(2026, 7, 1), today=factories.ON)
    deadlines.case_assign(user=official, finding=found, owner=clerk)
    saying.case_explain(user=clerk, finding=found, text="九月换届。", files=[upload("计划.pdf")])
    factories.waiver(school, "ORG-005", "school", "D7", start=date(2026, 9, 1))
    said = [{"rule": "ORG-005", "subject": "第7支部"}]
    ChangeSet.objects.create(school=school, effective_on=factories.ON, summary="编入一人", caused=said)
    ChangeSet.objects.create(school=school, effective_on=factories.ON, summary="无关的变更")
    client.force_login(official)

    answer = page_of(client, found)
    text = answer.text

    assert "第7支部现有党员52人，超过支部党员一般不超过50人的要求。" in text
    assert "《中国共产党支部工作条例（试行）》第四条" in text
    assert "研究分设支部，报县委审批。" in text
    assert "<b>演示甲</b>" in text
    assert "2026-07-01" in text
    assert "计划.pdf" in text
    assert "演示〔2026〕3号" in text
    assert "编入一人" in text
    assert "无关的变更" not in text
    episodes = answer.context["page"].episodes
    assert [(e.nth, [entry.action for entry in e.entries]) for e in episodes] == [
        (2, ["due", "assign", "explain"]),
        (1, ["claim"]),
    ]


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("clerk", {"assign", "explain", "claim", "comment", "attach"}),
        ("official", {"assign", "due", "remind", "comment", "attach"}),
        ("viewer", {"comment"}),
    ],
)
def test_the_page_offers_what_the_reader_may_do(who, offered, client, school, official, clerk):
    viewer = factories.grant(factories.user(), school, GrantRole.VIEWER).user
    client.force_login({"clerk": clerk, "official": official, "viewer": viewer}[who])

    answer = page_of(client, finding(school))

    assert set(answer.context["forms"]) == offered
    assert ("只有本校的学校管理员可以修改。" in answer.text) is (who == "viewer")


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_record(number, client, school, clerk, django_assert_num_queries):
    found = finding(school)
    for nth in range(number):
        saying.case_explain(user=clerk, finding=found, text="说明", files=[upload(f"{nth}.pdf")])
    client.force_login(clerk)
    page_of(client, found)

    with django_assert_num_queries(13):
        page_of(client, found)


def act(client, found, name, **sent):
    return client.post(reverse("oversight:case_act", args=[found.pk, name]), sent)


def test_what_was_typed_is_still_there_after_a_refusal(client, school, clerk):
    client.force_login(clerk)
    found = finding(school)
    seen = 0
    saying.case_comment(user=clerk, finding=found, text="先说一句")

    answer = act(client, found, "explain", text="九月换届。", version=seen)

    assert answer.status_code == 409
    assert "九月换届。" in answer.text
    assert "已被修改" in answer.text
    assert FindingCase.objects.get().state == CaseState.PENDING


def test_a_deadline_in_the_past_is_said_beside_the_field(client, school, official):
    client.force_login(official)

    answer = act(client, finding(school), "due", due_on="2026-05-31")

    assert answer.status_code == 422
    assert answer.context["forms"]["due"].errors == {"due_on": ["整改期限不能早于今天。"]}
    assert not FindingCase.objects.exists()


def test_a_file_that_is_not_taken_is_named(client, school, clerk):
    client.force_login(clerk)

    answer = act(client, finding(school), "attach", files=upload("网页.html", b"<html>"))

    assert answer.status_code == 422
    assert "“网页.html”不能上传" in answer.text


def test_a_file_is_handed_in_and_taken_out(client, school, clerk):
    client.force_login(clerk)
    found = finding(school)
    act(client, found, "attach", files=[upload("一.pdf"), upload("二.pdf")])
    first, second = FindingCase.objects.get().files.all()

    assert act(client, found, "detach", file=first.pk).status_code == 302
    assert act(client, found, "detach", file=first.pk).status_code == 404
    assert act(client, found, "detach", file="x").status_code == 404
    assert list(FindingCase.objects.get().files.all()) == [second]


def test_a_claim_of_what_closed_in_the_meantime_is_no_error(client, school, clerk):
    client.force_login(clerk)
    found = finding(school, closed_on=factories.ON)

    answer = act(client, found, "claim", version=0)

    assert answer.status_code == 302
    assert "已经自动消除" in str(next(iter(client.get(answer.url).context["messages"])))
    assert not FindingCase.objects.exists()


def test_nobody_finds_a_button_that_closes(client, school, official):
    client.force_login(official)

    assert act(client, finding(school), "close").status_code == 404


def test_the_school_page_leads_to_the_cases(client, school, clerk):
    client.force_login(clerk)
    known = case(school, 1, state=CaseState.RETURNED, owner=clerk, due_on=factories.ON - timedelta(2))
    new = finding(school, 2)

    text = client.get(reverse("governance:school", args=[school.code])).text

    assert reverse("oversight:case", args=[known.finding_id]) in text
    assert reverse("oversight:case", args=[new.pk]) in text
    assert "逾期2天" in text
    assert "责任人：</span>" not in text
    assert "演示甲" in text
    assert ">退回整改</span>" in text


def test_the_past_does_not_show_the_work_of_today(client, school, clerk):
    client.force_login(clerk)
    known = finding(school, 1)

    text = client.get(reverse("governance:school", args=[school.code]) + "?on=2026-05-20").text

    assert "第1支部" in text
    assert reverse("oversight:case", args=[known.pk]) not in text

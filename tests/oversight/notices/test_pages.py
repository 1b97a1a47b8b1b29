"""Notices on screen: drawn up from the list, issued, received, answered, settled."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.models import Finding
from oversight.choices.notice import NoticeState
from oversight.models import Notice
from tests import factories
from tests.factories.oversight import upload
from tests.oversight.notices.making import answered, drafted, finding, issued, received

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
    return factories.grant(factories.user("clerk"), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user("official"), school.jurisdiction).user


def draw(client, county, findings, **sent):
    url = reverse("oversight:jurisdiction_notices_draw", args=[county.code])
    return client.post(url, {"finding": [f.pk for f in findings], **sent})


def test_chosen_findings_become_one_draft_for_each_school(client, school, official):
    client.force_login(official)
    other = factories.school(jurisdiction=school.jurisdiction)
    findings = [finding(school, 1), finding(school, 2), finding(other, 3)]
    taken = finding(school, 4)
    drafted(school, official, [taken])

    shown = draw(client, school.jurisdiction, [*findings, taken]).context["drawing"]
    assert {share.school: len(share.rows) for share in shown.shares} == {school: 2, other: 1}
    assert [(row.finding, reason) for row, reason in shown.unable] == [(taken, "已列入整改通知书（拟稿）。")]
    assert Notice.objects.count() == 1

    sent = {"confirm": "1", "deadline": "2026-07-01"}
    answer = draw(client, school.jurisdiction, [*findings, taken], **sent)

    assert answer.url == reverse("oversight:jurisdiction_notices", args=[school.jurisdiction.code])
    made = Notice.objects.order_by("pk")[1:]
    assert {notice.school: notice.items.count() for notice in made} == {school: 2, other: 1}
    assert {notice.deadline for notice in made} == {date(2026, 7, 1)}


def test_a_deadline_in_the_past_draws_nothing_up(client, school, official):
    client.force_login(official)

    answer = draw(client, school.jurisdiction, [finding(school)], confirm="1", deadline="2026-05-01")

    assert answer.status_code == 422
    assert "整改期限不能早于今天。" in answer.text
    assert not Notice.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_drawing_do_not_grow(number, client, school, official, django_assert_num_queries):
    client.force_login(official)
    findings = [finding(factories.school(jurisdiction=school.jurisdiction), nth) for nth in range(number)]

    with django_assert_num_queries(9):
        draw(client, school.jurisdiction, findings)


def test_a_notice_is_drawn_up_on_the_school_and_changed(client, school, official):
    client.force_login(official)
    one, two = finding(school, 1), finding(school, 2)
    url = reverse("oversight:notice_new", args=[school.code])
    shown = client.get(url).context["form"]
    sent = {name: shown.initial[name] for name in ("issuer", "prefix", "text", "deadline")}

    refused = client.post(url, {**sent, "text": "请整改。"})
    assert refused.status_code == 422
    assert "请整改。" in refused.text
    assert "请至少选择一项问题。" in refused.text
    client.post(url, {**sent, "findings": [one.pk]})
    notice = Notice.objects.get()
    client.post(
        reverse("oversight:notice_edit", args=[notice.pk]),
        {**sent, "findings": [two.pk], "version": notice.version},
    )

    assert [item.finding for item in Notice.objects.get().items.all()] == [two]


def page_of(client, notice):
    return client.get(reverse("oversight:notice", args=[notice.pk]))


def act(client, notice, name, **sent):
    return client.post(reverse("oversight:notice_act", args=[notice.pk, name]), sent)


def test_the_whole_way_of_a_notice(client, school, official, clerk):
    notice = drafted(school, official, [finding(school, 1), finding(school, 2)])
    first, second = notice.items.all()

    client.force_login(official)
    assert act(client, notice, "issue", version=0).status_code == 302
    client.force_login(clerk)
    assert act(client, notice, "receive").status_code == 302
    told = {f"text_{first.pk}": "已分设", f"text_{second.pk}": "", f"files_{first.pk}": upload("批复.pdf")}
    refused = act(client, notice, "answer", **told)
    assert refused.status_code == 422
    assert "已分设" in refused.text
    assert "文件需要重新选择" in refused.text
    told = {
        f"text_{first.pk}": "已分设",
        f"text_{second.pk}": "正在办",
        f"files_{first.pk}": upload("批复.pdf"),
    }
    assert act(client, notice, "answer", **told).status_code == 302

    client.force_login(official)
    page = page_of(client, notice)
    assert "第1、2项没有消除，也没有豁免，还不能办结。" in page.text
    assert "已分设" in page.text
    assert "批复.pdf" in page.text
    assert "settle" not in page.context["forms"]
    assert act(client, notice, "settle").status_code == 422
    Finding.objects.update(closed_on=factories.ON)
    assert "settle" in page_of(client, notice).context["forms"]
    assert act(client, notice, "settle").status_code == 302
    assert Notice.objects.get().state == NoticeState.SETTLED


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (drafted, {"official": {"issue", "discard", "comment"}}),
        (issued, {"official": {"revoke", "comment"}, "clerk": {"receive", "comment"}}),
        (received, {"official": {"revoke", "comment"}, "clerk": {"answer", "comment"}}),
        (answered, {"official": {"return", "revoke", "comment"}, "clerk": {"comment"}}),
    ],
)
def test_the_page_offers_what_the_reader_may_do(state, offered, client, school, official, clerk):
    users = {"official": official, "clerk": clerk}
    people = (official,) if state in (drafted, issued) else (official, clerk)
    notice = state(school, *people)

    found = {}
    for name in offered:
        client.force_login(users[name])
        found[name] = set(page_of(client, notice).context["forms"])

    assert found == offered


def test_what_is_late_says_so(client, school, official, today, monkeypatch):
    notice = issued(school, official)
    client.force_login(official)
    lists = [reverse("oversight:school_notices", args=[school.code])]
    lists.append(reverse("oversight:notice", args=[notice.pk]))

    assert ["逾期" in client.get(url).text for url in lists] == [False, False]
    late = notice.deadline + timedelta(2)
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: late)
    assert ["逾期" in client.get(url).text for url in lists] == [True, True]


def test_a_school_does_not_see_a_draft(client, school, official, clerk):
    draft = drafted(school, official)
    shown = issued(school, official, [finding(school, 2)])
    client.force_login(clerk)

    assert page_of(client, shown).status_code == 200
    assert page_of(client, draft).status_code == 404
    listed = client.get(reverse("oversight:school_notices", args=[school.code])).context["page"].page
    assert list(listed) == [shown]
    case = client.get(reverse("oversight:case", args=[draft.items.get().finding_id]))
    assert case.context["page"].notices == []


def test_states_and_lists_agree(client, school, official, clerk):
    drafted(school, official, [finding(school, 1)])
    for nth in (2, 3):
        answered(school, official, clerk, [finding(school, nth)])
    client.force_login(official)
    url = reverse("oversight:jurisdiction_notices", args=[school.jurisdiction.code])

    states = client.get(url).context["page"].states

    assert [(value, n) for value, _label, n in states] == [("draft", 1), ("answered", 2)]
    for value, _label, n in states:
        assert client.get(f"{url}?state={value}").context["page"].page.paginator.count == n


def test_the_list_counts_what_is_mended(client, school, official):
    one, two, three = (finding(school, nth) for nth in (1, 2, 3))
    issued(school, official, [one, two, three])
    Finding.objects.filter(pk=one.pk).update(closed_on=factories.ON)
    Finding.objects.filter(pk=two.pk).update(is_waived=True)
    client.force_login(official)

    answer = client.get(reverse("oversight:school_notices", args=[school.code]))

    (row,) = answer.context["page"].page
    assert (row.done_n, row.items_n) == (2, 3)
    assert "2/3" in answer.text


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(number, client, school, official, django_assert_num_queries):
    for nth in range(number):
        issued(factories.school(jurisdiction=school.jurisdiction), official, None)
        assert nth < number
    client.force_login(official)
    url = reverse("oversight:jurisdiction_notices", args=[school.jurisdiction.code])
    client.get(url)

    with django_assert_num_queries(10):
        client.get(url)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page_do_not_grow(number, client, school, official, clerk, django_assert_num_queries):
    notice = received(school, official, clerk, [finding(school, nth) for nth in range(number)])
    client.force_login(clerk)
    page_of(client, notice)

    with django_assert_num_queries(10):
        page_of(client, notice)


def test_a_file_of_the_answer_is_taken_out_on_the_page(client, school, official, clerk):
    notice = received(school, official, clerk)
    item = notice.items.get()
    client.force_login(clerk)
    url = reverse("oversight:notice_act", args=[notice.pk, "answer"])
    sent = {f"text_{item.pk}": "已整改", f"files_{item.pk}": [upload("一.pdf"), upload("二.pdf")]}
    assert client.post(url, sent | {"version": notice.version}).status_code == 302
    first, second = item.files.order_by("pk")
    page, detach = (
        reverse("oversight:notice", args=[notice.pk]),
        reverse("oversight:notice_act", args=[notice.pk, "detach"]),
    )

    assert detach in client.get(page).text
    assert [client.post(detach, {"file": key}).status_code for key in (first.pk, first.pk, "x")] == [
        302,
        404,
        404,
    ]
    assert list(item.files.all()) == [second]
    client.force_login(official)
    assert detach not in client.get(page).text
    assert client.post(detach, {"file": second.pk}).status_code == 403

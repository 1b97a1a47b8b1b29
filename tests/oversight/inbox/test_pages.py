"""The inbox, the new findings, and the box where people start."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from governance.choices import OrgLevel, OrgState, OrgType
from governance.models import Finding
from oversight.inbox import reach
from oversight.models import SeenFindings
from tests import factories


@pytest.fixture
def school(db):
    return factories.school()


@pytest.fixture
def clerk(school, client):
    user = factories.grant(factories.user(), school).user
    client.force_login(user)
    return user


@pytest.fixture
def official(school, client):
    user = factories.grant(factories.user(), school.jurisdiction).user
    client.force_login(user)
    return user


def applied(school, number=1):
    day = timezone.localdate() - timedelta(days=70)
    return [
        factories.organization(
            OrgType.BRANCH,
            school=school,
            level=OrgLevel.DISTRICT,
            state=OrgState.SUBMITTED,
            approval=None,
            start=day,
            applied_on=day,
        )
        for _ in range(number)
    ]


def test_a_line_says_what_since_when_by_when_and_leads_there_with_one_click(client, official, school):
    (organization,) = applied(school)

    page = client.get("/inbox/").text

    assert f"申请设立“{organization}”" in page
    assert "已过期" in page
    assert f'href="{reverse("governance:organization", args=[organization.number])}">审批' in page


def test_nothing_waits(client, official):
    assert "没有等您办理的事项。" in client.get("/inbox/").text


def test_a_filter_that_leaves_nothing_says_so(client, official, school):
    applied(school)

    assert "没有符合条件的待办。" in client.get("/inbox/?kind=extension").text


@pytest.mark.parametrize(
    ("query", "number"), [("", 4), ("kind=organization", 3), ("kind=new_findings", 1), ("kind=plan", 0)]
)
def test_the_pager_counts_what_is_asked_for(client, official, school, query, number):
    applied(school, 3)
    factories.finding(school, "ORG-005", first_seen=timezone.localdate())
    elsewhere = factories.school()
    applied(elsewhere, 2)
    factories.grant(official, elsewhere)

    page = client.get(f"/inbox/?{query}&school={school.code}").context["page"].page
    everywhere = client.get(f"/inbox/?{query}").context["page"].page

    assert page.paginator.count == number == len(page.object_list)
    assert everywhere.paginator.count == len(everywhere.object_list)


def test_long_lists_have_pages(client, official, school):
    applied(school, 51)

    first, second = (client.get(f"/inbox/?kind=organization&page={n}") for n in (1, 2))

    assert [len(page.context["page"].page.object_list) for page in (first, second)] == [50, 1]
    assert 'href="?kind=organization&amp;page=2"' in first.text


def test_the_masthead_has_the_number_on_every_page(client, official, school):
    assert 'class="count"' not in client.get("/rules/").text

    applied(school, 3)

    assert 'href="/inbox/">待办 <span class="count">3</span>' in client.get("/rules/").text


def test_who_reaches_far_does_not_wait_for_the_number(client, official, school, monkeypatch):
    monkeypatch.setattr(reach, "FEW_PLACES", 0)
    part = reverse("oversight:inbox_number")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/rules/").text
        assert client.get(part).text.strip() == ""
        applied(school, 3)
        assert client.get(part).text.strip() == '<span class="count">3</span>'

    assert f'<span class="count" hx-get="{part}" hx-trigger="load" hx-swap="outerHTML"></span>' in page
    of_the_head = [query["sql"] for query in asked if "oversight_reminderrun" in query["sql"]]
    assert ["partyorganization" in sql for sql in of_the_head] == [False, True, True]


def test_the_inbox_itself_knows_the_number(client, official, school, monkeypatch):
    monkeypatch.setattr(reach, "FEW_PLACES", 0)
    applied(school, 3)

    page = client.get("/inbox/").text

    assert '待办 <span class="count">3</span>' in page
    assert reverse("oversight:inbox_number") not in page


def test_a_county_is_near_and_forty_are_far(official, school):
    ruler = factories.user(is_superuser=True)

    def are_far():
        users = User.objects.in_bulk([official.pk, ruler.pk])
        return [reach.Reader(users[one.pk]).is_far_reaching for one in (official, ruler)]

    city = school.jurisdiction.parent
    assert are_far() == [False, False]

    factories.grant(official, city)
    assert are_far() == [False, False]

    for number in range(reach.FEW_PLACES):
        factories.jurisdiction(f"3307{number:02}", f"{number}县", parent=city)
    assert are_far() == [True, True]


def test_people_start_with_the_first_five(client, official, school):
    applied(school, 7)

    start = client.get("/", follow=True)
    elsewhere = client.get(reverse("governance:school", args=[school.code])).text

    assert start.redirect_chain[-1][0] == f"/jurisdictions/{school.jurisdiction.code}/"
    assert start.text.count("申请设立“") == 5
    assert "还有2项，全部待办" in start.text
    assert "等您办理" not in elsewhere


def test_who_has_several_places_finds_them_at_home(client, official, school):
    factories.grant(official, factories.school())
    applied(school)

    assert "等您办理" in client.get("/").text


def test_a_page_of_another_day_has_no_box(client, official, school):
    applied(school)
    address = reverse("governance:jurisdiction", args=[school.jurisdiction.code])

    today, another = (client.get(address + query).text for query in ("", "?on=2025-01-01"))

    assert ("等您办理" in today, "等您办理" in another) == (True, False)


def test_new_findings_are_listed_and_put_away(client, clerk, school):
    today = timezone.localdate()
    factories.finding(school, "ORG-005", severity="warning", first_seen=today)
    worst = factories.finding(school, "ORG-012", severity="error", first_seen=today)
    page = client.get("/inbox/new-findings/")
    assert page.context["page"].rows[0].finding == worst
    assert page.context["page"].totals["n"] == 2

    answer = client.post("/inbox/new-findings/", {"newest": page.context["page"].totals["newest"]})

    assert answer.url == "/inbox/"
    assert "上次看过之后没有新发现的问题。" in client.get("/inbox/new-findings/").text


def test_what_was_found_after_the_page_was_drawn_is_not_put_away(client, clerk, school):
    seen = factories.finding(school, "ORG-005", first_seen=timezone.localdate())
    later = factories.finding(school, "ORG-012", first_seen=timezone.localdate())

    client.post("/inbox/new-findings/", {"newest": seen.pk})

    assert [row.finding for row in client.get("/inbox/new-findings/").context["page"].rows] == [later]


@pytest.mark.parametrize("forged", ["999999999", "x", ""])
def test_a_forged_number_hides_nothing_to_come(forged, client, clerk, school):
    factories.finding(school, "ORG-005", first_seen=timezone.localdate())

    client.post("/inbox/new-findings/", {"newest": forged})
    later = factories.finding(school, "ORG-012", first_seen=timezone.localdate())

    assert later in [row.finding for row in client.get("/inbox/new-findings/").context["page"].rows]
    assert SeenFindings.objects.get().newest <= Finding.objects.order_by("-pk")[0].pk


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_new_findings(number, client, official, school, django_assert_num_queries):
    for _ in range(number):
        factories.finding(factories.school(), first_seen=timezone.localdate())

    with django_assert_num_queries(8):
        client.get("/inbox/new-findings/")


def test_with_too_many_schools_people_type_the_code_of_one(client, official, school, monkeypatch):
    monkeypatch.setattr("oversight.inbox.lists.MOST_SCHOOLS", 1)
    applied(school)
    other = factories.school()
    applied(other)

    page = client.get("/inbox/").text
    narrowed = client.get(f"/inbox/?school={other.code}")

    assert ('<input class="form-control form-control-sm" id="school"' in page, "<option" in page) == (
        True,
        True,
    )
    assert [one.school for one in narrowed.context["page"].page.object_list] == [other]
    assert f'value="{other.code}"' in narrowed.text
    assert client.get("/inbox/?school=0000000000").context["page"].rows.count() == 0

"""Pages on another day than today: from the address, from the session, and nothing to be done there."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.choices import OrgType, Role
from governance.domain.posts import post_end
from governance.domain.retyping import organization_retype
from governance.domain.structure import organization_move, organization_rename
from governance.domain.units import unit_move
from governance.models import ChangeSet, PartyOrganization
from governance.views.days import KEPT
from tests import factories
from tests.governance.domain.world import World
from tests.governance.history.test_past import recorded_on
from tests.structures import do

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
REFUSAL = "页面显示的不是今天的结构，只能查看。请回到今天再办理。"


@pytest.fixture
def world(db):
    return World.build()


@pytest.fixture
def clerk(client, world):
    user = factories.user(is_staff=True)
    factories.grant(user, world.school)
    client.force_login(user)
    return client


@pytest.fixture
def official(client, world):
    user = factories.user(is_staff=True)
    factories.grant(user, world.school.jurisdiction)
    client.force_login(user)
    return client


def rename(organization, name, on):
    organization_rename(
        act=do(effective_on=on, reason="演示理由"), organization=organization, full_name=name, short_name=name
    )


def school_url(world, page="school"):
    return reverse(f"governance:{page}", args=[world.school.code])


def names_of(answer):
    return [str(one) for one in answer.context["page"].structure.organizations]


@pytest.mark.parametrize("page", ["school", "school_outline"])
def test_a_school_is_shown_as_it_was_and_cannot_be_worked_on(page, clerk, world):
    rename(world.branch, "五月支部", MAY)

    then, now = (clerk.get(school_url(world, page), {"on": day}) for day in ("2026-04-01", ""))

    assert names_of(then)[1] == "七年级组党支部"
    assert names_of(now)[1] == "五月支部"
    assert "正在查看 2026-04-01 的结构（只读）" in then.text
    assert "正在查看" not in now.text
    assert [answer.context["editor"] is None for answer in (then, now)] == [True, False]
    assert [bool(answer.context["page"].edit_url) for answer in (then, now)] == [False, True]
    assert "去整改" not in then.text


def test_a_day_before_anything_was_on_record_asks_nobody_to_register(clerk, world):
    page = clerk.get(school_url(world), {"on": "2026-04-01", "known": "1990-01-01"}).text

    assert "这一天没有登记在案的党组织和内设机构。" in page
    assert "请先登记" not in page


def test_the_day_is_kept_from_page_to_page_and_ended_by_an_empty_one(clerk, world):
    url = school_url(world)
    days = []

    for query in ({"on": "2026-04-01"}, {}, {"on": ""}, {}):
        days.append(clerk.get(url, query).context["page"].on)

    today = timezone.localdate()
    assert days == [APRIL, APRIL, today, today]
    assert KEPT not in clerk.session


def test_asking_for_today_ends_it_as_well(clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})

    clerk.get(school_url(world), {"on": timezone.localdate().isoformat()})

    assert KEPT not in clerk.session


def test_a_new_sign_in_begins_with_today(clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})
    user = factories.user("演示登录")
    factories.grant(user, world.school)

    clerk.post(reverse("accounts:sign_out"))
    clerk.post(reverse("accounts:sign_in"), {"username": user.username, "password": "demo-password"})

    assert clerk.get(school_url(world)).context["page"].on == timezone.localdate()


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("2026-04-01", APRIL), ("2026/4/1", APRIL), ("2026年4月1日", APRIL), (" 2026.04.01 ", APRIL)],
)
def test_dates_are_read_as_people_write_them(typed, understood, clerk, world):
    assert clerk.get(school_url(world), {"on": typed}).context["page"].on == understood


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("昨天", "“昨天”不是日期，请按“2026-03-01”的样子填写。下面显示的是今天。"),
        ("2026-02-30", "没有“2026-02-30”这一天，请检查月份和日期。下面显示的是今天。"),
        ("1900-01-01", "“1900-01-01”太远，只能查看 1949-10-01 至 {last} 之间的日期。下面显示的是今天。"),
    ],
)
def test_what_is_no_date_is_said_and_today_is_shown(typed, sentence, clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})

    answer = clerk.get(school_url(world), {"on": typed})

    last = timezone.localdate() + timedelta(days=20 * 365)
    assert sentence.format(last=last.isoformat()) in answer.text
    assert answer.context["page"].on == timezone.localdate()


def test_a_day_to_come_shows_what_is_dated_for_it(clerk, world):
    year = timezone.localdate().year + 2

    answer = clerk.get(school_url(world), {"on": f"{year}-01-01"})

    assert answer.context["page"].on == date(year, 1, 1)
    assert "将来的日期只显示已经登记的变动" in answer.text
    assert answer.context["editor"] is None


def test_pages_that_are_always_of_today_say_so(clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})

    answer = clerk.get(school_url(world, "school_plans"))
    back = clerk.get(school_url(world, "school_plans"), {"on": ""})

    assert "本页显示的是今天的内容，要办理请先回到今天。" in answer.text
    assert "正在查看" not in back.text
    assert KEPT not in clerk.session


def test_organisation_and_unit_are_shown_as_they_were(clerk, world):
    unit, above = world.order.units[1], world.order.units[0]
    group, new = world.group(), world.order.branches[1]
    rename(world.branch, "五月支部", MAY)
    organization_move(act=do(effective_on=MAY, reason="演示理由"), organization=group, parent=new)
    unit_move(act=do(effective_on=MAY, reason="演示理由"), unit=unit, parent=above)
    secretary = world.held(Role.SECRETARY)
    post_end(act=do(effective_on=MAY, reason="演示理由"), assignment=secretary)
    clerk.get(school_url(world), {"on": "2026-04-01"})

    branch_page, group_page, unit_page = (
        clerk.get(reverse(f"governance:{kind}", args=[number])).context["page"]
        for kind, number in (
            ("organization", world.branch.number),
            ("organization", group.number),
            ("unit", unit.number),
        )
    )

    assert str(branch_page.organization) == "七年级组党支部"
    assert [one.pk for one in branch_page.children] == [group.pk]
    assert str(group_page.above[0]) == "七年级组党支部"
    assert unit_page.above is None
    assert (branch_page.edit_url, unit_page.edit_url) == ("", "")
    assert secretary.person_id in {
        held.person_id
        for _post, held in group_page.structure.leaders_of(
            (secretary.post.body_kind, secretary.organization_id)
        )
    }


def test_what_was_entered_later_does_not_show_as_known_before(clerk, world):
    organization_rename(
        act=do(effective_on=APRIL, reason="补登"),
        organization=world.branch,
        full_name="更正后的支部",
        short_name="",
    )
    number = world.branch.number
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

    found = {
        known: clerk.get(school_url(world), {"on": "2026-04-02", "known": known}) for known in (yesterday, "")
    }
    page = clerk.get(
        reverse("governance:organization", args=[number]), {"on": "2026-04-02", "known": yesterday}
    )

    assert names_of(found[yesterday]) == []  # the test's rows were all entered today
    assert "更正后的支部" in names_of(found[""])
    assert f"正在查看 2026-04-02 的结构，按 {yesterday} 登记的内容（只读）" in page.text
    assert "当日不存在" in page.text
    assert "名单不能按登记日期还原。" in page.text


def test_a_county_counts_what_stood_on_the_day(official, world):
    place = world.school.jurisdiction
    factories.finding(world.school, "ORG-005", severity="error", first_seen=MARCH, closed_on=MAY)
    factories.finding(world.school, "TERM-002", severity="error", first_seen=MAY)
    factories.school(jurisdiction=place, founded_on=MAY)
    address = reverse("governance:jurisdiction", args=[place.code])

    def counted(on):
        page = official.get(address, {"on": on}).context["page"]
        rules = {one.code for one in page.findings.by_rule}
        return page.total, rules & {"ORG-005", "TERM-002"}, {row.school.errors for row in page.rows}

    assert counted("2026-04-01") == (1, {"ORG-005"}, {1})
    assert counted("") == (2, {"TERM-002"}, {0, 1})


def test_a_county_counts_organisations_by_the_type_and_state_of_the_day(official, world):
    place, branch = world.school.jurisdiction, world.order.branches[1]
    PartyOrganization.objects.filter(pk=branch.pk).update(type=OrgType.BRANCH)
    address = reverse("governance:jurisdiction", args=[place.code])
    factories.organization(OrgType.BRANCH, school=factories.school(jurisdiction=place), start=MAY)
    organization_retype(
        act=do(effective_on=MAY, reason="演示理由"),
        organization=world.order.root,
        type=OrgType.COMMITTEE,
        full_name="中共演示委员会",
        approval=factories.document(world.school),
    )

    def counted(on):
        page = official.get(address, {"on": on}).context["page"]
        types = {code: n for code, _name, n in page.org_types if n}
        return (page.party.committees, page.party.general_branches, page.party.branches), types

    assert counted("2026-04-01") == ((0, 1, 2), {"general_branch": 1, "none": 1})
    assert counted("") == ((1, 0, 3), {"committee": 1, "branch": 1})


def test_a_rule_lists_who_failed_it_on_the_day(official, world):
    factories.finding(world.school, "ORG-005", first_seen=MARCH, closed_on=MAY)
    address = reverse("governance:rule", args=["ORG-005"])

    then, now = (official.get(address, {"on": on}) for on in ("2026-04-01", ""))

    assert [answer.context["page"].schools for answer in (then, now)] == [1, 0]
    assert "检查发现的有无、程度和豁免是当日的" in then.text


def test_the_catalogue_counts_what_stood_on_the_day(official, world):
    factories.finding(world.school, "ORG-005", first_seen=MARCH, closed_on=MAY)

    def counted(on):
        chapters = official.get(reverse("governance:rules"), {"on": on}).context["chapters"]
        return {rule.code: n for _name, rules in chapters for rule, n in rules}["ORG-005"]

    assert [counted(on) for on in ("2026-04-01", "")] == [1, 0]


def test_the_file_of_the_chart_is_that_of_the_day(clerk, world):
    rename(world.branch, "五月支部", MAY)

    answer = clerk.get(school_url(world, "school_chart"), {"on": "2026-04-01"})

    assert "2026-04-01" in answer.text
    assert "五月支部" not in answer.text


WRITES = [
    ("school_action", "organization_rename"),
    ("plan_new",),
    ("school_setup_step", "profile"),
]


@pytest.mark.parametrize("route", WRITES)
def test_nothing_is_written_from_another_day(route, clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})
    address = reverse(f"governance:{route[0]}", args=[world.school.code, *route[1:]])

    answer = clerk.post(address, {"node": world.branch.number, "full_name": "x", "title": "x"})

    assert answer.status_code == 422
    assert REFUSAL in answer.text
    assert ChangeSet.objects.count() == 0


def test_undoing_is_refused_on_another_day(clerk, world):
    act = do(effective_on=MAY, reason="演示理由")
    organization_rename(act=act, organization=world.branch, full_name="五月支部")
    clerk.get(school_url(world), {"on": "2026-04-01"})

    answer = clerk.post(reverse("governance:change_undoing", args=[act.change_set.pk]), {"reason": "演示"})

    assert (answer.status_code, ChangeSet.objects.count()) == (422, 1)


def test_a_program_is_told_the_refusal_as_data(clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})

    answer = clerk.post(school_url(world, "plan_new"), {}, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()) == (422, {"message": REFUSAL})


def test_a_page_that_was_drawn_for_today_acts_whatever_is_looked_at_elsewhere(clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})
    address = reverse("governance:school_action", args=[world.school.code, "organization_rename"])
    today = timezone.localdate().isoformat()

    answer = clerk.post(
        address,
        {"node": world.branch.number, "full_name": "中共新名支部委员会", "act_on": today, "on": today},
    )

    assert answer.status_code == 303


def test_the_desk_is_always_of_today(clerk, world):
    clerk.get(school_url(world), {"on": "2026-04-01"})

    answer = clerk.get(reverse("admin:schools_unit_change", args=[world.order.units[0].pk]))

    assert answer.status_code == 200
    assert "正在查看" not in answer.text


#: Queries of a page on a past day, and as it was known on one.
QUERIES = {
    "school": (27, 29),
    "school_outline": (26, 28),
    "organization": (39, 39),
    "unit": (29, 31),
    "jurisdiction": (32, 32),
    "rule": (13, 13),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_past_do_not_grow(number, client):
    world = World.build()
    user = factories.user()
    factories.grant(user, world.school.jurisdiction)
    client.force_login(user)
    fill(world, number)
    recorded_on(MAY)
    known = timezone.localdate() - timedelta(days=1)

    found = {kind: tuple(queries(client, kind, world, day) for day in (None, known)) for kind in QUERIES}

    assert found == QUERIES


def queries(client, kind, world, known_on):
    """Return how many queries the page takes once the day is kept."""
    numbers = {
        "organization": world.order.root.number,
        "unit": world.order.units[0].number,
        "jurisdiction": world.school.jurisdiction.code,
        "rule": "ORG-005",
    }
    address = reverse(f"governance:{kind}", args=[numbers.get(kind, world.school.code)])
    client.get(address, {"on": "2026-04-01", "known": known_on or ""})
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fill(world, number):
    """Have more of everything, and changes of it."""
    for nth in range(number):
        unit = factories.unit(world.school, f"演示{nth}组", parent=world.order.units[0])
        branch = factories.organization(parent=world.order.root, short_name=f"演示{nth}支部")
        factories.host_unit(branch, unit)
        factories.host_unit(world.order.root, unit)
        holder = factories.member(world.school, branch)
        factories.assign(holder, branch, Role.SECRETARY)
        factories.assign(
            holder, world.order.root, Role.MEMBER, start=date(2021, 3, 15), end=date(2024, 3, 15)
        )
        factories.term(branch)
        factories.finding(world.school, "ORG-005", subject_kind="organization", subject_number=branch.number)
        rename(branch, f"演示{nth}新支部", MAY)

"""My school: what a clerk reads there, and that it is read in a fixed number of queries."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import GrantRole
from governance.choices import GroupType, OrgState, OrgType, Role, Severity, SubjectKind
from governance.models import ChangeSet, SchoolCheck
from schools.choices import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school(name="云溪中学")


@pytest.fixture
def structure(school):
    """A 总支 with two branches on units, one of them without a secretary, and a party group."""
    top = factories.organization(OrgType.GENERAL_BRANCH, school=school, short_name="云溪中学党总支")
    first = factories.organization(OrgType.BRANCH, parent=top, short_name="七年级党支部")
    second = factories.organization(OrgType.BRANCH, parent=top, short_name="八年级党支部")
    group = factories.organization(OrgType.GROUP, parent=second, short_name="第一党小组")
    unit = factories.unit(school, "七年级组")
    factories.host_unit(first, unit)
    people = factories.members(3, school, first)
    factories.assign(people[0], first, Role.SECRETARY)
    factories.unit_membership(unit, people[0])
    return {"top": top, "first": first, "second": second, "group": group, "unit": unit, "people": people}


@pytest.fixture
def clerk(client, school):
    user = factories.user()
    factories.grant(user, school)
    client.force_login(user)
    return client


def page_of(client, school, query=""):
    return client.get(reverse("governance:school", args=[school.code]) + query).text


def test_the_chart_shows_bodies_holders_vacancies_and_what_stands_on_what(clerk, school, structure):
    page = page_of(clerk, school)

    assert ">七年级党支部<" in page
    assert f">书记 {structure['people'][0].name}<" in page
    assert ">书记空缺<" in page
    assert f'data-from="{structure["first"].number}" data-to="{structure["unit"].number}"' in page


def test_the_chart_opens_at_level_two_and_opens_further_on_demand(clerk, school, structure):
    number = structure["second"].number

    closed, opened = page_of(clerk, school), page_of(clerk, school, f"?show={number}")

    assert 'data-name="第一党小组"' not in closed
    assert f"?show={number}#card-{number}" in closed
    assert 'data-name="第一党小组"' in opened
    assert f"?hide={number}#card-{number}" in opened


def test_a_school_without_anything_says_where_to_begin(clerk, school):
    page = page_of(clerk, school)

    assert "还没有登记党组织和内设机构" in page
    assert "还没有检查过" in page


def test_dissolved_organisations_are_not_drawn(clerk, school, structure):
    factories.enter_state(structure["second"], OrgState.DISSOLVED, date(2026, 5, 1))

    assert ">八年级党支部<" not in page_of(clerk, school)


def test_a_finding_has_sentence_source_mending_and_a_badge(clerk, school, structure):
    branch = structure["first"]
    factories.finding(
        school,
        "ORG-005",
        subject_kind=SubjectKind.ORGANIZATION,
        subject_number=branch.number,
        subject_name=str(branch),
        evidence={"org": "七年级党支部", "n": 52, "max": 50, "approver": "县委教育工委"},
    )

    page = page_of(clerk, school)

    assert "七年级党支部现有党员52人，超过支部党员一般不超过50人的要求。" in page
    assert "《中国共产党支部工作条例（试行）》第四条" in page
    assert "研究分设支部，报县委教育工委审批。" in page
    assert ">核实 1<" in page


def test_listed_members_are_named_for_the_administrator_and_not_for_a_viewer(client, school, structure):
    lost = structure["people"][2]
    factories.finding(school, "ORG-012", evidence={"school": school.name, "n": 1, "person_ids": [lost.pk]})
    viewer, clerk = factories.user(), factories.user()
    factories.grant(viewer, school, GrantRole.VIEWER)
    factories.grant(clerk, school)

    client.force_login(clerk)
    assert lost.name in page_of(client, school)
    client.force_login(viewer)
    assert lost.name not in page_of(client, school)


def test_an_assignments_finding_names_the_holder(clerk, school, structure):
    holder = structure["people"][0]
    number = structure["first"].number
    factories.finding(
        school,
        "CMT-009",
        subject_kind=SubjectKind.ASSIGNMENT,
        subject_number=f"organization:{number}:secretary:{holder.number}@2024-03-15",
        subject_name="书记",
        evidence={"org": "七年级党支部", "post": "书记"},
    )

    assert f"<b>{holder.name}</b>" in page_of(clerk, school)


def test_closed_findings_are_gone_and_waived_ones_stay_visible_apart(clerk, school):
    factories.finding(school, "ORG-005", closed_on=factories.ON)
    factories.finding(school, "LG-001", is_waived=True)

    page = page_of(clerk, school)

    assert "ORG-005" not in page
    assert "已豁免 1 项" in page


def test_terms_that_end_within_half_a_year_and_overdue_ones_are_listed(clerk, school, structure):
    today = timezone.localdate()
    due = {"first": 30, "second": -10, "top": 300}
    for name, days in due.items():
        factories.term(
            structure[name], start=date(2024, 3, 15), planned_end=today + timezone.timedelta(days=days)
        )

    page = page_of(clerk, school)

    assert "还有 30 天" in page
    assert "已过 10 天" in page
    assert "300 天" not in page


def test_an_empty_seat_leads_to_the_form_that_fills_it(client, school, structure):
    factories.post(structure["unit"], Role.UNIT_HEAD)
    factories.post(factories.leading_group(school), Role.HEAD)
    factories.term(structure["first"], committee_seats=3)
    user = factories.user(is_staff=True)
    factories.grant(user, school)
    client.force_login(user)

    rows = client.get(reverse("governance:school", args=[school.code])).context["page"].vacancies

    bodies = {(row.vacancy.body[0], row.vacancy.role) for row in rows}
    assert {
        ("school", "principal"),
        ("organization", "secretary"),
        ("organization", "member"),
        ("unit", "unit_head"),
        ("group", "head"),
    } <= bodies
    assert {client.get(row.fill_url).status_code for row in rows} == {200}


def test_the_check_and_what_it_could_not_tell_are_shown(clerk, school):
    SchoolCheck.objects.create(
        school=school,
        on=date(2026, 6, 1),
        checked_at=timezone.now(),
        rules_version="abc123",
        unknown=[{"rule": "ORG-001", "subject_name": "云溪中学", "missing": ["转正日期", "办别"]}],
    )

    page = page_of(clerk, school)

    assert "2026-06-01" in page
    assert "abc123" in page
    assert "转正日期、办别" in page


def test_the_newest_changes_are_shown(clerk, school):
    ChangeSet.objects.create(
        school=school, operation="assign", summary="任命书记", reason="换届", effective_on=factories.ON
    )

    assert "任命书记" in page_of(clerk, school)


def test_the_outline_holds_every_body(clerk, school, structure):
    page = clerk.get(reverse("governance:school_outline", args=[school.code])).text

    names = ["党组织", "云溪中学党总支", "七年级党支部", "八年级党支部", "第一党小组", "内设机构", "七年级组"]
    assert page.count('role="treeitem"') == len(names)
    assert [name for name in names if name not in page] == []


def test_the_chart_comes_as_a_file(clerk, school, structure):
    answer = clerk.get(reverse("governance:school_chart", args=[school.code]))

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.text.startswith("<svg xmlns=")


def test_demo_data_are_marked(clerk, school):
    assert "演示数据" in page_of(clerk, school)
    school.is_demo = False
    school.save()
    assert "演示数据" not in page_of(clerk, school)


def fill(school, branches):
    """Give the school branches on units with people, posts, terms, groups and findings of every kind."""
    top = factories.organization(OrgType.GENERAL_BRANCH, school=school)
    for number in range(branches):
        branch = factories.organization(OrgType.BRANCH, parent=top)
        unit = factories.unit(school, f"{number}年级组")
        office = factories.unit(school, f"办公室{number}", kind=UnitKind.OFFICE)
        factories.host_unit(branch, unit)
        person = factories.member(school, branch)
        factories.unit_membership(unit, person)
        factories.assign(person, branch, Role.SECRETARY)
        factories.assign(person, office, Role.UNIT_HEAD)
        term = factories.term(branch)
        group = factories.leading_group(school, GroupType.MORAL_EDUCATION)
        subjects = {
            SubjectKind.ORGANIZATION: branch.number,
            SubjectKind.TERM: f"{branch.number}@{term.starts_on.isoformat()}",
            SubjectKind.ASSIGNMENT: f"organization:{branch.number}:secretary:{person.number}@2024-03-15",
            SubjectKind.GROUP: group.number,
        }
        for kind, key in subjects.items():
            factories.finding(
                school,
                "ORG-005",
                subject_kind=kind,
                subject_number=key,
                severity=Severity.ERROR,
                evidence={"person_ids": [person.pk]},
            )
        ChangeSet.objects.create(school=school, operation="x", summary="变更", effective_on=factories.ON)


@pytest.mark.parametrize("branches", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("school", 26), ("school_outline", 25)])
def test_queries_do_not_grow_with_the_school(
    page, queries, branches, clerk, school, django_assert_num_queries
):
    fill(school, branches)

    with django_assert_num_queries(queries):
        assert clerk.get(reverse(f"governance:{page}", args=[school.code])).status_code == 200

"""The pages of an organisation and of a unit."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import GrantRole
from governance.choices import Duty, MembershipKind, OrgState, OrgType, Role, SubjectKind
from governance.models import ChangeSet
from schools.choices import PoliticalStatus
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school(name="云溪中学")


@pytest.fixture
def branch(school):
    return factories.organization(OrgType.BRANCH, school=school, short_name="云溪中学党支部")


@pytest.fixture
def clerk(client, school):
    user = factories.user()
    factories.grant(user, school)
    client.force_login(user)
    return client


def page_of(client, body):
    kind = "unit" if body._meta.model_name == "unit" else "organization"
    answer = client.get(reverse(f"governance:{kind}", args=[body.number]))
    assert answer.status_code == 200
    return answer.text


def test_who_holds_which_post_since_when(clerk, school, branch):
    now, before = factories.members(2, school, branch)
    factories.assign(before, branch, Role.SECRETARY, start=date(2021, 3, 15), end=date(2024, 3, 15))
    factories.assign(now, branch, Role.SECRETARY, duties=[Duty.DISCIPLINE])

    page = page_of(clerk, branch)

    assert now.name in page
    assert "2024-03-15 起" in page
    assert "纪检委员" in page
    assert "2021-03-15 至 2024-03-14" in page


def test_where_it_comes_from_and_what_became_of_it_are_linked(clerk, school, branch):
    part = factories.organization(parent=branch, predecessor=branch, short_name="演示第一支部")
    merged = factories.organization(parent=branch, state=OrgState.DISSOLVED, short_name="演示第二支部")
    factories.merger(merged, part)

    pages = {one.pk: page_of(clerk, one) for one in (branch, part, merged)}

    def leads_to(page, title, *others):
        links = "、".join(f'<a href="/organizations/{one.number}/">{one}</a>' for one in others)
        return f"<dt>{title}</dt><dd>{links}</dd>" in pages[page.pk]

    assert leads_to(branch, "后续组织", part)
    assert "前身" not in pages[branch.pk]
    assert leads_to(part, "前身", branch, merged)
    assert leads_to(merged, "后续组织", part)


def test_members_by_stage(clerk, school, branch):
    factories.members(2, school, branch)
    factories.member(
        school,
        branch,
        political_status=PoliticalStatus.PROBATIONARY,
        joined_on=date(2026, 1, 1),
        full_on=None,
    )
    factories.member(school, branch, joined_on=None, full_on=None)
    guest = factories.member(school)
    factories.membership(guest, branch, kind=MembershipKind.TEMPORARY)
    gone = factories.member(school, branch, died_on=date(2025, 1, 1))

    page = page_of(clerk, branch)

    assert "正式党员2人、预备党员1人、资料不全1人" in page
    assert "临时编入" in page
    assert gone.name not in page


def test_a_viewer_sees_numbers_and_no_names(client, school, branch):
    someone = factories.member(school, branch)
    viewer = factories.user()
    factories.grant(viewer, school, GrantRole.VIEWER)
    client.force_login(viewer)

    page = page_of(client, branch)

    assert "正式党员1人" in page
    assert someone.name not in page
    assert "查阅人员只看人数" in page


def test_host_units_terms_states_and_changes_are_the_history(clerk, school, branch):
    unit = factories.unit(school, "七年级组")
    factories.host_unit(branch, unit, end=date(2025, 9, 1))
    factories.term(branch, committee_seats=3)
    ChangeSet.objects.create(
        school=school,
        operation="x",
        summary="改了名称",
        effective_on=factories.ON,
        details=[{"number": branch.number}],
    )
    ChangeSet.objects.create(school=school, operation="x", summary="别的事", effective_on=factories.ON)

    page = page_of(clerk, branch)

    assert "2020-03-15 至 2025-08-31" in page
    assert "委员3职" in page
    assert "2027-03-15 届满" in page
    assert "改了名称" in page
    assert "别的事" not in page


def test_its_findings_are_those_of_its_terms_and_posts_too(clerk, school, branch):
    term = factories.term(branch)
    keys = {
        SubjectKind.ORGANIZATION: branch.number,
        SubjectKind.TERM: f"{branch.number}@{term.starts_on.isoformat()}",
        SubjectKind.ASSIGNMENT: f"organization:{branch.number}:secretary:R1@2024-03-15",
        SubjectKind.SCHOOL: school.code,
    }
    for kind, key in keys.items():
        factories.finding(
            school, "ORG-005", subject_kind=kind, subject_number=key, subject_name=f"对象{kind.label}"
        )

    page = page_of(clerk, branch)

    assert [kind.label for kind in keys if f"对象{kind.label}" in page] == ["党组织", "届次", "任职"]


def test_the_upper_organisation_is_a_link_only_for_those_who_may_see_it(client, clerk, school, branch):
    upper = reverse("governance:organization", args=[branch.superior.number])
    assert branch.superior.short_name in page_of(clerk, branch)
    assert upper not in page_of(clerk, branch)

    official = factories.user()
    factories.grant(official, factories.county())
    client.force_login(official)
    assert upper in page_of(client, branch)


def test_an_organisation_of_the_county_shows_the_schools_that_report_to_it(client, school, branch):
    official = factories.user()
    factories.grant(official, factories.county())
    client.force_login(official)

    page = page_of(client, factories.upper())

    assert "云溪中学党支部" in page


def test_an_official_goes_from_an_application_to_where_it_is_decided(client, branch):
    official = factories.user(is_staff=True)
    factories.grant(official, factories.county())
    client.force_login(official)
    form = reverse("admin:governance_partyorganization_change", args=[branch.pk])
    working = page_of(client, branch)
    factories.enter_state(branch, OrgState.SUBMITTED, date(2026, 5, 1))

    assert (form in working, form in page_of(client, branch)) == (False, True)
    assert client.get(form).status_code == 200


def test_a_joint_branch_lists_what_it_covers(clerk, school):
    other = factories.school(name="赤溪小学")
    joint = factories.organization(OrgType.JOINT_BRANCH, school=school)
    factories.coverage(joint, other)
    factories.coverage(joint, other_unit="演示幼儿园")

    page = page_of(clerk, joint)

    assert "赤溪小学" in page
    assert "演示幼儿园" in page


def test_a_unit_names_head_people_and_branch(clerk, school, branch):
    unit = factories.unit(school, "七年级组")
    head, other = factories.member(school, branch), factories.person(school)
    for person in (head, other):
        factories.unit_membership(unit, person)
    factories.assign(head, unit, Role.UNIT_HEAD)
    factories.host_unit(branch, unit)

    page = page_of(clerk, unit)

    assert "<b>2</b> 人，其中党员 <b>1</b> 人" in page
    assert page.count(head.name) == 2
    assert other.name in page
    assert "云溪中学党支部" in page


def test_a_unit_shows_the_findings_of_the_branch_on_it(clerk, school, branch):
    unit = factories.unit(school)
    factories.host_unit(branch, unit)
    factories.finding(
        school,
        "ORG-005",
        subject_kind=SubjectKind.ORGANIZATION,
        subject_number=branch.number,
        evidence={"org": "云溪中学党支部", "n": 52, "max": 50},
    )

    assert "云溪中学党支部现有党员52人" in page_of(clerk, unit)


@pytest.mark.parametrize("number", [1, 4])
def test_queries_do_not_grow_with_the_branch(number, clerk, school, branch, django_assert_num_queries):
    for person in factories.members(number, school, branch):
        factories.assign(person, branch, Role.MEMBER)
        factories.host_unit(branch, factories.unit(school))
        child = factories.organization(OrgType.GROUP, parent=branch)
        factories.finding(
            school,
            "ORG-005",
            subject_kind=SubjectKind.ASSIGNMENT,
            subject_number=f"organization:{branch.number}:member:{person.number}@2024-03-15",
        )
        assert child.pk
    branch.refresh_from_db()

    with django_assert_num_queries(25):
        page_of(clerk, branch)

"""The demo county: the published figures exactly, every constraint kept, the same every time."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db.models import F

from governance.choices import OrgKind, OrgLevel, OrgType
from governance.compliance.sweep import sweep
from governance.exchange.demo import figures
from governance.exchange.demo.accounts import demo_users, ensure_demo_users
from governance.exchange.demo.faults import Fault, with_faults
from governance.exchange.demo.figures import allocate
from governance.exchange.demo.loading import build_demo, load_demo
from governance.exchange.demo.plans import county_plan
from governance.exchange.fixtures.catalogue import CATALOGUE
from governance.models import PartyMembership, PartyOrganization, RoleAssignment
from schools.choices import Ownership, SchoolType
from schools.domain.statistics import refresh_statistics
from schools.domain.trees import tree_models, wrong_nodes
from schools.models import Employment, Jurisdiction, Person, School, Unit
from tests import factories as make

ON = date(2026, 6, 1)
LATER = date(2026, 11, 22)

#: The county is loaded once for the file; on a busy machine that alone takes a minute.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def sheet():
    """The demo county in memory."""
    return build_demo(Jurisdiction(code="330781", name="兰溪市"), ON)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo county in the database, taken out again after the tests of this file.

    It is committed, because a county is only judged fast once the database has counted its tables.
    """
    with django_db_blocker.unblock():
        try:
            county = load_demo(on=ON)
            refresh_statistics()
            yield county
        finally:
            call_command("flush", interactive=False, verbosity=0)


def test_allocation_adds_up():
    assert allocate(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(allocate(10478, [3.7, 0.2, 9.9, 1])) == 10478


def test_schools_are_those_published(sheet):
    schools = sheet.of(School)
    owners = Counter(school.ownership for school in schools)

    assert len(schools) == figures.SCHOOLS == 178
    assert owners == {Ownership.PUBLIC: 156, Ownership.PRIVATE: 22}
    assert all(school.is_demo for school in schools)
    assert len({school.name for school in schools}) == 178


def test_organizations_are_those_published(sheet):
    organizations = [o for o in sheet.of(PartyOrganization) if o.state == "active"]
    types = Counter(o.type for o in organizations)
    committees = [o for o in organizations if o.type == OrgType.COMMITTEE]
    branches = [o for o in organizations if o.type in (OrgType.BRANCH, OrgType.JOINT_BRANCH)]

    assert (types[OrgType.COMMITTEE], types[OrgType.GENERAL_BRANCH]) == (11, 14)
    assert Counter(o.school is not None for o in committees) == {True: 8, False: 3}
    assert len(branches) == 171
    assert sum(o.kind == OrgKind.RETIRED for o in branches) == 31
    assert Counter(_side(o) for o in branches if o.kind != OrgKind.RETIRED) == {
        "public": 111,
        "private": 28,
        "county": 1,
    }


def _side(organization):
    return organization.school.ownership if organization.school else "county"


def test_rural_general_branches_are_eight_districts_and_three_schools(sheet):
    general = [o for o in sheet.of(PartyOrganization) if o.type == OrgType.GENERAL_BRANCH]

    assert Counter((o.level, o.school.ownership) for o in general) == {
        (OrgLevel.DISTRICT, "public"): 8,
        (OrgLevel.SCHOOL, "public"): 3,
        (OrgLevel.SCHOOL, "private"): 3,
    }


def test_members_and_staff_are_those_published(sheet):
    members = [p for p in sheet.of(Person) if p.political_status in ("full", "probationary")]
    working = [e for e in sheet.of(Employment) if e.ends_on is None]
    by_side = Counter(
        "kindergarten" if _is_private_kindergarten(e.school) else e.school.ownership for e in working
    )

    assert len(members) == 3733
    assert by_side == {"public": 10478, "private": 4499, "kindergarten": 3243}


def _is_private_kindergarten(school):
    return school.type_code == SchoolType.KINDERGARTEN and school.ownership == Ownership.PRIVATE


def test_units_are_about_those_of_a_county(sheet):
    assert 3300 <= len(sheet.of(Unit)) <= 3900


def test_same_county_and_day_give_the_same_rows(sheet):
    again = build_demo(Jurisdiction(code="330781", name="兰溪市"), ON)

    assert [row.natural_key() for row in again] == [row.natural_key() for row in sheet]
    assert [str(row) for row in again] == [str(row) for row in sheet]


def test_faults_are_common_but_not_everywhere():
    plans = with_faults(Random(1), county_plan(Random(1)))  # noqa: S311 -- the same faults every time
    counts = Counter(len(plan.faults) for plan in plans if plan.category.has_own_organization)
    drawn = {fault for plan in plans for fault in plan.faults}

    assert max(counts) <= 4
    assert 10 <= counts[0] <= 30
    assert len(drawn) >= len(Fault) * 0.8


def test_database_accepts_every_row(loaded, sheet):
    assert not loaded.was_there
    assert School.objects.filter(is_demo=True).count() == 178
    assert [node for model in tree_models() for node in wrong_nodes(model)] == []


def test_rows_are_as_forms_would_take_them(loaded):
    for kept in CATALOGUE:
        tree = {"lft", "rght", "tree_id", "depth"} | ({"level"} if kept.model is Unit else set())
        for row in kept.model._base_manager.order_by("pk")[:400:20]:
            row.full_clean(
                exclude=tree & {f.name for f in kept.model._meta.fields}, validate_constraints=False
            )


def test_second_load_says_that_the_county_is_there(loaded):
    again = load_demo(on=LATER)

    assert again.was_there
    assert School.objects.count() == 178


def test_assignments_repeat_their_post(loaded):
    assert not RoleAssignment.objects.exclude(role=F("post__role")).exists()


def test_most_schools_have_a_few_findings_and_some_none(loaded):
    reports = list(sweep(School.objects.all(), ON, store=False))

    counts = Counter(sum(f.judgement.result.severity != "info" for f in report.found) for report in reports)
    rules = {found.judgement.rule for report in reports for found in report.found}
    assert counts[0] >= 20
    assert sum(n for size, n in counts.items() if size <= 4) >= 165
    assert max(counts) <= 9
    assert len(rules) >= 25


def test_people_work_where_their_membership_is(loaded):
    formal = PartyMembership.objects.filter(kind="formal", organization__level=OrgLevel.SCHOOL)

    assert not formal.exclude(person__school=F("organization__school")).exists()


def test_users_get_a_password_once(loaded):
    first = ensure_demo_users(jurisdiction=loaded.jurisdiction, on=ON)
    second = ensure_demo_users(jurisdiction=loaded.jurisdiction, on=ON)
    third = ensure_demo_users(jurisdiction=loaded.jurisdiction, on=ON, reset_passwords=True)

    assert set(first) == set(third) == {user.username for user in demo_users()}
    assert second == {}
    assert not set(first.values()) & set(third.values())
    county = get_user_model().objects.get(username="demo-county")
    assert county.check_password(third["demo-county"])
    assert School.objects.visible_to(county).count() == 178
    school = get_user_model().objects.get(username="demo-school")
    assert School.objects.visible_to(school).count() == 1


@pytest.mark.django_db
def test_county_with_schools_of_its_own_is_left_alone():
    county = make.county()
    make.school(jurisdiction=county)

    with pytest.raises(CommandError, match="已有其他学校或者党组织"):
        call_command("load_demo", "--county", county.code)


@pytest.mark.django_db
def test_unknown_county_is_refused():
    with pytest.raises(CommandError, match="没有这个行政区划代码：000001"):
        call_command("load_demo", "--county", "000001")

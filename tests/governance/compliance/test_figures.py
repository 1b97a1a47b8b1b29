"""What schools measured over time: a row for each change."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.choices import Heads, OrgState, OrgType, Role, SchoolOrg
from governance.compliance.sweep import sweep
from governance.domain.posts import post_end
from governance.models import SchoolFigures
from governance.presentation.loading import load_structure
from schools.models import School
from schools.periods import open_period
from tests import factories
from tests.factories import ON
from tests.structures import do, general_branch, single_branch

pytestmark = pytest.mark.django_db

NEXT, LATER = ON + timedelta(days=1), ON + timedelta(days=30)


def checked(on=ON):
    for _report in sweep(School.objects.all(), on):
        pass


def figures_of(school):
    return SchoolFigures.objects.filter(school=school).order_by("period")


def test_a_check_counts_what_the_school_is_made_of():
    made = general_branch()
    checked()

    row = figures_of(made.school).get()
    assert (row.base_units, row.covered_units, row.members) == (2, 2, 8)
    assert (row.heads, row.org_type) == (Heads.SEPARATE, SchoolOrg.GENERAL_BRANCH)
    assert row.organizations == {"branch": 2, "general_branch": 1}
    assert (row.starts_on, row.ends_on) == (ON, None)


def test_a_check_that_counts_the_same_writes_nothing():
    made = general_branch()
    checked()
    before = figures_of(made.school).values().get()

    checked(LATER)

    assert figures_of(made.school).values().get() == before


def test_what_differs_ends_the_period_and_begins_another():
    made = general_branch()
    checked()
    factories.member(made.school, made.branches[0])
    checked(LATER)

    rows = [(row.members, row.starts_on, row.ends_on) for row in figures_of(made.school)]
    assert rows == [(8, ON, LATER), (9, LATER, None)]


def test_of_one_day_the_last_figures_are_kept():
    made = general_branch()
    checked()
    factories.member(made.school, made.branches[0])
    checked()

    assert [(row.members, row.starts_on) for row in figures_of(made.school)] == [(9, ON)]


def test_an_operation_counts_its_school_anew():
    made = general_branch()
    checked()
    held = made.root.role_assignments.get(role=Role.SECRETARY)

    post_end(act=do(effective_on=ON, reason="演示理由"), assignment=held)

    row = figures_of(made.school).get()
    assert (row.heads, row.vacancies["secretary"]) == (Heads.OPEN, 1)


def test_one_person_in_both_posts():
    made = single_branch()
    checked()

    assert figures_of(made.school).get().heads == Heads.COMBINED


def test_schools_without_an_organisation_of_their_own():
    bare, attached, covered, lead = (factories.school() for _ in range(4))
    joint = factories.organization(OrgType.JOINT_BRANCH, school=lead)
    factories.affiliation(attached)
    factories.coverage(joint, covered)
    checked()

    found = {row.school_id: (row.org_type, row.heads) for row in SchoolFigures.objects.all()}
    assert [found[one.pk] for one in (bare, attached, covered)] == [
        (SchoolOrg.NONE, Heads.NONE),
        (SchoolOrg.ATTACHED, Heads.NONE),
        (SchoolOrg.JOINT, Heads.NONE),
    ]


def test_empty_seats_are_those_of_the_schools_page():
    made, other = general_branch(), single_branch()
    factories.organization(parent=made.root)
    factories.organization(parent=made.root, state=OrgState.DISSOLVED)
    factories.post(made.units[0], Role.UNIT_DEPUTY, seats=2)
    factories.post(made.school, Role.VICE_PRINCIPAL, seats=3)
    factories.leading_group(other.school, "moral_education")
    checked()

    for school in (made.school, other.school):
        on_the_page = Counter()
        for vacancy in load_structure(school, ON).vacancies:
            on_the_page[vacancy.role] += vacancy.empty
        assert figures_of(school).get().vacancies == dict(on_the_page)
    assert figures_of(made.school).get().vacancies["vice_principal"] == 3


def test_a_school_has_one_set_of_figures_on_a_day():
    school = factories.school()
    factories.figures(school)
    twin = SchoolFigures(school=school, heads="none", org_type="none", period=open_period(ON))

    with pytest.raises(Exception, match="只有一组数字"):
        twin.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_more_units_cannot_be_covered_than_there_are():
    row = SchoolFigures(
        school=factories.school(), base_units=1, covered_units=2, heads="none", org_type="none"
    )
    row.period = open_period(ON)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()

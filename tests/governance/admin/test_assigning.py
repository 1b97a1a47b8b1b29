"""Putting people in posts: the fitting ones are offered first."""

import pytest

from governance.domain.candidates import secretary_candidates
from governance.models import RoleAssignment
from schools.models import Person
from tests import factories
from tests.governance.admin.desk import address, opened, save, text

pytestmark = pytest.mark.django_db


def groups_of(form):
    return [(label, [pk for pk, _name in people]) for label, people in form.fields["person"].choices[1:]]


@pytest.fixture
def branch(general):
    """Return a branch whose secretary has left, on a unit below another, each with a head."""
    branch = general.branches[0]
    upper = factories.unit(general.school, "初中部", kind="section", is_base=False)
    unit = factories.unit(general.school, "九年级组", parent=upper)
    factories.host_unit(branch, unit)
    factories.assign(general.people[6], upper, "unit_head")
    factories.assign(factories.person(general.school), unit, "unit_deputy")
    RoleAssignment.objects.filter(organization=branch, role="secretary").delete()
    return branch


def test_secretaries_are_offered_from_the_units_heads_first(clerk, general, branch):
    heads = {general.people[0].pk, general.people[6].pk}

    form = opened(clerk, address(RoleAssignment, "add", organization=branch.pk, role="secretary"))

    groups = groups_of(form)
    assert [label for label, _people in groups] == [
        "依托单元的党员负责人",
        "本支部正式党员",
        "本校其他人员",
    ]
    assert set(groups[0][1]) == heads
    assert set(groups[1][1]) == {person.pk for person in general.people[1:4]}
    assert {person.pk for person in general.people[4:]} - heads <= set(groups[2][1])


def test_nobody_is_offered_twice_and_nobody_of_another_school(general, branch, single):
    people = Person.objects.filter(school=general.school)

    groups = secretary_candidates(branch, people, factories.ON)

    offered = [person.pk for group in groups for person in group.people]
    assert sorted(offered) == sorted(people.values_list("pk", flat=True))


def test_the_head_of_the_unit_becomes_secretary_without_a_reason(clerk, general, branch):
    url = address(RoleAssignment, "add", organization=branch.pk, role="secretary")

    answer = save(clerk, url, person=general.people[0].pk, method="elected", approved_on="2026-06-01")

    assert answer.status_code == 302
    assert RoleAssignment.objects.get(organization=branch, role="secretary").person == general.people[0]


def test_another_person_asks_a_reason(clerk, general, branch):
    url = address(RoleAssignment, "add", organization=branch.pk, role="secretary")
    wanted = {"person": general.people[2].pk, "method": "elected", "approved_on": "2026-06-01"}

    asked = save(clerk, url, **wanted)
    saved = save(clerk, url, **wanted, act_reason="组长任期将满")

    assert "/rules/SEC-017/" in text(asked)
    assert "会记入变更记录" in text(asked)
    assert saved.status_code == 302


def test_roles_follow_the_body(clerk, general):
    form = opened(clerk, address(RoleAssignment, "add", unit=general.units[0].pk))

    assert [key for key, _label in form.fields["post_role"].choices] == [
        "",
        "unit_head",
        "unit_deputy",
        "overseer",
    ]


def test_the_principal_is_assigned_to_the_school(clerk, general):
    RoleAssignment.objects.filter(role="principal").delete()
    url = address(RoleAssignment, "add", school=general.school.pk, role="principal")

    answer = save(clerk, url, person=general.people[5].pk, method="engaged")

    assert answer.status_code == 302
    assert RoleAssignment.objects.get(role="principal").post.body == general.school


def test_a_role_that_does_not_fit_is_an_error_of_its_field(clerk, general):
    url = address(RoleAssignment, "add", school=general.school.pk)

    answer = save(
        clerk, url, body=f"unit:{general.units[0].pk}", post_role="secretary", person=general.people[0].pk
    )

    assert "post_role" in answer.context["adminform"].form.errors


def test_the_address_settles_a_leading_group_beside_its_school(clerk, general):
    group = factories.leading_group(general.school)
    asked = {"school": general.school.pk, "group": group.pk, "role": "head"}

    form = opened(clerk, address(RoleAssignment, "add", **asked))

    assert form.fields["body"].initial == f"group:{group.pk}"
    assert [code for code, _name in form.fields["post_role"].choices[1:]] == [
        "head",
        "deputy_head",
        "group_member",
    ]

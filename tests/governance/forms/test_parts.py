"""The parts of a form that founds several branches: how many, which are meant, where they begin."""

import pytest
from django.http import QueryDict

from governance.actions.catalogue import all_actions
from governance.choices import OrgType
from governance.forms.offers.scene import Scene
from governance.forms.parts import MOST_PARTS, PartForms
from governance.forms.place import Place
from governance.models import PartyMembership
from tests import factories
from tests.governance.views.acted import Scene as School
from tests.governance.views.acted import large
from tests.structures import general_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return School(general_branch())


def parts(school, node, sent=None, name="organization_split"):
    user = factories.user(is_superuser=True)
    action = all_actions()[name]
    scene = Scene(Place(user, factories.ON, school.school), action, node)
    argument = next(one for one in action.arguments if one.kind.value == "branches")
    return PartForms(scene, argument, QueryDict(sent) if sent is not None else None)


def test_a_form_begins_with_the_division_the_units_suggest(school):
    branch = large(school)

    found = parts(school, branch)

    units = [part.initial["host_units"] for part in found.forms]
    assert sorted(number for part in units for number in part) == sorted(
        branch.hosts.values_list("unit__number", flat=True)
    )
    assert [len(part) for part in units] == [2, 2]
    assert all(part.initial["full_name"].startswith("中共") for part in found.forms)


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("parts-number=3", 3),
        ("parts-number=2&parts-more=1", 3),
        (f"parts-number={MOST_PARTS}&parts-more=1", MOST_PARTS),
        ("parts-number=999999999", 2),
        ("parts-number=-1", 2),
        ("parts-number=²", 2),
        ("", 2),
    ],
)
def test_the_number_of_parts_is_what_was_sent_within_reason(sent, number, school):
    assert parts(school, school.branch, sent).number == number


def test_parts_left_empty_are_not_meant_and_names_are_needed(school):
    one = parts(school, school.branch, "parts-number=3&parts-1-full_name=中共演示第一支部委员会")
    none = parts(school, school.branch, "parts-number=2")

    assert one.is_valid()
    assert one.answers() == [{"full_name": "中共演示第一支部委员会"}]
    assert not none.is_valid()


def test_where_branches_may_be_left_out_none_is_meant(school):
    none = parts(school, school.order.root, "branches-number=2", name="organization_retype")

    assert none.is_valid()
    assert none.answers() == []


def test_who_is_divided_is_chosen_among_the_members_alone(school):
    branch = large(school)
    here = set(PartyMembership.objects.filter(organization=branch).values_list("person__number", flat=True))
    assert factories.member(school.school).number not in here

    part = parts(school, branch).forms[0]

    offered = {number for number, _label in part.fields["members"].choices}
    assert offered == here


def test_party_groups_are_asked_for_only_where_there_are_some(school):
    branch = large(school)
    assert "groups" not in parts(school, branch).forms[0].fields

    group = factories.organization(OrgType.GROUP, parent=branch)

    field = parts(school, branch).forms[0].fields["groups"]
    assert [number for number, _label in field.choices] == [group.number]

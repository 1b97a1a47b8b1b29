"""What the chart is told so that it can be worked on."""

import pytest
from django.utils import timezone

from governance.choices import OrgType
from governance.presentation.editor import Editor
from governance.presentation.loading import load_structure
from tests.structures import general_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return general_branch()


def editor(order, offers=lambda action: not action.decides, plan=None):
    structure = load_structure(order.school, timezone.localdate())
    return Editor(structure, version=3, seen=7, on=structure.on, offers=offers, plan=plan)


def test_the_script_gets_types_keys_and_what_may_stand_above_what(order):
    data = editor(order).data()

    assert data["url"] == f"/schools/{order.school.code}/do/"
    assert (data["version"], data["seen"], data["plan"]) == (3, 7, None)
    assert data["types"] == {
        order.root.number: OrgType.GENERAL_BRANCH,
        **{branch.number: OrgType.BRANCH for branch in order.branches},
    }
    assert sorted(data["hosts"]) == sorted(
        (branch.number, branch.hosts.get().unit.number) for branch in order.branches
    )
    assert data["above"]["group"] == ["branch", "joint_branch", "temporary_branch"]
    assert data["standing"] == ["branch", "group", "joint_branch", "temporary_branch"]
    assert data["keys"]["organization"] == {
        "n": "organization_draft",
        "r": "organization_rename",
        "m": "organization_move",
        "Delete": "organization_dissolve",
        "h": "host_attach",
        "a": "post_assign",
    }
    assert data["keys"]["unit"] == {
        "n": "unit_create_below",
        "r": "unit_rename",
        "m": "unit_move",
        "Delete": "unit_close",
        "h": "host_attach_here",
        "a": "post_assign_unit",
    }


def test_who_only_decides_drags_nothing(order):
    deciding = editor(order, offers=lambda action: action.decides)

    assert sorted(editor(order).drops) == ["host_attach", "organization_move", "unit_move"]
    assert deciding.drops == []
    assert deciding.data()["keys"]["unit"] == {}


def test_a_key_is_listed_once_for_what_it_does_everywhere(order):
    listed = [(one.key, str(one.label), one.kinds) for one in editor(order).shortcuts()]

    assert ("m", "移动到…", ("organization", "unit")) in listed
    assert ("a", "任职…", ("organization", "unit", "school")) in listed
    assert len({(key, label) for key, label, _kinds in listed}) == len(listed)

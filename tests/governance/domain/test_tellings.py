"""What was done is kept in every language, as it was called then."""

import pytest
from django.utils.translation import override

from governance.choices import Role
from governance.domain.posts import post_end
from governance.domain.records import record_create
from governance.domain.structure import organization_rename
from governance.domain.undoing import change_undo
from governance.domain.units import unit_move
from governance.models import ChangeSet, Document
from tests import factories
from tests.governance.domain.world import World
from tests.structures import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World.build()


def told(act):
    """Return the sentence of the act as it is kept, and for who reads English."""
    change = ChangeSet.objects.get(pk=act.change_set.pk)
    with override("en"):
        return change.summary, change.told


def done(operation, **arguments):
    act = do(reason="演示理由")
    operation(act=act, **arguments)
    return act


def test_the_sentence_is_told_in_the_language_of_the_reader(world):
    with override("en"):
        act = done(organization_rename, organization=world.branch, full_name="中共甲支部委员会")

    name = world.branch.full_name
    assert told(act) == (f"{name}更名为中共甲支部委员会", f"{name} renamed 中共甲支部委员会")
    assert ChangeSet.objects.get(pk=act.change_set.pk).told == act.change_set.summary


def test_posts_and_kinds_in_it_are_translated_too(world):
    held = world.held(Role.SECRETARY)
    root = world.order.root
    act = done(post_end, assignment=held)

    summary, english = told(act)
    assert summary == f"{held.person}不再担任{root}书记"
    assert english == f"{held.person} is no longer Secretary of {root}"


def test_an_undoing_names_what_it_takes_back_in_the_same_language(world):
    first = done(organization_rename, organization=world.branch, full_name="中共甲支部委员会")
    act = done(change_undo, change_set=first.change_set)

    name = world.branch.full_name
    assert told(act) == (f"撤销“{name}更名为中共甲支部委员会”", f"Undo “{name} renamed 中共甲支部委员会”")


def test_the_school_as_a_place_is_translated(world):
    above = factories.unit(world.school, "校区")
    below = factories.unit(world.school, "语文组", parent=above)
    act = done(unit_move, unit=below, parent=None)

    assert told(act) == ("语文组调整到学校之下", "语文组 moved below School")


def test_what_was_kept_in_one_language_is_told_in_it(world):
    act = done(organization_rename, organization=world.branch, full_name="中共甲支部委员会")
    ChangeSet.objects.filter(pk=act.change_set.pk).update(tellings={})

    assert told(act)[0] == told(act)[1]


def test_a_record_is_named_by_its_kind(world):
    paper = Document(school=world.school, kind="other", title="演示文件")
    summary, english = told(done(record_create, row=paper))

    assert summary.startswith("新增文件：")
    assert "文件：" not in english

"""Numbers of the trees: found wrong, set right, and nothing else touched."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from schools.domain.trees import rebuild, tree_models, wrong_nodes
from schools.models import Jurisdiction, Unit
from tests import factories as make

NUMBERS = ("tree_id", "lft", "rght", "level")


def numbers():
    return list(Unit.objects.order_by("number").values_list("number", *NUMBERS))


@pytest.fixture
def campus():
    """A campus with two grades, the second of which has a group; another school beside it."""
    school, other = make.school(), make.school()
    with transaction.atomic():
        top = make.unit(school, name="校区", position=1)
        first = make.unit(school, name="一年级组", parent=top, position=1)
        second = make.unit(school, name="二年级组", parent=top, position=2)
        make.unit(school, name="备课组", parent=second, position=1)
        make.unit(other, name="办公室", position=1)
    for unit in (top, first, second):
        unit.refresh_from_db()
    return school, top, first, second


def spoil(**changes):
    """Write wrong numbers past mptt."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for number, lft in changes.items():
            cursor.execute("UPDATE schools_unit SET lft = %s WHERE number = %s", [lft, number])


def test_three_models_are_trees():
    assert {model._meta.model_name for model in tree_models()} == {
        "jurisdiction",
        "unit",
        "partyorganization",
    }


@pytest.mark.django_db
def test_numbers_of_mptt_are_right(campus):
    assert wrong_nodes(Unit) == []


@pytest.mark.django_db
def test_wrong_numbers_are_found_and_set_right(campus):
    _, _, first, _ = campus
    right = numbers()
    spoil(**{first.number: 77})

    found = wrong_nodes(Unit)
    changed = rebuild(Unit)

    assert [node.number for node in found] == [first.number]
    assert changed == 1
    assert (wrong_nodes(Unit), numbers()) == ([], right)


@pytest.mark.django_db
def test_position_is_the_order_of_siblings(campus):
    _, _, first, second = campus
    Unit.objects.filter(pk=first.pk).update(position=3)

    rebuild(Unit)

    first.refresh_from_db()
    second.refresh_from_db()
    assert second.rght < first.lft


@pytest.mark.django_db
def test_one_school_is_checked_alone(campus):
    school, _, first, _ = campus
    spoil(**{first.number: 77})
    other = Unit.objects.exclude(school=school).get().school

    assert wrong_nodes(Unit, school_id=other.pk) == []
    assert [node.number for node in wrong_nodes(Unit, school_id=school.pk)] == [first.number]
    assert rebuild(Unit, school_id=other.pk) == 0
    assert rebuild(Unit, school_id=school.pk) == 1


@pytest.mark.django_db
def test_nodes_in_a_cycle_are_found_and_cannot_be_numbered(campus, capsys):
    _, top, _, second = campus
    Unit.objects.filter(pk=top.pk).update(parent=second)

    with pytest.raises(CommandError, match="处在循环中的节点须先更正其上级"):
        call_command("check_trees", "--fix")

    assert all(node.in_cycle for node in wrong_nodes(Unit, school_id=top.school_id))
    assert f"{top.number} 处在循环中，没有根" in capsys.readouterr().out


@pytest.mark.django_db
def test_command_lists_what_is_wrong_and_mends_it(campus, capsys):
    school, _, first, _ = campus
    spoil(**{first.number: 77})

    with pytest.raises(CommandError, match="组织树有误"):
        call_command("check_trees")
    call_command("check_trees", "--fix")
    call_command("check_trees", "--school", school.code)

    out = capsys.readouterr().out
    assert f"{first.number} 编号有误" in out
    assert "内设单元：更正1个节点。" in out


@pytest.mark.django_db
def test_command_knows_no_such_school():
    with pytest.raises(CommandError, match="没有学校2133999999"):
        call_command("check_trees", "--school", "2133999999")


@pytest.mark.django_db
def test_two_roots_of_one_tree_stay_impossible_after_a_rebuild():
    first = make.county()
    rebuild(Jurisdiction)

    assert Jurisdiction.objects.filter(parent=None, tree_id=first.get_root().tree_id).count() == 1

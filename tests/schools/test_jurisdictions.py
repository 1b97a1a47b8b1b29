"""Administrative divisions from the package, with their real codes."""

import pytest
from django.core.management import CommandError, call_command

from schools.choices import JurisdictionLevel
from schools.domain.jurisdictions import divisions, load_jurisdictions
from schools.domain.trees import wrong_nodes
from schools.models import Jurisdiction


def test_divisions_have_six_digits_and_know_the_one_above():
    known = divisions()

    assert all(len(code) == 6 and code.isdigit() for code in known)
    assert all(d.parent in known for d in known.values() if d.level != JurisdictionLevel.PROVINCE)
    assert sum(d.level == JurisdictionLevel.PROVINCE for d in known.values()) == 34


@pytest.mark.parametrize(
    ("code", "name", "parent"),
    [
        ("330781", "兰溪市", "330700"),
        ("110101", "东城区", "110000"),  # a municipality has no city level
        ("429004", "仙桃市", "420000"),  # neither has a county directly under its province
        ("441900", "东莞市", "440000"),  # a city without counties
        ("710000", "台湾省", ""),
    ],
)
def test_division_stands_under_the_next_level_there_is(code, name, parent):
    division = divisions()[code]

    assert (division.name, division.parent) == (name, parent)


@pytest.mark.django_db
def test_all_are_loaded_once_with_right_trees():
    first, second = load_jurisdictions(), load_jurisdictions()

    assert (first, second) == (len(divisions()), 0)
    assert wrong_nodes(Jurisdiction) == []
    zhejiang = Jurisdiction.objects.get(code="330000")
    assert zhejiang.get_descendants().filter(code="330781").exists()
    assert Jurisdiction.objects.get(code="110101").get_ancestors().count() == 1


@pytest.mark.django_db
def test_one_county_comes_with_what_is_above_it_and_later_ones_join_its_tree():
    load_jurisdictions(["330781"])
    added = load_jurisdictions(["330782"])

    assert added == 1
    assert list(Jurisdiction.objects.values_list("code", flat=True)) == [
        "330000",
        "330700",
        "330781",
        "330782",
    ]
    assert Jurisdiction.objects.values("tree_id").distinct().count() == 1
    assert wrong_nodes(Jurisdiction) == []


@pytest.mark.django_db
def test_unknown_code_is_refused_in_words():
    with pytest.raises(CommandError, match="没有这个行政区划代码：999999"):
        call_command("load_jurisdictions", "999999")

    assert not Jurisdiction.objects.exists()

"""Fixtures: trees are numbered, a broken file loads nothing and says where it is broken."""

import json

import pytest
from django.core.management import CommandError, call_command

from schools.domain.trees import wrong_nodes
from schools.models import Jurisdiction, Person, School, Unit

OPEN = json.dumps({"bounds": "[)", "lower": "2020-09-01", "upper": None})


def county():
    province = {"code": "330000", "name": "浙江省", "level_kind": "province"}
    city = {"code": "330700", "name": "金华市", "level_kind": "city", "parent": ["330000"]}
    return [("schools.jurisdiction", province), ("schools.jurisdiction", city)]


def school(**changes):
    fields = {"code": "2133900001", "name": "演示小学", "jurisdiction": ["330700"], "type_code": "21"}
    return ("schools.school", fields | changes)


def unit(number, name, parent=None, **changes):
    fields = {"number": number, "name": name, "school": ["2133900001"], "kind": "grade", "period": OPEN}
    if parent:
        fields["parent"] = [parent]
    return ("schools.unit", fields | changes)


@pytest.fixture
def load(tmp_path):
    """Write the records as a fixture and load it."""

    def write_and_load(*records):
        file = tmp_path / "sample.json"
        rows = [{"model": model, "fields": fields} for model, fields in records]
        file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        call_command("loaddata", str(file), verbosity=0)

    return write_and_load


def shape():
    return list(Unit.objects.order_by("number").values_list("number", "level", "lft", "rght"))


@pytest.mark.django_db
def test_trees_are_numbered_whatever_the_order_of_the_file(load):
    child, parent = unit("U02", "一年级组", "U01"), unit("U01", "本部校区", kind="campus")
    load(*county(), school(), child, parent)

    assert shape() == [("U01", 0, 1, 4), ("U02", 1, 2, 3)]
    assert wrong_nodes(Jurisdiction) + wrong_nodes(Unit) == []


@pytest.mark.django_db
def test_second_load_changes_no_number(load):
    records = [*county(), school(), unit("U01", "本部校区"), unit("U02", "一年级组", "U01")]
    load(*records)
    before = list(Unit.objects.order_by("number").values())

    load(*records)

    assert list(Unit.objects.order_by("number").values()) == before


@pytest.mark.django_db
def test_second_load_moves_a_unit_to_its_new_parent(load):
    load(*county(), school(), unit("U01", "东校区"), unit("U02", "西校区"), unit("U03", "组", "U01"))
    load(*county(), school(), unit("U03", "组", "U02"))

    assert Unit.objects.get(number="U03").parent.number == "U02"
    assert wrong_nodes(Unit) == []


@pytest.mark.django_db
def test_sort_key_is_made_and_an_open_page_of_the_school_becomes_stale(load):
    load(*county(), school())
    first = School.objects.get()
    load(*county(), school())

    assert first.sort_key.startswith("yan shi xiao xue")
    assert (first.version, School.objects.get().version) == (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("broken", "where", "why"),
    [
        (
            school(code="12345"),
            "第3条记录（schools.school，12345）",
            "学校标识码应当是10位数字。（school_code_ten_digits）",
        ),
        (school(founded_on="yesterday"), "第3条记录（schools.school，2133900001）", "yesterday"),
        (("schools.shool", {"code": "1"}), "第3条记录（schools.shool，1）", "schools.shool"),
        (school(colour="red"), "第3条记录（schools.school，2133900001）", "colour"),
    ],
)
def test_broken_record_is_named_and_nothing_is_loaded(load, broken, where, why):
    with pytest.raises(CommandError) as caught:
        load(*county(), broken, school(code="2133900002"))

    message = str(caught.value)
    assert message.startswith("没有载入任何数据。文件sample.json")
    assert where in message
    assert why in message
    assert not Jurisdiction.objects.exists()


@pytest.mark.django_db
def test_reference_to_nothing_is_named(load):
    with pytest.raises(CommandError, match=r"第3条记录（schools\.school，2133900001）：引用的行政区划330799"):
        load(*county(), school(jurisdiction=["330799"]))

    assert not School.objects.exists()


@pytest.mark.django_db
def test_forward_reference_to_nothing_is_named_at_the_end(load):
    with pytest.raises(CommandError, match=r"没有载入任何数据。记录（schools\.unit，U01）引用的U99不存在"):
        load(*county(), school(), unit("U01", "一年级组", "U99"))

    assert not School.objects.exists()


@pytest.mark.django_db
def test_two_schools_at_one_time_are_named_by_person_and_day(load):
    person = ("schools.person", {"number": "R01", "school": ["2133900001"], "name": "演示甲"})
    work = ("schools.employment", {"person": ["R01"], "school": ["2133900001"], "period": OPEN})
    later = json.dumps({"bounds": "[)", "lower": "2021-09-01", "upper": None})
    second = ("schools.employment", work[1] | {"period": later})

    with pytest.raises(CommandError, match=r"第6条记录（schools.employment，R01 2133900001 2021-09-01）"):
        load(*county(), school(), person, work, second)

    assert not Person.objects.exists()


@pytest.mark.django_db
def test_file_that_is_no_json_is_named(tmp_path):
    file = tmp_path / "torn.json"
    file.write_text('[{"model": "schools.school"', encoding="utf-8")

    with pytest.raises(CommandError, match=r"没有载入任何数据。文件torn.json"):
        call_command("loaddata", str(file), verbosity=0)


@pytest.mark.django_db
def test_fixture_of_another_application_loads_as_ever(tmp_path):
    file = tmp_path / "groups.json"
    file.write_text('[{"model": "auth.group", "pk": 7, "fields": {"name": "甲"}}]', encoding="utf-8")

    call_command("loaddata", str(file), verbosity=0)

    from django.contrib.auth.models import Group

    assert Group.objects.get(pk=7).name == "甲"

"""Lists pasted from a spreadsheet: what is read, and what is marked where."""

from datetime import date

import pytest

from governance.choices import Role
from governance.domain.intake import NewUnit
from governance.setup.presets import PRESETS, preset_for
from governance.setup.reading import Misread, date_of, position_of, status_of
from governance.setup.roster import Known, read_roster
from governance.setup.unit_list import kind_of, read_units
from schools.choices import PoliticalStatus, SchoolForm, UnitKind
from schools.models import School, Unit

ON = date(2026, 6, 1)


def problems(table):
    """Return line, column and text of everything that is wrong."""
    return [
        (row.line, nth, cell.problem)
        for row in table.rows
        for nth, cell in enumerate(row.cells)
        if cell.problem
    ]


def known(**changes):
    units = {name: Unit(name=name, number=name) for name in ("七年级组", "办公室")}
    return Known(ON, units, **changes)


def test_a_list_of_units_guesses_the_kinds():
    table = read_units("七年级组\n语文教研组\n教务处\n\n本部，校区", set())
    assert table.values == [
        NewUnit("七年级组", UnitKind.GRADE),
        NewUnit("语文教研组", UnitKind.SUBJECT),
        NewUnit("教务处", UnitKind.OFFICE),
        NewUnit("本部", UnitKind.CAMPUS),
    ]
    assert [row.line for row in table.rows] == [1, 2, 3, 5]


def test_a_list_of_units_marks_what_is_wrong():
    table = read_units("名称,类别\n七年级组\n八年级组,班级\n七年级组\n" + "长" * 61, {"办公室"})
    assert [(line, column) for line, column, _text in problems(table)] == [(3, 1), (4, 0), (5, 0)]
    assert not table.is_faultless


def test_every_preset_can_be_entered_as_it_is():
    for preset in PRESETS.values():
        table = read_units("\n".join(preset.names), set())
        assert table.is_faultless, preset.code
        assert UnitKind.OTHER not in {unit.kind for unit in table.values}, preset.code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type_code": "21"}, "primary"),
        ({"type_code": "31"}, "junior"),
        ({"type_code": "34", "form": SchoolForm.COMPLETE}, "complete"),
        ({"type_code": "31", "stages": ["primary", "junior"]}, "nine_year"),
        ({"type_code": "34", "form": SchoolForm.TWELVE_YEAR}, "twelve_year"),
        ({"type_code": "51"}, "small"),
    ],
)
def test_the_preset_fits_the_school(changes, code):
    assert preset_for(School(**changes)).code == code


@pytest.mark.parametrize(
    ("name", "kind"),
    [("高一年级组", UnitKind.GRADE), ("小班组", UnitKind.GRADE), ("退休支部", UnitKind.RETIRED),
     ("数学备课组", UnitKind.PREPARATION), ("团委", UnitKind.OFFICE), ("汽修专业部", UnitKind.DEPARTMENT),
     ("其他", UnitKind.OTHER)],
)  # fmt: skip
def test_kinds_are_told_by_names(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "text", ["2010-07-01", "2010/7/1", "2010.7.1", "2010年7月1日", "20100701", "2010-07-01 00:00:00"]
)
def test_dates_are_read_as_people_write_them(text):
    assert date_of(text, ON) == date(2010, 7, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [("2010-07", "写到日"), ("2010.13.1", "没有这一天"), ("去年", "无法识别"), ("2026-06-02", "晚于今天")],
)
def test_other_dates_say_what_is_wrong(text, said):
    with pytest.raises(Misread, match=said):
        date_of(text, ON)


def test_affiliations_and_posts():
    assert status_of("正式党员") == PoliticalStatus.FULL
    assert status_of("") == PoliticalStatus.UNKNOWN
    with pytest.raises(Misread):
        status_of("党")
    assert position_of("副校长") == (None, Role.VICE_PRINCIPAL)
    assert position_of("年级组长") == (Role.UNIT_HEAD, None)
    assert position_of("教务处副主任") == (Role.UNIT_DEPUTY, None)
    assert position_of("班主任") == (None, None)
    assert position_of("教师") == (None, None)


def test_a_line_becomes_a_person():
    table = read_roster("演示甲\tT1\t中共党员\t2009-07-01\t2010-07-01\t七年级组、办公室\t组长", known())
    [person] = table.values
    assert (person.name, person.staff_number, person.political_status) == ("演示甲", "T1", "full")
    assert (person.joined_on, person.full_on) == (date(2009, 7, 1), date(2010, 7, 1))
    assert [unit.name for unit in person.units] == ["七年级组", "办公室"]
    assert (person.unit_role, person.school_role) == (Role.UNIT_HEAD, None)


def test_a_heading_line_may_put_columns_in_any_order():
    table = read_roster("部门,姓名,政治面貌\n办公室,演示甲,群众", known())
    [person] = table.values
    assert (person.name, [unit.name for unit in person.units]) == ("演示甲", ["办公室"])


def test_what_is_wrong_is_marked_by_row_and_column():
    text = "\n".join(
        [
            "\tT1\t群众",
            "演示甲\tT2\t党\t\t\t九年级组",
            "演示乙\tT2\t群众\t2009-07-01",
            "演示丙\tT3\t中共党员\t2009-07-01\t2008-07-01",
            "演示丁\tT4\t预备党员\t2025-07-01\t2026-05-01",
            "演示戊\tT5\t群众\t\t\t\t组长",
            "演示己\tT6\t群众\t\t\t\t校长",
            "演示庚\tT7\t群众\t\t\t\t校长",
            "演示己\t\t群众",
            "演示辛\tT6\t群众",
        ]
    )
    table = read_roster(text, known())
    assert [(line, column) for line, column, _text in problems(table)] == [
        (1, 0), (2, 2), (2, 5), (3, 2), (4, 4), (5, 4), (6, 5), (8, 6), (9, 0), (10, 1),
    ]  # fmt: skip
    assert [person.name for person in table.values] == ["演示己"]


def test_who_is_registered_already_is_told():
    table = read_roster("演示甲\t\t群众\n演示乙\tT1\t群众", known(names={"演示甲"}, staff_numbers={"T1"}))
    assert [(line, column) for line, column, _text in problems(table)] == [(1, 0), (2, 1)]


def test_lines_to_be_put_right_come_first():
    table = read_roster("演示甲\tT1\t群众\n演示乙\tT1\t群众", known())
    assert [row.line for row in table.wrong_first] == [2, 1]

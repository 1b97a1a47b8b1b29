"""Parameters: bounds, the direction a lower level may move them, and how they are stored."""

import json
from datetime import date

import pytest

from governance.rules.parameters import DEFAULTS, PARAMETERS, Stricter, from_json, looser

NUMBERS = [p for p in PARAMETERS.values() if p.kind is int]


@pytest.mark.parametrize("name", PARAMETERS)
def test_default_may_be_set(name):
    default = DEFAULTS[name]

    assert default is None or looser(name, default, None) == ""


@pytest.mark.parametrize("parameter", NUMBERS, ids=lambda p: p.name)
def test_bounds_are_in_and_one_beyond_is_out(parameter):
    refused = f"“{parameter.label}”应当在 {parameter.least} 到 {parameter.most} 之间。"

    assert looser(parameter.name, parameter.least, None) == ""
    assert looser(parameter.name, parameter.most, None) == ""
    assert looser(parameter.name, parameter.least - 1, None) == refused
    assert looser(parameter.name, parameter.most + 1, None) == refused


@pytest.mark.parametrize("parameter", NUMBERS, ids=lambda p: p.name)
def test_fixed_numbers_leave_no_room_or_refuse_a_change(parameter):
    if parameter.stricter is not Stricter.FIXED:
        assert parameter.least < parameter.most
    elif parameter.least < parameter.most:
        other = parameter.least if parameter.default != parameter.least else parameter.most
        assert "不能在本级修改" in looser(parameter.name, other, parameter.default)


def test_the_same_value_is_never_looser():
    assert looser("MIN_FULL_BRANCH", 3, 3) == ""


@pytest.mark.parametrize(("value", "refused"), [(3, False), (5, False), (4, False)])
def test_smaller_is_stricter_for_joint_branches(value, refused):
    assert bool(looser("JOINT_MAX_UNITS", value, 5)) is refused


def test_larger_is_looser_for_joint_branches():
    assert looser("JOINT_MAX_UNITS", 4, 3) == "“联合党支部覆盖单位上限”在本级只能比上级的 3 更小（更早）。"


def test_larger_is_stricter_and_smaller_looser_for_party_age():
    assert looser("BRANCH_SEC_YEARS", 2, 1) == ""
    assert looser("BRANCH_SEC_YEARS", 1, 2) == "“支部书记党龄（年）”在本级只能比上级的 2 更大。"


def test_a_deadline_may_only_move_earlier():
    assert looser("DEADLINE", date(2024, 1, 1), date(2024, 3, 1)) == ""
    assert "更早" in looser("DEADLINE", date(2024, 6, 1), date(2024, 3, 1))


def test_a_deadline_may_be_set_where_none_is():
    assert looser("DEADLINE", date(2024, 6, 1), None) == ""


def test_a_set_may_only_grow():
    inherited = DEFAULTS["SCOPE_TYPES"]

    assert looser("SCOPE_TYPES", (*inherited, "11"), inherited) == ""
    assert looser("SCOPE_TYPES", ("21",), inherited) == "“适用的学校类别代码”在本级只能增加，不能减少。"


def test_a_hint_may_move_either_way():
    assert [looser("PG_HINT_MEMBERS", value, 10) for value in (6, 20)] == ["", ""]


@pytest.mark.parametrize(
    ("name", "value"),
    [("BRANCH_MAX", "50"), ("BRANCH_MAX", True), ("BRANCH_MAX", None), ("DEADLINE", "2024-01-01")],
)
def test_a_value_of_another_type_is_refused(name, value):
    assert looser(name, value, DEFAULTS[name]) == f"“{PARAMETERS[name].label}”的取值格式不对。"


def test_a_pattern_must_be_a_regular_expression():
    assert looser("ORG_CODE_PATTERN", r"\d{12}", None) == ""
    assert looser("ORG_CODE_PATTERN", "(", None) == "“党组织代码格式（正则表达式）”不是有效的正则表达式。"


@pytest.mark.parametrize(
    ("name", "stored", "used"),
    [
        ("BRANCH_MAX", 40, 40),
        ("DEADLINE", "2024-03-01", date(2024, 3, 1)),
        ("SCOPE_TYPES", ["21", "31"], ("21", "31")),
        ("ORG_CODE_PATTERN", r"\d{12}", r"\d{12}"),
        ("DEADLINE", None, None),
    ],
)
def test_from_json(name, stored, used):
    assert from_json(name, json.loads(json.dumps(stored))) == used


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_default_survives_storage(name):
    default = DEFAULTS[name]
    stored = json.loads(json.dumps(default.isoformat() if isinstance(default, date) else default))

    assert from_json(name, stored) == default

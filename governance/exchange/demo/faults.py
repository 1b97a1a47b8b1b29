"""What is wrong at which demo school: most have one to four faults, one in five of the small none."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from random import Random

from governance.exchange.demo.figures import Category
from governance.exchange.demo.plans import SchoolPlan


class Fault(StrEnum):
    """Something missing, late or contradictory in a school's record."""

    NO_SECRETARY = "书记空缺"
    ACTING_SECRETARY = "书记空缺、有人主持工作"
    OVERDUE = "届满未换届"
    UNREMINDED = "即将届满未提醒"
    NO_TERM = "未登记届次"
    LONG_TERM = "任期登记为五年"
    NO_FULL_TIME_DEPUTY = "无专职副书记"
    SEPARATE = "支部学校书记校长分设"
    COMBINED = "总支、党委学校书记校长一人担任"
    PRINCIPAL_OUTSIDE = "党员校长未任副书记"
    VICE_OUTSIDE = "党员副校长未进班子"
    NO_GROUPS = "未设领导小组"
    NO_IDEOLOGY_GROUP = "未设意识形态工作领导小组"
    GROUP_HEAD = "领导小组组长无书记"
    STALE_GROUP = "领导小组成员已离校"
    NO_RULES = "无议事规则"
    NO_APPROVAL = "无成立批复"
    UNASSIGNED = "党员未编入支部"
    OVERSIZED = "支部超过五十人"
    NO_HOST = "支部未登记依托单元"
    UNCOVERED_UNIT = "基本单元未覆盖"
    NO_DISCIPLINE = "无纪检委员"
    VACANT_SEAT = "委员缺额"
    NO_DOCUMENT = "任职无文件"
    UNAPPROVED = "当选未报批"
    PROBATION = "预备期满未讨论"
    UNCLEAR = "转正日期缺失"
    NOT_SWITCHED = "未实施新领导体制"
    NAME = "名称不规范"
    LEFT = "离校仍在任"
    SECRETARY_NO_HEAD = "支部书记不是单元负责人"
    NO_PRINCIPAL = "未登记校长"


_OWN = frozenset(category for category in Category if category.has_own_organization)
_LEADING = frozenset({Category.COMMITTEE, Category.GENERAL})
_SINGLE = _OWN - _LEADING
_ANY = _OWN | {Category.JOINT, Category.ATTACHED}

#: Fault → how often it is drawn, at which schools, whether only at public ones.
_CHANCES: dict[Fault, tuple[int, frozenset[Category], bool]] = {
    Fault.NO_SECRETARY: (3, _OWN, False),
    Fault.ACTING_SECRETARY: (2, _OWN, False),
    Fault.OVERDUE: (12, _OWN, False),
    Fault.UNREMINDED: (5, _OWN, False),
    Fault.NO_TERM: (2, _OWN, False),
    Fault.LONG_TERM: (3, _SINGLE, False),
    Fault.NO_FULL_TIME_DEPUTY: (16, _SINGLE, True),
    Fault.SEPARATE: (7, _SINGLE, True),
    Fault.COMBINED: (14, _LEADING, True),
    Fault.PRINCIPAL_OUTSIDE: (10, _LEADING, True),
    Fault.VICE_OUTSIDE: (7, _OWN, True),
    Fault.NO_GROUPS: (4, _OWN, True),
    Fault.NO_IDEOLOGY_GROUP: (8, _OWN, True),
    Fault.GROUP_HEAD: (7, _OWN, True),
    Fault.STALE_GROUP: (5, _OWN, True),
    Fault.NO_RULES: (12, _OWN, True),
    Fault.NO_APPROVAL: (7, _OWN, False),
    Fault.UNASSIGNED: (9, _OWN, False),
    Fault.OVERSIZED: (12, frozenset({Category.COMMITTEE}), True),
    Fault.NO_HOST: (14, _LEADING, False),
    Fault.UNCOVERED_UNIT: (14, _LEADING, False),
    Fault.NO_DISCIPLINE: (4, _OWN, False),
    Fault.VACANT_SEAT: (6, _OWN, False),
    Fault.NO_DOCUMENT: (6, _OWN, False),
    Fault.UNAPPROVED: (4, _OWN, False),
    Fault.PROBATION: (4, _OWN, False),
    Fault.UNCLEAR: (6, _ANY, False),
    Fault.NOT_SWITCHED: (4, _SINGLE, True),
    Fault.NAME: (5, _OWN, False),
    Fault.LEFT: (2, _OWN, False),
    Fault.SECRETARY_NO_HEAD: (10, _LEADING, False),
    Fault.NO_PRINCIPAL: (4, _ANY, False),
}
#: Faults that explain each other away: a school has one of a row at most.
_EXCLUSIVE = (
    frozenset({Fault.NO_SECRETARY, Fault.ACTING_SECRETARY, Fault.SEPARATE, Fault.COMBINED, Fault.LEFT}),
    frozenset({Fault.NO_PRINCIPAL, Fault.SEPARATE, Fault.COMBINED, Fault.PRINCIPAL_OUTSIDE}),
    frozenset({Fault.OVERDUE, Fault.UNREMINDED, Fault.NO_TERM, Fault.LONG_TERM}),
    frozenset({Fault.NO_GROUPS, Fault.NO_IDEOLOGY_GROUP, Fault.STALE_GROUP, Fault.GROUP_HEAD}),
    frozenset({Fault.NO_HOST, Fault.UNCOVERED_UNIT}),
    frozenset({Fault.NO_TERM, Fault.VACANT_SEAT, Fault.NO_DISCIPLINE, Fault.UNAPPROVED, Fault.VICE_OUTSIDE}),
    frozenset({Fault.NOT_SWITCHED, Fault.NO_FULL_TIME_DEPUTY, Fault.SEPARATE}),
)
#: How many faults a school has: none at one in five.
_HOW_MANY = (0, 1, 2, 3, 4)
_WEIGHTS = (20, 32, 28, 14, 6)
_HOW_MANY_WHEN_LARGE = (1, 2, 3, 4)
_ONE_WHEN_COVERED = 0.2


def with_faults(rng: Random, plans: Sequence[SchoolPlan]) -> list[SchoolPlan]:
    """Return the plans with faults drawn for each school that has an organisation or is covered by one."""
    return [replace(plan, faults=_draw(rng, plan)) for plan in plans]


def _draw(rng: Random, plan: SchoolPlan) -> frozenset[str]:
    if plan.category in _LEADING:
        count = rng.choice(_HOW_MANY_WHEN_LARGE)
    elif not plan.category.has_own_organization:
        count = rng.random() < _ONE_WHEN_COVERED
    else:
        count = rng.choices(_HOW_MANY, _WEIGHTS)[0]
    drawn: set[Fault] = set()
    for _ in range(count):
        left = [fault for fault in _CHANCES if _fits(fault, plan, drawn)]
        if left:
            drawn.add(rng.choices(left, [_CHANCES[fault][0] for fault in left])[0])
    return frozenset(drawn)


def _fits(fault: Fault, plan: SchoolPlan, drawn: set[Fault]) -> bool:
    _, categories, only_public = _CHANCES[fault]
    if fault in drawn or plan.category not in categories or (only_public and not plan.is_public):
        return False
    return not any(fault in row and row & drawn for row in _EXCLUSIVE)

"""The numbers the rules run with (docs/judging.md §8), and which way a lower level may move them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.choices import Basis


class Stricter(Enum):
    """The direction in which a lower level may move a number."""

    FIXED = "fixed"
    DOWN = "down"
    UP = "up"
    EARLIER = "earlier"
    SUPERSET = "superset"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number, date, set or pattern that rules run with.

    ``least`` and ``most`` bound what may be set at all; ``stricter`` says which way a jurisdiction
    may move the value it inherits.
    """

    name: str
    label: Any
    default: Any
    kind: type
    stricter: Stricter
    basis: Basis
    least: Any = None
    most: Any = None


def _number(
    name: str, label: Any, default: int, span: tuple[int, int], stricter: Stricter, basis: Basis
) -> Parameter:
    return Parameter(name, label, default, int, stricter, basis, *span)


_FIXED, _DOWN, _UP, _FREE = Stricter.FIXED, Stricter.DOWN, Stricter.UP, Stricter.FREE
_C, _L, _S, _R, _D = Basis.CENTRAL, Basis.LOCAL, Basis.ARTICLE, Basis.RECALLED, Basis.DEFAULT

PARAMETERS: Mapping[str, Parameter] = {
    p.name: p
    for p in (
        _number("MIN_FULL_BRANCH", _("单独建立党组织的正式党员数"), 3, (3, 3), _FIXED, _C),
        _number("ESTABLISH_GRACE", _("应建组织的办理期（天）"), 90, (0, 180), _DOWN, _D),
        _number("JOINT_MAX_UNITS", _("联合党支部覆盖单位上限"), 5, (2, 5), _DOWN, _C),
        _number("BRANCH_MAX", _("支部党员人数上限"), 50, (20, 50), _DOWN, _C),
        _number("GRACE_DAYS", _("支部人数不足的处理期（天）"), 90, (0, 180), _DOWN, _D),
        _number("GB_FROM", _("设党总支的党员数起点"), 50, (50, 51), _UP, _L),
        _number("GB_TO", _("设党总支的党员数上限"), 100, (99, 100), _DOWN, _L),
        _number("GW_FROM", _("设党委的党员数起点"), 100, (100, 101), _UP, _L),
        _number("CHILD_BR_MIN", _("党委、党总支下设支部数"), 2, (1, 3), _UP, _D),
        _number("TRANSFER_DAYS", _("组织关系转接期（天）"), 90, (30, 180), _DOWN, _L),
        _number("UNIT_COVERAGE", _("基本单元覆盖率（%）"), 100, (0, 100), _UP, _S),
        _number("PG_HINT_MEMBERS", _("提示设党小组的支部党员数"), 6, (6, 30), _FREE, _D),
        _number("PG_MIN", _("党小组党员数"), 3, (3, 5), _FREE, _D),
        _number("APPROVE_MONTHS", _("批复时限（月）"), 1, (1, 1), _FIXED, _C),
        Parameter("LEGACY_BEFORE", _("历史党组织界限日期"), date(2018, 10, 28), date, Stricter.EARLIER, _D),
        Parameter("ORG_CODE_PATTERN", _("党组织代码格式（正则表达式）"), None, str, _FREE, _D),
        Parameter("DEADLINE", _("领导体制调整期限"), None, date, Stricter.EARLIER, _L),
        Parameter(
            "SCOPE_TYPES",
            _("适用的学校类别代码"),
            ("21", "31", "34", "36", "37", "51"),
            tuple,
            Stricter.SUPERSET,
            _L,
        ),
        _number("YEARS_GW", _("党委每届年数"), 5, (3, 5), _FIXED, _C),
        _number("YEARS_GB", _("党总支每届年数"), 3, (3, 3), _FIXED, _C),
        _number("YEARS_BR", _("党支部每届年数"), 3, (3, 3), _FIXED, _C),
        Parameter("TERM_RULE_FROM", _("任期规定施行日期"), date(2018, 7, 1), date, _FIXED, _R),
        _number("TERM_TOLERANCE", _("任期日期容差（天）"), 31, (0, 62), _DOWN, _D),
        _number("SHIFT_MAX_MONTHS", _("延期或者提前换届上限（月）"), 12, (1, 12), _DOWN, _C),
        _number("EARLY_TOLERANCE", _("提前换届容差（天）"), 30, (0, 90), _DOWN, _D),
        _number("LEAD_MONTHS", _("换届提醒提前量（月）"), 6, (4, 12), _UP, _C),
        _number("NEED_COMMITTEE", _("设支部委员会的正式党员数"), 7, (7, 7), _FIXED, _C),
        _number("COMMITTEE_GRACE", _("设支部委员会的办理期（天）"), 90, (0, 180), _DOWN, _D),
        _number("BR_SEATS_MIN", _("支部委员会最少人数"), 3, (3, 3), _FIXED, _C),
        _number("BR_SEATS_USUAL", _("支部委员会一般人数上限"), 5, (3, 5), _DOWN, _C),
        _number("BR_SEATS_MAX", _("支部委员会人数上限"), 7, (5, 7), _DOWN, _C),
        _number("BR_DEPUTY_MAX", _("支部副书记职数"), 1, (1, 1), _FIXED, _C),
        _number("GB_SEATS_MIN", _("党总支委员会最少人数"), 5, (5, 7), _UP, _L),
        _number("GB_SEATS_USUAL", _("党总支委员会一般人数上限"), 7, (5, 7), _DOWN, _L),
        _number("GB_SEATS_MAX", _("党总支委员会人数上限"), 9, (7, 9), _DOWN, _L),
        _number("GW_SEATS_MIN", _("党委委员会最少人数"), 5, (5, 9), _UP, _L),
        _number("GW_SEATS_USUAL", _("党委委员会一般人数上限"), 9, (5, 9), _DOWN, _L),
        _number("GW_SEATS_MAX", _("党委委员会人数上限"), 11, (9, 11), _DOWN, _D),
        _number("GB_DEPUTIES", _("党总支副书记职数（不含校长）"), 1, (0, 2), _DOWN, _L),
        _number("GW_DEPUTIES", _("党委副书记职数（不含校长）"), 2, (0, 3), _DOWN, _L),
        _number("VACANCY_DAYS", _("缺额补选期（天）"), 90, (30, 365), _DOWN, _D),
        _number("SECRETARY_VACANCY_DAYS", _("书记空缺期（天）"), 180, (30, 365), _DOWN, _D),
        _number("APPROVE_WAIT_DAYS", _("选举结果报批期（天）"), 30, (0, 90), _DOWN, _D),
        _number("ALIGN_DAYS", _("领导班子调整期（天）"), 90, (0, 365), _DOWN, _D),
        Parameter(
            "ADMIN_POSTS",
            _("书记一般不兼任的行政领导职务"),
            ("vice_principal",),
            tuple,
            Stricter.SUPERSET,
            _D,
        ),
        _number("BRANCH_SEC_YEARS", _("支部书记党龄（年）"), 1, (1, 5), _UP, _C),
        _number("FULL_TIME_DEPUTY_N", _("专职副书记职数"), 1, (1, 1), _FIXED, _L),
        _number("SETUP_MAX_DAYS", _("筹建期（天）"), 90, (30, 365), _DOWN, _D),
        _number("ADJUST_MAX_DAYS", _("调整期（天）"), 90, (30, 365), _DOWN, _D),
        _number("REVIEW_MONTHS", _("摸底间隔（月）"), 12, (6, 12), _DOWN, _L),
        _number("MOVE_MONTHS", _("固定地点工作后转接期（月）"), 6, (6, 6), _FIXED, _L),
    )
}

DEFAULTS: Mapping[str, Any] = {name: parameter.default for name, parameter in PARAMETERS.items()}


def from_json(name: str, value: Any) -> Any:
    """Return a stored value as the rules use it: dates as dates, sets as tuples."""
    kind = PARAMETERS[name].kind
    if value is None:
        return None
    if kind is date:
        return date.fromisoformat(value)
    return tuple(value) if kind is tuple else value


def looser(name: str, value: Any, inherited: Any) -> str:
    """Return why ``value`` may not replace ``inherited`` one level down; an empty text if it may."""
    parameter = PARAMETERS[name]
    problem = _type_problem(parameter, value)
    if problem or inherited is None or value == inherited:
        return problem
    match parameter.stricter:
        case Stricter.FIXED:
            return gettext("“{label}”是规定的数字，不能在本级修改。").format(label=parameter.label)
        case Stricter.DOWN | Stricter.EARLIER if value > inherited:
            return gettext("“{label}”在本级只能比上级的 {inherited} 更小（更早）。").format(
                label=parameter.label, inherited=inherited
            )
        case Stricter.UP if value < inherited:
            return gettext("“{label}”在本级只能比上级的 {inherited} 更大。").format(
                label=parameter.label, inherited=inherited
            )
        case Stricter.SUPERSET if not set(value) >= set(inherited):
            return gettext("“{label}”在本级只能增加，不能减少。").format(label=parameter.label)
    return ""


def _type_problem(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, parameter.kind) or isinstance(value, bool):
        return gettext("“{label}”的取值格式不对。").format(label=parameter.label)
    if parameter.least is not None and not parameter.least <= value <= parameter.most:
        return gettext("“{label}”应当在 {least} 到 {most} 之间。").format(
            label=parameter.label, least=parameter.least, most=parameter.most
        )
    if parameter.name == "ORG_CODE_PATTERN":
        try:
            re.compile(str(value))
        except re.error:
            return gettext("“{label}”不是有效的正则表达式。").format(label=parameter.label)
    return ""

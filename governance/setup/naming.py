"""Names of organisations: full ones as rule ORG-021 expects them, short ones as people say them."""

from collections.abc import Sequence

from governance.choices import OrgType
from governance.setup.staff import Group
from schools.choices import UnitKind

#: Names are entered as they are, in the language of the register.
_ENDINGS = {
    OrgType.COMMITTEE: "委员会",
    OrgType.GENERAL_BRANCH: "总支部委员会",
    OrgType.BRANCH: "支部委员会",
    OrgType.JOINT_BRANCH: "联合支部委员会",
}
_SHORT = {
    OrgType.COMMITTEE: "党委",
    OrgType.GENERAL_BRANCH: "党总支",
    OrgType.BRANCH: "党支部",
    OrgType.JOINT_BRANCH: "联合党支部",
}
_OFFICES, _LONGEST = "行政", 12


def full_name(place: str, type_: OrgType, *, has_committee: bool = True) -> str:
    """Return the full name; a branch without a committee ends in 支部."""
    ending = "支部" if type_ == OrgType.BRANCH and not has_committee else _ENDINGS[type_]
    return f"中共{place}{ending}"


def short_name(place: str, type_: OrgType) -> str:
    """Return the short name."""
    return f"{place}{_SHORT[type_]}"


def place_of(units: Sequence[Group]) -> str:
    """Return what a branch on the units is called after: 七八年级组, 语文数学教研组, 行政."""
    if len(units) == 1:
        return units[0].name
    if all(unit.kind == UnitKind.OFFICE for unit in units):
        return _OFFICES
    teaching = [unit.name for unit in units if unit.kind != UnitKind.OFFICE]
    joined = _joined(teaching)
    return joined if len(joined) <= _LONGEST else teaching[0]


def _joined(names: Sequence[str]) -> str:
    """Return the names with their common end said once."""
    ending = names[0]
    while ending and not all(name.endswith(ending) and name != ending for name in names):
        ending = ending[1:]
    return "".join(name.removesuffix(ending) for name in names) + ending if len(names) > 1 else names[0]

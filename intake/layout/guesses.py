"""What a name tells: the kind of a unit, the type of an organisation, the subject of a leading group."""

from governance.choices import GroupType, OrgType
from governance.setup.unit_list import kind_of

__all__ = ["group_types_of", "kind_of", "org_type_of"]

_TYPES = (
    ("党小组", OrgType.GROUP),
    ("联合支部", OrgType.JOINT_BRANCH),
    ("联合党支部", OrgType.JOINT_BRANCH),
    ("临时支部", OrgType.TEMPORARY_BRANCH),
    ("临时党支部", OrgType.TEMPORARY_BRANCH),
    ("总支", OrgType.GENERAL_BRANCH),
    ("支部", OrgType.BRANCH),
    ("委员会", OrgType.COMMITTEE),
    ("党委", OrgType.COMMITTEE),
)
_GROUPS = (
    ("思想政治", GroupType.IDEOLOGICAL_POLITICAL),
    ("思政", GroupType.IDEOLOGICAL_POLITICAL),
    ("德育", GroupType.MORAL_EDUCATION),
    ("意识形态", GroupType.IDEOLOGY),
)


def org_type_of(name: str) -> OrgType | None:
    """Return the type an organisation of this name usually is."""
    return next((type_ for word, type_ in _TYPES if word in name), None)


def group_types_of(name: str) -> list[str]:
    """Return the subjects a leading group of this name usually has."""
    return list(dict.fromkeys(type_.value for word, type_ in _GROUPS if word in name)) or [
        GroupType.OTHER.value
    ]

"""On which rows an action makes sense: menus leave out what could only be refused."""

from governance.choices import BRANCH_TYPES, LEADING_TYPES, WORKING_STATES, OrgState
from governance.domain.hosting import STANDING_TYPES
from governance.models import PartyOrganization
from governance.rules.org.illegal_superior_type import SUPERIOR_TYPES

#: Types that may have something below them.
_ABOVE = frozenset().union(*SUPERIOR_TYPES.values())


def exists(organization: PartyOrganization) -> bool:
    """Tell whether the organisation is not dissolved."""
    return organization.state != OrgState.DISSOLVED


def is_working(organization: PartyOrganization) -> bool:
    """Tell whether it may have people: approved, and not dissolved."""
    return organization.state in WORKING_STATES


def is_draft(organization: PartyOrganization) -> bool:
    """Tell whether it can be submitted."""
    return organization.state == OrgState.DRAFT


def has_room_below(organization: PartyOrganization) -> bool:
    """Tell whether something may be founded below it."""
    return exists(organization) and organization.type in _ABOVE


def stands_on_units(organization: PartyOrganization) -> bool:
    """Tell whether it may stand on units."""
    return exists(organization) and organization.type in STANDING_TYPES


def takes_members(organization: PartyOrganization) -> bool:
    """Tell whether members' relation may be kept there."""
    return is_working(organization) and organization.type in BRANCH_TYPES


def is_inner_branch(organization: PartyOrganization) -> bool:
    """Tell whether it is a branch at work inside a school, which may be divided or joined with another."""
    return takes_members(organization) and organization.parent_id is not None


def changes_type(organization: PartyOrganization) -> bool:
    """Tell whether it may become an organisation of another type."""
    return is_working(organization) and organization.type in BRANCH_TYPES | LEADING_TYPES

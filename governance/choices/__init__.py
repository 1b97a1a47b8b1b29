"""Closed lists of values of the Party structure, one file for each topic."""

from governance.choices.document import (
    DocumentKind,
    IssuerKind,
)
from governance.choices.figures import (
    Heads,
    SchoolOrg,
)
from governance.choices.membership import (
    MembershipKind,
    MemberStage,
    RestrictionKind,
)
from governance.choices.organization import (
    BRANCH_TYPES,
    LEADING_TYPES,
    LIVE_STATES,
    PENDING_STATES,
    STATE_MOVES,
    TERM_TYPES,
    WORKING_STATES,
    AffiliationKind,
    OrgKind,
    OrgLevel,
    OrgState,
    OrgType,
)
from governance.choices.plan import (
    PlanAction,
    PlanState,
)
from governance.choices.post import (
    BODY_ROLES,
    COMMITTEE_ROLES,
    LEADERSHIP_ROLES,
    PARTY_ROLES,
    SINGLE_ROLES,
    AssignmentEnd,
    BodyKind,
    Duty,
    GroupType,
    Method,
    Role,
)
from governance.choices.rule import (
    Basis,
    Conclusion,
    Enforcement,
    Gate,
    Outcome,
    Severity,
    SubjectKind,
)

__all__ = [
    "BODY_ROLES",
    "BRANCH_TYPES",
    "COMMITTEE_ROLES",
    "LEADERSHIP_ROLES",
    "LEADING_TYPES",
    "LIVE_STATES",
    "PARTY_ROLES",
    "PENDING_STATES",
    "SINGLE_ROLES",
    "STATE_MOVES",
    "TERM_TYPES",
    "WORKING_STATES",
    "AffiliationKind",
    "AssignmentEnd",
    "Basis",
    "BodyKind",
    "Conclusion",
    "DocumentKind",
    "Duty",
    "Enforcement",
    "Gate",
    "GroupType",
    "Heads",
    "IssuerKind",
    "MemberStage",
    "MembershipKind",
    "Method",
    "OrgKind",
    "OrgLevel",
    "OrgState",
    "OrgType",
    "Outcome",
    "PlanAction",
    "PlanState",
    "RestrictionKind",
    "Role",
    "SchoolOrg",
    "Severity",
    "SubjectKind",
]

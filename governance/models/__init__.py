"""The Party structure of schools."""

from governance.models.attachment import Affiliation, HostUnit, JointCoverage
from governance.models.attestation import Attestation
from governance.models.change_set import ChangeSet
from governance.models.document import Document
from governance.models.figures import SchoolFigures
from governance.models.finding import Finding, SchoolCheck, Waiver
from governance.models.leading_group import LeadingGroup
from governance.models.membership import PartyMembership, RightsRestriction
from governance.models.organization import OrganizationStatus, PartyOrganization
from governance.models.plan import Plan, PlanEntry, PlanStep
from governance.models.post import Post, RoleAssignment
from governance.models.review import StructureReview
from governance.models.setting import RuleEnforcement, RuleParameter
from governance.models.spell import FindingSpell
from governance.models.succession import OrganizationMerger
from governance.models.term import Term

__all__ = [
    "Affiliation",
    "Attestation",
    "ChangeSet",
    "Document",
    "Finding",
    "FindingSpell",
    "HostUnit",
    "JointCoverage",
    "LeadingGroup",
    "OrganizationMerger",
    "OrganizationStatus",
    "PartyMembership",
    "PartyOrganization",
    "Plan",
    "PlanEntry",
    "PlanStep",
    "Post",
    "RightsRestriction",
    "RoleAssignment",
    "RuleEnforcement",
    "RuleParameter",
    "SchoolCheck",
    "SchoolFigures",
    "StructureReview",
    "Term",
    "Waiver",
]

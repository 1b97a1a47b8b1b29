"""Users, their grants, and what the door keeps; one noun a file."""

from accounts.choices import KEEPING, NAMING, OFFICERS, SEEING, GrantDeed, GrantRole
from accounts.models.access_grant import AccessGrant, kept_by
from accounts.models.chart_memory import ChartMemory
from accounts.models.former_password import FormerPassword
from accounts.models.grant_event import GrantEvent
from accounts.models.guess_count import GuessCount
from accounts.models.submitted_form import SubmittedForm
from accounts.models.user import User

__all__ = [
    "KEEPING",
    "NAMING",
    "OFFICERS",
    "SEEING",
    "AccessGrant",
    "ChartMemory",
    "FormerPassword",
    "GrantDeed",
    "GrantEvent",
    "GrantRole",
    "GuessCount",
    "SubmittedForm",
    "User",
    "kept_by",
]

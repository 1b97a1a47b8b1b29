"""Whether a change may be taken back, as pages show it."""

from accounts.models import User
from accounts.permissions import Allowed, Denied, Verdict, may_approve, may_edit, may_edit_jurisdiction
from governance.models import ChangeSet


def may_undo(user: User, change: ChangeSet) -> Verdict:
    """Tell whether the user could have made the change, and so may take it back."""
    if change.school is not None:
        return may_approve(user, change.school) if change.decides else may_edit(user, change.school)
    if change.jurisdiction is not None:
        return may_edit_jurisdiction(user, change.jurisdiction)
    return Allowed() if user.is_superuser else Denied("")

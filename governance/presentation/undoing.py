"""Whether a change may be taken back, as pages show it."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Allowed, Denied, Verdict, may_approve, may_edit, may_edit_jurisdiction
from governance.models import ChangeSet


def may_undo(user: User, change: ChangeSet) -> Verdict:
    """Tell whether the user could have made the change, and so may take it back."""
    if change.school is not None:
        return _of_school(user, change)
    if change.jurisdiction is not None:
        return may_edit_jurisdiction(user, change.jurisdiction)
    return Allowed() if user.is_superuser else Denied("")


def _of_school(user: User, change: ChangeSet) -> Verdict:
    if not change.decides:
        return may_edit(user, change.school)
    return may_approve(user, change.school) or Denied(_("这是上级批准的变更，由主管部门撤销。"))

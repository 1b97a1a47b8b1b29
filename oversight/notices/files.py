"""Evidence handed in with the answer to a notice."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Allowed, Denied, Verdict
from governance.domain import refusals
from oversight.evidence import evidence_remove
from oversight.handling import handling
from oversight.models import Evidence, Notice, NoticeEntry
from oversight.notices.states import COURSE, DECISIONS, A


def may_remove(user: User, evidence: Evidence, entries: Iterable[NoticeEntry]) -> Verdict:
    """Tell whether the user may take the file out: only who handed it in, until the office has decided.

    Args:
        entries: the record of the notice.

    """
    if evidence.uploaded_by_id != user.pk:
        return Denied(_("只有上传人可以删除。"))
    decided = any(e.action in DECISIONS and e.recorded_at > evidence.uploaded_at for e in entries)
    return Denied(_("主管部门已经办理过，佐证材料不能再删除。")) if decided else Allowed()


def notice_detach(*, user: User, notice: Notice, evidence: Evidence) -> Notice:
    """Take a file of the answer out again.

    Raises:
        Denied: if others handed it in, or the office has decided since.

    """
    with handling(COURSE, user, notice, A.DETACH, text=evidence.name, related=("school",)) as fresh:
        item = fresh.items.get(files=evidence)
        verdict = may_remove(user, evidence, fresh.entries.all())
        if not verdict:
            raise refusals.Denied(verdict.reason)
        item.files.remove(evidence)
        evidence_remove(evidence=evidence)
    return notice

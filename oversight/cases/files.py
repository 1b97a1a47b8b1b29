"""Evidence handed in with a finding."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Allowed, Denied, Verdict
from governance.domain import refusals
from governance.models import Finding
from oversight.cases.states import DECISIONS
from oversight.cases.touching import working
from oversight.choices.case import CaseAction
from oversight.evidence import evidence_receive, evidence_remove
from oversight.models import CaseEntry, Evidence, FindingCase


def attach(case: FindingCase, user: User, uploads: Iterable[UploadedFile]) -> None:
    """Keep the files with the case."""
    for upload in uploads:
        case.files.add(evidence_receive(user=user, place=case.school, upload=upload))


def case_attach(*, user: User, finding: Finding, files: Collection[UploadedFile]) -> FindingCase:
    """Hand files in.

    Raises:
        ValidationError: if there is none, or one is not taken.

    """
    if not files:
        raise ValidationError({"files": _("请先选择文件。")})
    names = _("、").join(upload.name or "" for upload in files)
    with working(user, finding, CaseAction.ATTACH, text=names[:2000]) as case:
        attach(case, user, files)
    return case


def may_remove(user: User, evidence: Evidence, entries: Iterable[CaseEntry]) -> Verdict:
    """Tell whether the user may take the file out: only who handed it in, until those above have acted.

    Args:
        entries: the record of the case.

    """
    if evidence.uploaded_by_id != user.pk:
        return Denied(_("只有上传人可以删除。"))
    acted = any(
        e.action in DECISIONS and e.actor_id != user.pk and e.recorded_at > evidence.uploaded_at
        for e in entries
    )
    return Denied(_("主管部门已经办理过，佐证材料不能再删除。")) if acted else Allowed()


def case_detach(*, user: User, finding: Finding, evidence: Evidence) -> FindingCase:
    """Take a file out again.

    Raises:
        Denied: if others handed it in, or those above have acted since.

    """
    with working(user, finding, CaseAction.DETACH, text=evidence.name) as case:
        verdict = may_remove(user, case.files.get(pk=evidence.pk), case.entries.all())
        if not verdict:
            raise refusals.Denied(verdict.reason)
        case.files.remove(evidence)
        evidence_remove(evidence=evidence)
    return case

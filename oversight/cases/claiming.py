"""“已整改，请复核”: the rules look first, people only at what still fails."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from governance.compliance.sweep import sweep
from governance.domain.locks import lock_schools
from governance.models import Finding
from oversight.cases.files import attach
from oversight.cases.touching import working
from oversight.choices.case import CaseAction
from oversight.models import FindingCase
from schools.models import School


def case_claim(
    *,
    user: User,
    finding: Finding,
    on: date,
    text: str = "",
    files: Iterable[UploadedFile] = (),
    version: int | None = None,
) -> FindingCase:
    """Say that it is mended and judge the school at once.

    If the rule passes now the finding closes, as after any check; otherwise those above are asked to look.
    ``finding`` shows what became of it.
    """
    with transaction.atomic():
        lock_schools([finding.school_id])  # as every check does, before anything is read
        with working(user, finding, CaseAction.CLAIM, text=text, version=version) as case:
            case.reminded_on = None
            attach(case, user, files)
        list(sweep(School.objects.filter(pk=finding.school_id), on))
    finding.refresh_from_db()
    case.finding = finding
    return case

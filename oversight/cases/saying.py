"""What the two sides tell each other about a finding."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from governance.models import Finding
from oversight.cases.files import attach
from oversight.cases.touching import working
from oversight.choices.case import CaseAction
from oversight.handling import require_text
from oversight.models import FindingCase


def case_explain(
    *,
    user: User,
    finding: Finding,
    text: str,
    files: Iterable[UploadedFile] = (),
    version: int | None = None,
) -> FindingCase:
    """Tell those above why it is as it is, and what is planned."""
    text = require_text(text, _("请写明情况：原因、打算怎样整改、什么时候完成。"))
    with working(user, finding, CaseAction.EXPLAIN, text=text, version=version) as case:
        case.reminded_on = None
        attach(case, user, files)
    return case


def case_note(*, user: User, finding: Finding, text: str = "", version: int | None = None) -> FindingCase:
    """Take note of what the school told; it goes on mending."""
    with working(user, finding, CaseAction.NOTE, text=text, version=version) as case:
        pass
    return case


def case_return(*, user: User, finding: Finding, text: str, version: int | None = None) -> FindingCase:
    """Give it back to the school with what is still to be done."""
    text = require_text(text, _("请写明退回的理由，学校要据此整改。"))
    with working(user, finding, CaseAction.RETURN, text=text, version=version) as case:
        pass
    return case


def case_remind(
    *, user: User, finding: Finding, text: str, today: date, version: int | None = None
) -> FindingCase:
    """Ask the school to go on; it waits for the school until somebody there answers."""
    text = require_text(text, _("请写明提醒的内容。"))
    with working(user, finding, CaseAction.REMIND, text=text, version=version) as case:
        case.reminded_on = today
    return case


def case_comment(*, user: User, finding: Finding, text: str) -> FindingCase:
    """Say something about it."""
    text = require_text(text, _("请写明内容。"))
    with working(user, finding, CaseAction.COMMENT, text=text) as case:
        pass
    return case

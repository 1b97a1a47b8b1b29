"""Draw a notice up."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from governance.domain.refusals import Denied
from governance.models import Finding
from oversight.handling import handling
from oversight.models import Notice
from oversight.notices.items import items_set, require_nameable
from oversight.notices.offices import issuer_of, office_of, prefix_of
from oversight.notices.states import COURSE, A
from schools.models import School

USUAL_TIME = timedelta(days=28)
USUAL_TEXT = (
    "经检查，你校治理结构存在下列问题，不符合有关规定。"
    "请对照下表逐项整改，在整改期限内完成，并逐项报告整改情况。"
)


def draft_for(user: User, school: School, today: date) -> Notice:
    """Return a notice as it begins: in whose name, with which words and by when. It is not saved."""
    office = office_of(user, school)
    return Notice(
        school=school,
        jurisdiction=office,
        issuer=issuer_of(office, today),
        prefix=prefix_of(office),
        deadline=today + USUAL_TIME,
        text=USUAL_TEXT,
        author=user,
    )


def notice_draft(
    *, user: User, school: School, findings: Collection[Finding], today: date, **words: Any
) -> Notice:
    """Draw a notice up for the school.

    Args:
        words: ``deadline``, ``issuer``, ``prefix`` and ``text`` where they are not the usual.

    Raises:
        Denied: if the user does not act for an office above the school.
        ValidationError: if a finding is mended already, or another notice names it.

    """
    notice = draft_for(user, school, today)
    verdict = COURSE.may(user, notice, A.EDIT)
    if not verdict:
        raise Denied(verdict.reason)
    with transaction.atomic():
        _write(notice, findings, words)
    return notice


def notice_edit(
    *, user: User, notice: Notice, findings: Collection[Finding], version: int | None = None, **words: Any
) -> Notice:
    """Change what a draft names and says."""
    with handling(COURSE, user, notice, A.EDIT, version=version, related=("school",)) as fresh:
        _write(fresh, findings, words)
    return notice


def _write(notice: Notice, findings: Collection[Finding], words: dict[str, Any]) -> None:
    require_nameable(notice.school, findings, notice)
    for name, value in words.items():
        setattr(notice, name, value)
    notice.full_clean()
    notice.save()
    items_set(notice, findings)

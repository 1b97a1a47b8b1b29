"""Issue a notice: it gets its number, its items are frozen, its deadline holds."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.locks import lock_jurisdictions
from governance.models import SchoolCheck
from oversight.cases.deadlines import case_set_due
from oversight.handling import handling
from oversight.models import Notice
from oversight.notices.items import RELATED, item_freeze, require_nameable
from oversight.notices.states import COURSE, A
from schools.row_security.reasons import TAKEN
from schools.row_security.scope import across_schools


def notice_issue(*, user: User, notice: Notice, today: date, version: int | None = None) -> Notice:
    """Issue the notice.

    The lock of the jurisdiction is held from before the last number is read until the new one is
    written: two people who issue at once get two numbers, and none is left out.

    Raises:
        ValidationError: if the deadline has passed, or something it names is mended by now.

    """
    with transaction.atomic():
        lock_jurisdictions([notice.jurisdiction_id])
        with handling(
            COURSE, user, notice, A.ISSUE, version=version, related=("school", "jurisdiction")
        ) as it:
            _require_in_time(it, today)
            items = list(it.items.select_related(*RELATED))
            require_nameable(it.school, [item.finding for item in items], it)
            _give_number(it, today)
            check = SchoolCheck.objects.filter(school=it.school_id).first()
            if check is not None:
                it.rules_version, it.checked_on = check.rules_version, check.on
            for item in items:
                item_freeze(item)
                item.save()
                case_set_due(user=user, finding=item.finding, due_on=it.deadline, today=today, text=it.number)
    return notice


def _require_in_time(notice: Notice, today: date) -> None:
    if notice.deadline < today:
        raise ValidationError({"deadline": _("整改期限已过，请先修改期限再下发。")})


@across_schools(TAKEN)
def _give_number(notice: Notice, today: date) -> None:
    others = Notice.objects.filter(jurisdiction=notice.jurisdiction_id, year=today.year)
    notice.serial = (others.aggregate(top=Max("serial"))["top"] or 0) + 1
    notice.year, notice.issued_on = today.year, today
    notice.number = f"{notice.prefix}〔{notice.year}〕{notice.serial}号"

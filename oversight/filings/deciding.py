"""What is decided about a filing."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.locks import lock_schools
from governance.domain.reviews import review_record
from oversight.choices.filing import FilingAction, FilingKind, FilingState
from oversight.filings.states import COURSE
from oversight.filings.verifying import is_unchanged
from oversight.handling import handling, require_text
from oversight.models import Filing
from oversight.rounds.following import filing_followed

RELATED = ("school__jurisdiction", "jurisdiction")


@transaction.atomic
def filing_accept(
    *, user: User, filing: Filing, number: str, on: date, text: str = "", version: int | None = None
) -> None:
    """Accept the filing under a number; the one before it is superseded, the review is on record.

    Raises:
        Denied, Stale: as ``handling`` does.
        ValidationError: if the number is missing or taken, or what was frozen is no longer what it was.

    """
    lock_schools([filing.school_id])
    before = Filing.objects.filter(school=filing.school_id, state=FilingState.ACCEPTED).first()
    told = {"text": text, "version": version, "related": RELATED}
    with handling(COURSE, user, filing, FilingAction.ACCEPT, **told) as fresh:
        fresh.number, fresh.decided_on = number.strip(), on
        _require_number(fresh)
        if not is_unchanged(fresh):
            raise ValidationError(_("备案内容与报送时的校验值不符，不能备案。请退回，由学校重新报送。"))
        if before is not None:
            _supersede(before, fresh)
    if filing.kind == FilingKind.YEARLY:
        review_record(school=filing.school, on=filing.checked_on, today=on, note=filing.number)
    filing_followed(filing=filing, user=user, text=text)


def _require_number(filing: Filing) -> None:
    if not filing.number:
        raise ValidationError({"number": _("请填写备案编号。")})
    taken = Filing.objects.filter(jurisdiction=filing.jurisdiction_id, number=filing.number)
    if taken.exclude(pk=filing.pk).exists():
        raise ValidationError({"number": _("这个备案编号已经用过，请换一个。")})


def _supersede(before: Filing, by: Filing) -> None:
    reason = _("由编号为{number}的备案替代。").format(number=by.number)
    with handling(COURSE, None, before, FilingAction.SUPERSEDE, text=reason):
        pass


@transaction.atomic
def filing_return(*, user: User, filing: Filing, text: str, on: date, version: int | None = None) -> None:
    """Send the filing back, with the reason."""
    reason = require_text(text)
    told = {"text": reason, "version": version, "related": RELATED}
    with handling(COURSE, user, filing, FilingAction.RETURN, **told) as fresh:
        fresh.decided_on = on
    filing_followed(filing=filing, user=user, text=reason)


@transaction.atomic
def filing_withdraw(*, user: User, filing: Filing, text: str = "", version: int | None = None) -> None:
    """Take the filing back before anybody has decided."""
    told = {"text": text, "version": version, "related": RELATED}
    with handling(COURSE, user, filing, FilingAction.WITHDRAW, **told):
        pass
    filing_followed(filing=filing, user=user, text=text)

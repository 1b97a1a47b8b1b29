"""What the office does with a notice after it was issued, or instead."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.handling import handling, require_text
from oversight.models import Notice, NoticeItem
from oversight.notices.items import RELATED
from oversight.notices.states import COURSE, A


def still_failing(notice: Notice) -> list[NoticeItem]:
    """Return the items whose rule still fails and that nobody waived."""
    return [item for item in notice.items.select_related(*RELATED) if not item.is_done]


def notice_settle(*, user: User, notice: Notice, text: str = "", version: int | None = None) -> Notice:
    """Settle the notice.

    Raises:
        ValidationError: naming the items that the rules do not pass yet.

    """
    with handling(COURSE, user, notice, A.SETTLE, text=text, version=version) as fresh:
        require_done(fresh)
    return notice


def require_done(notice: Notice) -> None:
    """Make sure that nothing the notice names fails still.

    Raises:
        ValidationError: naming what does.

    """
    failing = still_failing(notice)
    if failing:
        names = " ".join(_("第{n}项：{what}").format(n=i.position, what=i.sentence) for i in failing)
        raise ValidationError(_("还有{n}项没有消除，不能办结。{names}").format(n=len(failing), names=names))


def notice_return(*, user: User, notice: Notice, text: str, version: int | None = None) -> Notice:
    """Ask the school to answer again."""
    return _with_reason(user, notice, A.RETURN, text, version)


def notice_revoke(*, user: User, notice: Notice, text: str, version: int | None = None) -> Notice:
    """Take an issued notice back; its number is not given again."""
    return _with_reason(user, notice, A.REVOKE, text, version)


def notice_discard(*, user: User, notice: Notice, text: str = "", version: int | None = None) -> Notice:
    """Give a draft up."""
    with handling(COURSE, user, notice, A.DISCARD, text=text, version=version):
        pass
    return notice


def notice_comment(*, user: User, notice: Notice, text: str) -> Notice:
    """Say something about it."""
    text = require_text(text, _("请写明内容。"))
    with handling(COURSE, user, notice, A.COMMENT, text=text):
        pass
    return notice


def _with_reason(user: User, notice: Notice, action: A, text: str, version: int | None) -> Notice:
    text = require_text(text)
    with handling(COURSE, user, notice, action, text=text, version=version):
        pass
    return notice

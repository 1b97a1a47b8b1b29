"""What the school does with a notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.evidence import evidence_receive
from oversight.handling import handling
from oversight.models import Notice
from oversight.notices.states import COURSE, A


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done about one item, with evidence."""

    text: str
    files: Sequence[UploadedFile] = field(default=())


def notice_receive(*, user: User, notice: Notice, text: str = "", version: int | None = None) -> Notice:
    """Confirm that the school has received it."""
    with handling(COURSE, user, notice, A.RECEIVE, text=text, version=version):
        pass
    return notice


def notice_answer(
    *,
    user: User,
    notice: Notice,
    answers: Mapping[int, Answer],
    text: str = "",
    version: int | None = None,
) -> Notice:
    """Tell those above what was done.

    Args:
        answers: by the items' keys; none may be left out.

    Raises:
        ValidationError: naming the items without an answer.

    """
    with handling(COURSE, user, notice, A.ANSWER, text=text, version=version, related=("school",)) as fresh:
        items = list(fresh.items.all())
        missing = [i.position for i in items if i.pk not in answers or not answers[i.pk].text.strip()]
        if missing:
            numbers = _("、").join(str(number) for number in missing)
            raise ValidationError(_("第{numbers}项还没有填写整改情况。").format(numbers=numbers))
        for item in items:
            item.answer = answers[item.pk].text.strip()
            item.save(update_fields=["answer"])
            for upload in answers[item.pk].files:
                item.files.add(evidence_receive(user=user, place=fresh.school, upload=upload))
    return notice

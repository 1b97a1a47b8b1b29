"""Take a workbook in: everything that is asked of a received file before anybody opens it."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.refusals import Denied
from intake.books import limits
from intake.books.guarding import require_ending
from intake.books.refusing import NotTaken
from intake.books.sentences import sentence
from intake.models import RosterImport
from intake.running.queue import enqueue
from intake.running.rights import may_import
from oversight.background import UNDER_WAY
from oversight.evidence.receiving import readable_name
from privacy.marks import refuse_file
from schools.models import Jurisdiction, School

#: One person's imports under way at a time.
MOST = 3


def require_allowed(upload: UploadedFile, name: str) -> None:
    """Refuse a file that may not be taken whatever is in it: the one place for all such checks.

    Raises:
        ValidationError: if it is marked as a secret, too large, empty, or of another kind.

    """
    try:
        require_ending(name)
        if not upload.size:
            raise NotTaken("empty")
        if upload.size > limits.LARGEST_FILE:
            raise NotTaken("large")
    except NotTaken as problem:
        raise ValidationError(sentence(problem)) from problem
    refuse_file(name, upload)


def import_receive(
    *, user: User, place: School | Jurisdiction, upload: UploadedFile, on: date, today: date
) -> RosterImport:
    """Keep the file and put its reading on the way.

    Raises:
        Denied: if the user may not import there.
        ValidationError: if the file is not taken, the day is to come, or too many imports are on the way.

    """
    verdict = may_import(user, place)
    if not verdict:
        raise Denied(verdict.reason)
    name = readable_name(upload.name or "")
    require_allowed(upload, name)
    if on > today:
        raise ValidationError({"on": _("数据日期不能晚于今天。")})
    with transaction.atomic():
        _require_room(user)
        row = RosterImport(
            **({"school": place} if isinstance(place, School) else {"jurisdiction": place}),
            name=name,
            size=upload.size,
            sha256=_fingerprint(upload),
            on=on,
            language=get_language() or "zh-hans",
            asked_by=user,
        )
        upload.seek(0)
        row.file.save("import", upload, save=False)
        row.save()
        enqueue(row)
    return row


def _require_room(user: User) -> None:
    """Refuse one import too many; the user's row is the lock: two clicks at once must not both find room."""
    User.objects.select_for_update().get(pk=user.pk)
    if RosterImport.objects.filter(asked_by=user, state__in=UNDER_WAY).count() >= MOST:
        raise ValidationError(
            _("您已有{most}个导入正在处理，请等其中一个完成，或者先取消。").format(most=MOST)
        )


def _fingerprint(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()

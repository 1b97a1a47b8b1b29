"""Take a file in."""

import hashlib
import unicodedata

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.evidence.kinds import KINDS, LARGEST, MEGABYTE, Kind, kind_of
from oversight.models import Evidence
from oversight.models.evidence import LONGEST_NAME
from privacy.marks import refuse_file
from schools.models import Jurisdiction, School


def evidence_receive(*, user: User, place: School | Jurisdiction, upload: UploadedFile) -> Evidence:
    """Keep the file for the school or the jurisdiction.

    The caller has made sure that the user may hand something in there.

    Raises:
        ValidationError: naming the file, if it is empty, too large, of another kind than its name says,
            or marked as a secret.

    """
    name = readable_name(upload.name or "")
    kind = require_acceptable(upload, name)
    owner = {"school": place} if isinstance(place, School) else {"jurisdiction": place}
    row = Evidence(
        **owner,
        name=name,
        media_type=kind.media_type,
        size=upload.size,
        sha256=fingerprint(upload),
        uploaded_by=user,
    )
    upload.seek(0)
    row.file.save(row.name, upload, save=False)
    row.full_clean(exclude=["file"])
    row.save()
    return row


def readable_name(name: str) -> str:
    """Return what the person calls the file: no path, nothing unprintable, its ending kept."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if sign.isprintable()).strip() or _("未命名")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else name[:LONGEST_NAME]


def require_acceptable(upload: UploadedFile, name: str) -> Kind:
    """Return the kind of the file.

    Raises:
        ValidationError: if it is not taken.

    """
    if not upload.size:
        raise ValidationError(_("“{name}”是空文件，请检查后重新选择。").format(name=name))
    if upload.size > LARGEST:
        raise ValidationError(
            _("“{name}”超过{most}MB，请压缩或者分成几个文件后再上传。").format(
                name=name, most=LARGEST // MEGABYTE
            )
        )
    upload.seek(0)
    kind = kind_of(name, upload.read(16))
    if kind is None:
        raise ValidationError(
            _("“{name}”不能上传：只接受{kinds}，并且内容应当与扩展名一致。").format(
                name=name, kinds=_("、").join(KINDS)
            )
        )
    refuse_file(name, upload)
    return kind


def fingerprint(upload: UploadedFile) -> str:
    """Return the SHA-256 of the whole file."""
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()

"""Versions: what is known is not sent again, and nobody writes over what he has not seen."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from api.http.problems import Kind, Problem
from governance.models import ChangeSet
from governance.presentation.change_page import summary_for
from schools.models import School

#: A problem lists this many of the changes that were not seen.
MOST_CHANGES = 10
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,9})(?:-[0-9a-f]+)?"')


def with_etag(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give what is read an ETag, and answer 304 to who has it already.

    It is weak: two answers that say the same need not be the same to the byte. Where a row has a version, the
    tag begins with it and can be sent back as ``If-Match``.
    """

    @wraps(run)
    def answered(request: HttpRequest, **names: object) -> HttpResponse:
        found = run(request, **names)
        patch_vary_headers(found, ("Authorization", "Accept-Language"))
        if request.method != "GET" or found.status_code != 200:  # noqa: PLR2004 -- OK
            return found
        digest = hashlib.sha256(found.content).hexdigest()[:24]
        version = getattr(request, "shown_version", None)
        tag = f'W/"{digest}"' if version is None else f'W/"{version}-{digest}"'
        found.headers["ETag"] = tag
        found.headers["Cache-Control"] = "private, no-cache"
        # If-Match says what a write is based on; of a read it asks nothing
        return (
            found if "If-Match" in request.headers else get_conditional_response(request, tag, response=found)
        )

    return answered


def seen_version(request: HttpRequest) -> int:
    """Return the version that the caller bases the write on.

    Raises:
        Problem: 428 if the request does not say, 400 if it says what was never a version.

    """
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise Problem(Kind.VERSION_NEEDED, _("请在If-Match中写明所依据的版本，例如读取学校时得到的ETag。"))
    found = _VERSION.fullmatch(sent)
    if found is None:
        raise Problem(Kind.MALFORMED, _("If-Match不是版本，应当是读取时得到的ETag，或者加引号的版本号。"))
    return int(found[1])


def require_version(request: HttpRequest, school: School) -> int:
    """Return the version the caller has seen, if the school still has it.

    Raises:
        Problem: 412 with the changes that were not seen; 428 and 400 as ``seen_version``.

    """
    version = seen_version(request)
    if version == school.version:
        return version
    missed = school.version - version
    text = ngettext(
        "{school}的资料在此之后已被修改{n}次，请重新读取后再办理。",
        "{school}的资料在此之后已被修改{n}次，请重新读取后再办理。",
        max(missed, 0),
    ).format(school=school, n=max(missed, 0))
    raise Problem(Kind.STALE, text, changes=_changes(request, school, missed))


def require_row_version(request: HttpRequest, row: Model) -> int:
    """Return the version of a plan or of a row of the desk that the caller has seen, if it still has it.

    Raises:
        Problem: 412 if it has not; 428 and 400 as ``seen_version``.

    """
    version = seen_version(request)
    if version != row.version:
        raise Problem(Kind.STALE, _("“{row}”在此之后已被修改，请重新读取后再办理。").format(row=row))
    return version


def _changes(request: HttpRequest, school: School, missed: int) -> list[dict[str, object]]:
    """Return the newest changes of the school, as many as there were since."""
    if missed <= 0:
        return []
    found = ChangeSet.objects.visible_to(request.user).filter(school=school).order_by("-pk")
    return [
        {"id": one.pk, "summary": summary_for(one, request.user), "recorded_at": one.recorded_at.isoformat()}
        for one in found.select_related("school__jurisdiction", "jurisdiction")[: min(missed, MOST_CHANGES)]
    ]

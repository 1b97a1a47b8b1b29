"""A write under a key is done once, however often it is asked for."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from api.http.problems import Kind, Problem, about
from api.models import KeptAnswer

LONGEST = KeptAnswer._meta.get_field("key").max_length
HEADER = "Idempotency-Key"


def once(request: HttpRequest, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``do`` answers, or what it answered under the same key before.

    A refused write keeps nothing: the key is free, and the caller may mend the request and send it again. Who
    asks at the same time waits for the first to end.

    Raises:
        Problem: 422 if the key was used for another request, or is none.

    """
    key = request.headers.get(HEADER, "")
    if not key:
        with transaction.atomic():
            return do()
    if len(key) > LONGEST or not key.isprintable():
        text = _("幂等键最多{most}个字符。").format(most=LONGEST)
        raise Problem(Kind.INVALID, text, errors=about(f"header.{HEADER}", text))
    with transaction.atomic():
        kept, is_new = KeptAnswer.objects.get_or_create(
            token=request.auth, key=key, defaults={"digest": _fingerprint(request)}
        )
        if is_new:
            kept.body = do()
            kept.save(update_fields=["body"])
        elif kept.digest != _fingerprint(request):
            raise Problem(Kind.KEY_REUSED, _("这个幂等键已经用于另一个请求，请换一个。"))
        return kept.body


def _fingerprint(request: HttpRequest) -> str:
    what = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(
        what + request.headers.get("If-Match", "").encode() + b"\n" + request.body
    ).hexdigest()

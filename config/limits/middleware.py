"""Whoever asks too much is told when to come back; nothing is asked of the database for it.

Each process counts for itself (docs/adr/0029): with two of them a visitor may get up to twice the rate.
"""

import logging
import math
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from audit.addresses import address_of
from config.limits.buckets import Buckets
from config.limits.classes import class_of
from config.limits.rates import PEOPLE_AT_AN_ADDRESS
from config.stopping import stopped

#: Asked by machines that look after us.
UNCOUNTED = ("/healthz",)

buckets = Buckets()
logger = logging.getLogger("liangzhu.limits")


class LimitsMiddleware:
    """Count the request for its user and for its address; behind the session, which says who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or when to come back."""
        if not settings.RATE_LIMITS or request.path in UNCOUNTED:
            return self.get_response(request)
        wait = _wait(request)
        return _too_many(request, wait) if wait else self.get_response(request)


def _wait(request: HttpRequest) -> float:
    """Return the seconds to wait, 0.0 for none. The address is asked first: it needs no session."""
    kind = class_of(request)
    rate = settings.RATE_LIMITS[kind]
    wait = buckets.take(f"{kind} from {address_of(request)}", rate.times(PEOPLE_AT_AN_ADDRESS))
    user = None if wait else request.session.get(SESSION_KEY)
    if user is not None:
        wait = buckets.take(f"{kind} by {user}", rate)
    if wait:
        logger.warning("too many %s by user %s", kind, user or "-")
    return wait


def _too_many(request: HttpRequest, wait: float) -> HttpResponse:
    pause = max(1, math.ceil(wait))
    return stopped(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        pause=pause,
        message=_("操作过于频繁，请在 {n} 秒后再试。您刚才的操作没有保存。").format(n=pause),
        page="429.html",
        to_programs=_("请求过于频繁，请在{pause}秒后再试。").format(pause=pause),
    )

"""What people are told when the database or the disk stops a request: too busy, too slow, away, full.

Everything was rolled back by then. The answer says so, and when it is worth trying again.
"""

import errno
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.errors import server_error
from config.stopping import stopped

CONFLICT, UNAVAILABLE = 409, 503

#: Numbers of what the operating system says when nothing more can be written.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})

logger = logging.getLogger("liangzhu.faults")


@dataclass(frozen=True)
class Fault:
    """How a kind of stop is answered; ``pause`` is in seconds, ``to_programs`` speaks of no page."""

    status: int
    pause: int
    message: str | Promise
    to_programs: str | Promise


BUSY = Fault(
    CONFLICT,
    5,
    _(
        "有别的操作正在使用同样的数据，等待超过了时限。您刚才的操作没有保存。请稍后刷新这一页：填写的内容会重新提交，不会重复办理。"
    ),
    _("有别的操作正在使用同样的数据，等待超过了时限。请求没有办理，请稍后再试。"),
)
SLOW = Fault(
    UNAVAILABLE,
    30,
    _("这次查询用时过长，已经停止。请缩小范围后再试。您刚才的操作没有保存。"),
    _("这次查询用时过长，已经停止。请缩小范围后再试。请求没有办理。"),
)
AWAY = Fault(
    UNAVAILABLE,
    10,
    _("数据库暂时无法使用，您刚才的操作没有保存。请稍后刷新这一页：填写的内容会重新提交，不会重复办理。"),
    _("数据库暂时无法使用。请求没有办理，请稍后再试。"),
)
FULL = Fault(
    UNAVAILABLE,
    300,
    _(
        "服务器磁盘空间不足，您刚才的操作没有保存。请通知系统管理员清理磁盘，然后重试：返回上一页，填写的内容还在。"
    ),
    _("服务器磁盘空间不足。请求没有办理，请通知系统管理员清理磁盘后重试。"),
)
#: By SQLSTATE; three digits stand for a class.
_BY_CODE = {
    "55P03": BUSY,  # lock_not_available
    "40P01": BUSY,  # deadlock_detected
    "40001": BUSY,  # serialization_failure
    "57014": SLOW,  # query_canceled
    "25P03": AWAY,  # idle_in_transaction_session_timeout
    "53100": FULL,  # disk_full
    "25006": AWAY,  # read_only_sql_transaction: a standby
    "08": AWAY,  # connection exceptions
    "53": AWAY,  # insufficient resources: disk, memory, connections
    "57": AWAY,  # operator intervention: shutting down, starting up
}


def fault_of(problem: BaseException | None) -> Fault | None:
    """Return how the exception is answered; None if it is an error of ours."""
    if isinstance(problem, OSError) and problem.errno in NO_ROOM:
        return FULL
    if not isinstance(problem, DatabaseError | InterfaceError):
        return None
    cause = problem.__cause__
    code = getattr(cause, "sqlstate", None) or ""
    known = _BY_CODE.get(code) or _BY_CODE.get(code[:2])
    if known is None and not code and _is_lost(problem):
        return AWAY
    return known


def _is_lost(problem: BaseException) -> bool:
    """Tell whether the connection itself failed: the server had no time to give a code."""
    return type(problem).__name__ in {"OperationalError", "InterfaceError", "EmbeddedServerError"}


def answer(request: HttpRequest, fault: Fault) -> HttpResponse:
    """Return page, data or problem; nothing of it needs the database."""
    return stopped(
        request,
        fault.status,
        pause=fault.pause,
        message=fault.message,
        page="503_database.html",
        to_programs=fault.to_programs,
    )


class DatabaseFaultsMiddleware:
    """Answer what a view could not do because the database stopped it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        """Take what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer of the view, or of ``process_exception``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Return the answer; None lets errors of ours be errors."""
        fault = fault_of(problem)
        if fault is None:
            return None
        logger.warning("%s %s was stopped: %s", request.method, request.path, problem)
        return answer(request, fault)


def last_resort(request: HttpRequest) -> HttpResponse:
    """Answer what went wrong outside of views, such as reading a session; else the page of errors of ours."""
    fault = fault_of(sys.exc_info()[1])
    return server_error(request) if fault is None else answer(request, fault)

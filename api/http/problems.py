"""Every no of the API, as RFC 9457 has it: its kind, the sentence, the rules in the way, how to mend it."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

MEDIA_TYPE = "application/problem+json"


class Kind(Enum):
    """What kind of no: its word in ``type``, its status and its title."""

    MALFORMED = ("malformed", 400, _("请求无法识别"))
    UNAUTHORIZED = ("unauthorized", 401, _("需要有效的接口令牌"))
    FORBIDDEN = ("forbidden", 403, _("没有权限"))
    NOT_FOUND = ("not-found", 404, _("不存在，或者不在您的管理范围内"))
    METHOD = ("method-not-allowed", 405, _("请求的方法不支持"))
    CONFLICT = ("conflict", 409, _("与同时进行的修改冲突"))
    STALE = ("stale", 412, _("资料已被修改"))
    MEDIA = ("unsupported-media-type", 415, _("请求的格式不支持"))
    INVALID = ("invalid", 422, _("填写的内容有误"))
    REFUSED = ("refused", 422, _("与规则不符"))
    REASON_NEEDED = ("reason-needed", 422, _("需要说明理由"))
    KEY_REUSED = ("key-reused", 422, _("幂等键已用于别的请求"))
    VERSION_NEEDED = ("version-needed", 428, _("需要说明依据的版本"))
    TOO_MANY = ("too-many-requests", 429, _("请求过于频繁"))
    FAULT = ("fault", 500, _("系统出错"))
    UNAVAILABLE = ("unavailable", 503, _("暂时无法使用"))

    @property
    def word(self) -> str:
        """The end of ``type``."""
        return self.value[0]

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.value[1]

    @property
    def title(self) -> str | Promise:
        """What people read above the sentence."""
        return self.value[2]


class ObstacleOut(Schema):
    """One rule in the way."""

    code: str = Field(description="the code of the rule, such as ORG-005")
    name: str
    severity: str
    sentence: str = Field(description="what is wrong, with names and numbers")
    clauses: list[str] = Field(description="the texts the rule comes from")
    mend: str = Field(description="what to do about it")


class FieldErrorOut(Schema):
    """What is wrong with one value that was sent."""

    field: str = Field(description="where it stands, such as query.on or body.arguments.name")
    message: str


class ChangeSeenOut(Schema):
    """A change that the caller has not seen."""

    id: int
    summary: str
    recorded_at: str


class ProblemOut(Schema):
    """Why something was not done or not answered."""

    type: str = Field(description="/api/#problem-… : the kind of problem, for programs")
    title: str = Field(description="the kind of problem, for people, in the language asked for")
    status: int
    detail: str = Field(description="the sentence that says what is wrong")
    request: str = Field(description="the number of the request in log and audit")
    rules: list[ObstacleOut] = Field(default=[], description="the rules in the way")
    errors: list[FieldErrorOut] = Field(default=[], description="what is wrong with single values")
    changes: list[ChangeSeenOut] = Field(default=[], description="what has changed since the version sent")


class Problem(Exception):
    """A no of the API's own."""

    def __init__(self, kind: Kind, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any):
        super().__init__(detail)
        self.kind, self.detail, self.headers, self.more = kind, detail, headers or {}, more


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the problem as it is sent."""
    kind = problem.kind
    body = {
        "type": f"/api/#problem-{kind.word}",
        "title": str(kind.title),
        "status": kind.status,
        "detail": problem.detail or str(kind.title),
        "request": getattr(request, "request_id", ""),
        "rules": [],
        "errors": [],
        "changes": [],
        **problem.more,
    }
    return JsonResponse(
        body,
        status=kind.status,
        content_type=MEDIA_TYPE,
        headers=problem.headers,
        json_dumps_params={"ensure_ascii": False},
    )


def about(name: str, message: str | Iterable[str]) -> list[dict[str, str]]:
    """Return the errors of one value."""
    said = [message] if isinstance(message, str) else message
    return [{"field": name, "message": str(one)} for one in said]

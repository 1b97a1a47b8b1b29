"""What is sent, before anybody looks at it: text that the database can keep, JSON that is JSON."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from api.http.problems import Kind, Problem


class StrictParser(Parser):
    """Refuses what would only fail further in."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the JSON of the body.

        Raises:
            Problem: 400 if it is none, 415 if it does not say that it is JSON.

        """
        if request.content_type != "application/json":
            raise Problem(Kind.MEDIA, _("请求的内容应当是JSON（Content-Type: application/json）。"))
        try:
            body = json.loads(request.body.decode(), parse_constant=_refuse)
        except (ValueError, RecursionError) as problem:
            raise Problem(Kind.MALFORMED, _("请求的内容不是有效的JSON。")) from problem
        require_plain(body)
        return body

    def parse_querydict(self, data: MultiValueDict, list_fields: list[str], request: HttpRequest) -> Any:
        """Return the query, each name once unless it is a list.

        Raises:
            Problem: 400 if a text cannot be kept, or a value has no name.

        """
        found = super().parse_querydict(data, list_fields, request)
        require_plain(found)
        if "" in found:
            raise Problem(Kind.MALFORMED, _("内容无法识别。"))
        return found


def require_plain(value: Any) -> None:
    """Refuse NUL and halves of characters, which PostgreSQL keeps nowhere.

    Raises:
        Problem: 400.

    """
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Problem(Kind.MALFORMED, _("文字中有不能保存的字符。"))
    elif isinstance(value, dict):
        for name, one in value.items():
            require_plain(name)
            require_plain(one)
    elif isinstance(value, list):
        for one in value:
            require_plain(one)


def _refuse(name: str) -> None:
    raise ValueError(name)

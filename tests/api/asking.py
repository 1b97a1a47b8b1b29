"""Asking the API as one user."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from api.choices import Scope
from api.domain.tokens import token_issue

EVERYTHING = tuple(Scope.values)
ROOT = "/api/v1"


def secret_of(user: User, *scopes: str) -> str:
    """Return the secret of a new token of the user, for all scopes unless told otherwise."""
    today = timezone.localdate()
    _token, secret = token_issue(
        user=user,
        name="演示令牌",
        scopes=list(scopes or EVERYTHING),
        expires_on=today + timedelta(days=30),
        today=today,
    )
    return secret


class Caller:
    """A program with a token of a user."""

    def __init__(self, user: User, *scopes: str):
        self.user, self.secret = user, secret_of(user, *scopes)
        self.client = Client()

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Read."""
        return self.client.get(f"{ROOT}{path}", headers=self._headers(headers))

    def read(self, path: str) -> Any:
        """Return what is answered to a read that must succeed."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def send(self, path: str, body: Any, *, method: str = "POST", **headers: str) -> HttpResponse:
        """Write."""
        return self.client.generic(
            method,
            f"{ROOT}{path}",
            data=_json(body),
            content_type="application/json",
            headers=self._headers(headers),
        )

    def items(self, path: str) -> list[Any]:
        """Return the items of a list, page by page."""
        found, cursor = [], ""
        while True:
            page = self.read(f"{path}{'&' if '?' in path else '?'}cursor={cursor}")
            found += page["items"]
            if page["next"] is None:
                return found
            cursor = page["next"]

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {self.secret}", **named}


def _json(body: Any) -> str:
    import json

    return json.dumps(body)

"""A browser that is not put off: signed in again where it was signed out, and at the API a program."""

import json
from typing import Any

from django.test import Client
from django.test.client import MULTIPART_CONTENT

from accounts.models import User
from tests.api.doors import program
from tests.governance.views.test_doors import DOORS
from tests.security.hostile.addresses import doors

#: Where a session counts for nothing.
THE_API = "/api/v1/"


class Browser(Client):
    """Somebody's browser; at the addresses of the API his program, with a token for everything.

    Without it the API says 401 before any code of ours has read what was sent, and so does every page after
    a round over all routes has come past the one that signs out.
    """

    def __init__(self, user: User, place: dict[str, Any], **how: Any):
        super().__init__(**how)
        self.user, self.place = user, place
        self._programs = {address: DOORS[route].headers for route, address in doors(place).items()}
        self.force_login(user)
        program(self, place)  # its token is there before anything is compared

    def post(self, path: str, data: Any = None, content_type: str = MULTIPART_CONTENT, **how: Any) -> Any:
        """Send a form, or to the API what it takes: JSON."""
        if path.startswith(THE_API) and content_type == MULTIPART_CONTENT:
            data, content_type = json.dumps(data or {}), "application/json"
        return super().post(path, data, content_type, **how)

    def generic(self, method: str, path: str, *sent: Any, headers: Any = None, **how: Any) -> Any:
        """Ask as whoever it is, whatever became of the session."""
        if "_auth_user_id" not in self.session:
            self.force_login(self.user)
        if path.startswith(THE_API):
            of_the_program = self._programs.get(path.partition("?")[0]) or program
            headers = {**of_the_program(self, self.place), **(headers or {})}
        return super().generic(method, path, *sent, headers=headers, **how)

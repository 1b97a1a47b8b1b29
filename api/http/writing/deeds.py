"""What is done with the rows of one noun: an operation for each line of its table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from inspect import signature
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from ninja import Path, Router, Schema

from accounts.models import User
from api.http.bearer import DECIDES, WRITES, Token
from api.http.conditional import require_row_version
from api.http.idempotency import once
from api.http.resources.handled import for_programs
from api.http.types import Key, Sent, today
from api.http.writing.words import OpinionIn
from governance.domain.courses import Course, Move, Who
from governance.domain.rights import require_allowed
from oversight.models.entry import Handled

#: What only those above the schools do asks for a token that decides.
_ABOVE = frozenset({Who.ABOVE, Who.OFFICE})
#: Names under which operations take the day.
_DAYS = ("today", "on")


@dataclass(frozen=True)
class Deed:
    """One line of a table: the operation that the pages run, and the body it is told.

    ``act`` takes by name what it needs of the user, the row, the version that was seen and the day, and
    everything that is sent: each field by its name, or the body as ``sent``.
    """

    act: Callable[..., Any]
    sent: type[Sent] = OpinionIn

    @cached_property
    def takes(self) -> frozenset[str]:
        """The names it takes."""
        return frozenset(signature(self.act).parameters)

    @property
    def is_told_all(self) -> bool:
        """Whether nothing that is sent is lost on the way."""
        return "sent" in self.takes or self.takes >= set(self.sent.model_fields)

    def run(self, sent: Sent, known: Mapping[str, Any]) -> None:
        """Do it with what was sent and what else it takes of what is known."""
        told = {name: getattr(sent, name) for name in self.sent.model_fields}
        found = {**known, "sent": sent} if "sent" in self.takes else {**known, **told}
        self.act(**{name: value for name, value in found.items() if name in self.takes})


@dataclass(frozen=True)
class Noun:
    """What passes through a table, and how programs name it, see it and do something with it.

    Args:
        name: begins the names of its operations.
        path: where one of its rows stands.
        tag: its topic.
        course: its table.
        row: what its operations call a row.
        seen: finds a row that the user sees, or answers 404.
        out, shown: what is answered: the row as it is afterwards.
        deeds: what is offered, by action: every line of the table that programs are told is open to somebody.
        handled: the row that the table speaks of.

    """

    name: str
    path: str
    tag: str
    course: Course
    row: str
    seen: Callable[[HttpRequest, int], Any]
    out: type[Schema]
    shown: Callable[[Any, User], dict[str, Any]]
    deeds: Mapping[str, Deed]
    handled: Callable[[Any], Handled] = field(default=lambda row: row)

    def __post_init__(self):
        if set(self.deeds) != for_programs(self.course):
            raise RuntimeError(f"the API does not know every line of the table of {self.name}")
        for action, deed in self.deeds.items():
            if not deed.is_told_all:
                raise RuntimeError(f"{self.name}_{action} is sent what it does not take")

    def label(self, action: str) -> Promise:
        """Return what an action is called where several nouns stand together."""
        said = self.course.actions(action).label
        return format_lazy(_("{noun}：{action}"), noun=self.course.noun, action=said)

    def answer(self, request: HttpRequest, key: int) -> dict[str, Any]:
        """Return the row as it is now, ready to be kept."""
        return self.told(self.seen(request, key), request.user)

    def told(self, row: Any, user: User) -> dict[str, Any]:
        """Return a row as one reader is answered, ready to be kept."""
        return self.out(**self.shown(row, user)).model_dump(mode="json")

    def done(self, request: HttpRequest, key: int, action: str, sent: Sent) -> dict[str, Any]:
        """Do it and return the row; the table is asked before anything else, and again under the lock.

        Raises:
            Http404, Problem, Refusal, ValidationError: as the row, its version, the table and the act say.

        """
        row = self.seen(request, key)
        handled = self.handled(row)
        version = require_row_version(request, handled)
        require_allowed(self.course.may(request.user, handled, action))
        known = {self.row: row, "user": request.user, "version": version, **dict.fromkeys(_DAYS, today())}
        self.deeds[action].run(sent, known)
        return self.answer(request, key)


def router_of(noun: Noun) -> Router:
    """Return the operations of the noun."""
    router = Router(tags=[noun.tag])
    for action, deed in noun.deeds.items():
        router.add_api_operation(
            f"{noun.path}/{action}",
            ["POST"],
            _operation(noun, action, deed),
            auth=token_for(noun.course.table[action]),
            response=noun.out,
            summary=str(noun.label(action)),
            url_name=f"{noun.name}_{action}",
        )
    return router


def token_for(move: Move) -> Token:
    """Return which token a line of a table asks for."""
    return DECIDES if move.who <= _ABOVE else WRITES


def _operation(noun: Noun, action: str, deed: Deed) -> Callable[..., dict[str, Any]]:
    body = deed.sent

    def act(request: HttpRequest, key: Path[Key], sent: body) -> dict[str, Any]:
        return once(request, lambda: noun.done(request, key, action, sent))

    act.__name__ = act.__qualname__ = f"{noun.name}_{action}"
    act.__doc__ = f"Do what the button “{noun.course.actions(action).label}” does."
    return act

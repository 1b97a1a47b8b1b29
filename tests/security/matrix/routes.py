"""Every route of the doors' tables, as every visitor."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.test import Client

from tests.governance.views.test_doors import DOORS, knock
from tests.security.matrix.tally import Tally
from tests.security.matrix.visitors import FORMS, POSITIONS, World, like, visitor

#: Who has a grant elsewhere is a stranger here, save on the pages that are about himself.
_FAR_KEEPER = {"accounts:grant": 404, "accounts:grant_person": 404, "accounts:grant_person_act": 404}
ELSEWHERE: dict[str, tuple[str, dict[str, int]]] = {
    "far system": ("system", _FAR_KEEPER),
    "far security": ("security", _FAR_KEEPER),
    "far auditor": ("auditor", {}),
    "far looker": ("stranger", {"accounts:home": 302}),
    # a reviewer of one school reads names there, which its viewers do not
    "school_reviewer": (
        "viewer",
        {
            "governance:person_changes": 200,
            "governance:person_timeline": 200,
            "interface:person_read": 200,
            "interface:finding_assign": 200,  # a reviewer may say who mends
        },
    ),
}


def expected(name: str, route: str) -> int:
    """Return the status the tables promise the visitor."""
    base, own = ELSEWHERE.get(name, (name, {}))
    return own.get(route, DOORS[route].statuses[base])


def ask_routes(world: World, form: tuple[str, str], tally: Tally, *, share: int = 1) -> None:
    """Ask the routes as the role from every position: every ``share``-th of them, other ones each time."""
    for nth, position in enumerate(POSITIONS):
        client, user = Client(), visitor(world, form, position)
        client.force_login(user)
        name, cookies = like(form, position), deepcopy(client.cookies)
        for route in _some(sorted(DOORS), share, nth + 3 * FORMS.index(form)):
            found = _knock(client, route, world.place)
            client.cookies = deepcopy(cookies)
            tally.ask(f"{'@'.join(form)} {position} {route}", expected(name, route), found)


def _some(routes: list[str], share: int, begin: int) -> Iterator[str]:
    yield from routes[begin % share :: share]


def _knock(client: Client, route: str, place: dict[str, Any]) -> int:
    """Return the status; what was written is taken back, so that the next visitor finds the same."""
    with transaction.atomic():
        status = knock(client, DOORS[route], route, place)
        transaction.set_rollback(True)
    return status

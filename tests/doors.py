"""Doors: a route, and what each kind of visitor finds behind it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

VISITORS = (
    "anonymous",
    "stranger",
    "viewer",
    "administrator",
    "neighbour",
    "official",
    "outsider",
    "superuser",
)

#: Visitors of the newer kinds, each with the one it is like unless a door says otherwise. Who has a grant
#: on the county and only looks on is like its official, except that he writes nothing.
LIKE = {
    "editor": "viewer",
    "county_viewer": "viewer",
    "reviewer": "county_viewer",
    "system": "stranger",
    "security": "stranger",
    "auditor": "stranger",
}
#: What one of these may not do though he sees the place.
LOOKS_ON = dict.fromkeys(("county_viewer", "reviewer"), 403)

#: Anonymous visitors are sent to sign in, and come back afterwards.
MEMBERS_ONLY = dict.fromkeys(VISITORS, 200) | {"anonymous": 302}
#: Pages of the school, for those whose grants reach it; to all others it does not exist.
OF_THE_SCHOOL = MEMBERS_ONLY | {"stranger": 404, "neighbour": 404, "outsider": 404}
#: Pages of the county: grants on a school inside do not reach it.
OF_THE_COUNTY = OF_THE_SCHOOL | {"viewer": 404, "administrator": 404, "county_viewer": 200}
#: A school with an organisation of its own has nothing to set up: who edits it is led to its page.
SET_UP = OF_THE_SCHOOL | {"viewer": 403, "official": 403, "administrator": 302, "superuser": 302}
#: The admin asks for the staff flag; the demo accounts of the table have none but the superuser.
ADMIN = dict.fromkeys(VISITORS, 302) | {"superuser": 200}
#: Where auditors read; a superuser may, and whoever works with the register may not.
OF_THE_AUDIT = dict.fromkeys(VISITORS, 403) | {"anonymous": 302, "superuser": 200, "auditor": 200}
#: Where system administrators see how old the backups are.
OF_THE_OPERATORS = dict.fromkeys(VISITORS, 403) | {"anonymous": 302, "superuser": 200, "system": 200}
EVERYBODY = dict.fromkeys(VISITORS, 200)
#: What the school's administrators draw up; others who see the school are told why they may not.
DRAWN_UP = OF_THE_SCHOOL | {"viewer": 403, "official": 403}
#: What is done by a button leads back to a page.
DONE = {"administrator": 302, "superuser": 302}


@dataclass
class Door:
    """A route with the statuses of its visitors, by GET unless told otherwise."""

    statuses: dict[str, int]
    arguments: tuple[str, ...] = ()
    method: str = "get"
    data: dict = field(default_factory=dict)
    #: What a program sends with it, given the client and the place; None for people, who are signed in.
    headers: Callable[[Any, dict], dict[str, str]] | None = None
    #: What a program sends instead of ``data`` where the place has to be known.
    body: Callable[[dict], dict] | None = None

    def __post_init__(self):
        statuses = dict(self.statuses)
        for name, model in LIKE.items():
            statuses.setdefault(name, statuses[model])
        self.statuses = statuses

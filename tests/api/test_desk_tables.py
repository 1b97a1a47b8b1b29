"""Every state, action and visitor of the desk's tables: programs are answered as the domain decides."""

from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory

from api.http.writing.deeds import token_for
from api.http.writing.desk import NOUNS
from governance.domain.courses import Who
from tests import factories
from tests.api.asking import Caller
from tests.api.desk import NOUN, SCENES, body, version_of
from tests.oversight.people import VISITORS, everybody

pytestmark = pytest.mark.django_db
#: `make test` asks every so manyth cell.
SHARE = 5
NAMES = tuple(NOUN)
#: The register itself has no token.
PEOPLE = tuple(name for name in VISITORS if name != "register")
#: Who never sees a row of the school, and who always does; the school's own only what has gone out to it.
FAR, NEAR = {"outsider", "stranger", "former"}, {"official", "superuser"}
NOT_OUT = {"draft", "discarded", "cancelled"}
#: Who may, but not as the scene's row is: a waiver that is not granted, a finding that is not mended.
SENSELESS = dict.fromkeys(NAMES, frozenset()) | {
    "waiver_request": {("granted", "revoke")},
    "notice": {("answered", "settle"), ("received", "settle")},
}


@dataclass
class World:
    """One row, and the programs of everybody."""

    row: Any
    callers: dict[str, Caller]


@pytest.fixture
def world(settings, request):
    settings.API_RATE = 10**6
    factories.county()
    school = factories.school()
    people = {name: user for name, user in everybody(school).items() if user is not None}
    row = SCENES[request.param].made(school)
    return World(row, {name: Caller(user) for name, user in people.items()})


def cells(noun, share=1):
    """Return states, actions and visitors: every ``share``-th of them."""
    return list(product(noun.course.states.values, noun.deeds, PEOPLE))[::share]


def decided(noun, row, user, action):
    """Return status and sentence that the domain decides about; 200 stands for whatever is not a no."""
    request = RequestFactory().get("/")
    request.user = user
    try:
        seen = noun.seen(request, row.pk)
    except Http404:
        return 404, ""
    verdict = noun.course.may(user, noun.handled(seen), action)
    return (200, "") if verdict else (403, verdict.reason)


def asked(noun, row, caller, action):
    """Ask, take back what was written, and return status and sentence."""
    version, sent = f'"{version_of(noun.name, row)}"', body(noun.name, action, row)
    path = noun.path.format(key=row.pk)
    with transaction.atomic():
        answer = caller.send(f"{path}/{action}", sent, If_Match=version)
        transaction.set_rollback(True)
    said = answer.json()
    if answer.status_code == 200:
        assert set(said["open"]) <= set(noun.deeds), said["open"]
        to = noun.course.table[action].to
        assert to is None or said.get("work", said.get("state")) in (to, "closed"), (action, said)
    return answer.status_code, said["detail"] if answer.status_code == 403 else ""


def belongs(noun, name, state, status):
    """Tell whether it is right that somebody is answered, or told that nothing is there."""
    if name in FAR:
        return status == 404
    if name == "administrator":
        return (status == 404) == (state in NOT_OUT or noun.name == "round")
    return status != 404 or name not in NEAR


def compare(world, noun, share):
    """Return cells that are answered wrongly, how many of each status, and those where it makes no sense."""
    wrong, counted, senseless = [], {}, set()
    for state, action, name in cells(noun, share):
        caller = world.callers[name]
        with transaction.atomic():
            SCENES[noun.name].state(world.row, state)
            expected = decided(noun, world.row, caller.user, action)
            found = asked(noun, world.row, caller, action)
            transaction.set_rollback(True)
        if expected[0] == 200 and found[0] == 422:
            senseless.add((state, action))
        elif found != expected or not belongs(noun, name, state, found[0]):
            wrong.append((state, action, name, expected, found))
        counted[found[0]] = counted.get(found[0], 0) + 1
    return wrong, counted, senseless


@pytest.mark.parametrize("world", NAMES, indirect=True, ids=NAMES)
def test_a_share_of_the_cells(world, request):
    noun = NOUN[request.node.callspec.params["world"]]

    wrong, counted, senseless = compare(world, noun, SHARE)

    assert wrong == []
    assert {200, 403, 404} <= set(counted)
    assert senseless <= SENSELESS[noun.name]


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("world", NAMES, indirect=True, ids=NAMES)
def test_every_cell(world, request):
    noun = NOUN[request.node.callspec.params["world"]]

    wrong, counted, senseless = compare(world, noun, 1)

    assert wrong == []
    assert {200, 403, 404} <= set(counted)
    assert senseless == SENSELESS[noun.name]


def test_every_line_of_every_table_is_offered_or_left_out_by_name():
    left = {noun.name: sorted(map(str, noun.course.table.keys() - noun.deeds.keys())) for noun in NOUNS}

    assert {name: actions for name, actions in left.items() if actions} == {
        "finding": ["attach", "detach"],
        "waiver_request": ["renew"],
        "notice": ["detach"],
        "filing": ["submit", "supersede"],
    }


def test_what_only_those_above_do_asks_for_a_token_that_decides():
    scopes = {
        f"{noun.name}_{action}"
        for noun in NOUNS
        for action in noun.deeds
        if token_for(noun.course.table[action]).scope == "decide"
    }
    school = {
        f"{noun.name}_{action}"
        for noun in NOUNS
        for action in noun.deeds
        if noun.course.table[action].who & {Who.SCHOOL, Who.ANYBODY}
    }

    assert scopes & school == set()
    assert scopes | school == {f"{noun.name}_{action}" for noun in NOUNS for action in noun.deeds}

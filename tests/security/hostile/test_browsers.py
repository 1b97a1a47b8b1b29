"""The browser of these tests gets through: what is hostile reaches the code it is meant for."""

import pytest

from tests.api.doors import ask
from tests.governance.views.test_doors import DOORS
from tests.security.hostile.addresses import POSTING, doors, read

pytestmark = pytest.mark.django_db


def test_every_door_a_ruler_may_open_opens(place, inside):
    addresses = doors(place)
    reading = {route for route, door in DOORS.items() if door.method == "get"}

    found = {route: _status(inside, addresses[route]) for route in reading}

    assert found == {route: DOORS[route].statuses["superuser"] for route in reading}
    lists = {route: status for route, status in found.items() if _is_a_list(route)}
    assert lists == dict.fromkeys(lists, 200)
    assert len(lists) >= 19


def _status(browser, address):
    answer = browser.get(address)
    read(answer)
    return answer.status_code


def _is_a_list(route):
    return route.startswith("interface:") and route.endswith("_list")


def test_whoever_was_signed_out_is_in_again(place, inside):
    addresses = doors(place)
    inside.post(addresses["accounts:sign_out"])

    assert inside.get(addresses["governance:school"]).status_code == 200
    assert inside.get(addresses["interface:schools_list"]).status_code == 200


def test_no_write_of_the_api_stops_at_the_token(place, inside):
    addresses = doors(place)
    writing = [route for route in POSTING if route.startswith("interface:")]

    found = {route: ask(inside, DOORS[route], addresses[route], place).status_code for route in writing}

    assert len(writing) > 40
    assert found == {route: DOORS[route].statuses["superuser"] for route in writing}

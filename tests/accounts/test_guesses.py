"""Guesses are counted before they are checked, however many come at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.domain import guesses
from accounts.models import GuessCount, User
from tests import factories
from tests.accounts.codes import PASSWORD, sign_in
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db


def attempt(name, password, address="10.0.0.1", **meta):
    return authenticate(
        RequestFactory(REMOTE_ADDR=address, **meta).post("/"), username=name, password=password
    )


def later(monkeypatch, **passed):
    """Move the clock of the counter."""
    now = timezone.now() + timedelta(**passed)
    monkeypatch.setattr(guesses.timezone, "now", lambda: now)


def test_the_fifth_guess_is_checked_and_the_sixth_is_not():
    user = factories.user("clerk")
    for _ in range(4):
        assert attempt("clerk", "wrong") is None
    assert attempt("clerk", PASSWORD) == user

    for _ in range(5):
        assert attempt("clerk", "wrong") is None
    assert attempt("clerk", PASSWORD) is None


def test_the_door_opens_again_after_half_an_hour(monkeypatch):
    user = factories.user("clerk")
    for _ in range(5):
        attempt("clerk", "wrong")

    later(monkeypatch, minutes=29, seconds=50)
    assert attempt("clerk", PASSWORD) is None
    monkeypatch.undo()
    later(monkeypatch, minutes=30, seconds=10)
    assert attempt("clerk", PASSWORD) == user


def test_failures_of_long_ago_do_not_count(monkeypatch):
    user = factories.user("clerk")
    for _ in range(4):
        attempt("clerk", "wrong")

    later(monkeypatch, minutes=15, seconds=10)
    for _ in range(4):
        assert attempt("clerk", "wrong") is None
    assert attempt("clerk", PASSWORD) == user


@pytest.mark.parametrize("other", ["CLERK", " clerk", "ｃｌｅｒｋ", "cle rk", "clérk", "clerk\u3000"])
def test_a_name_typed_otherwise_is_counted_as_the_same(other):
    factories.user("clerk")
    for _ in range(5):
        attempt(other, "wrong")

    assert attempt("clerk", PASSWORD) is None


@pytest.mark.parametrize("typed", ["CLERK", "ｃｌｅｒｋ", " clerk "])
def test_a_name_opens_however_wide_it_is_typed(typed):
    user = factories.user("clerk")

    assert attempt(typed, PASSWORD) == user


def test_who_is_locked_out_elsewhere_comes_in_from_his_own_place():
    user = factories.user("clerk")
    for _ in range(6):
        attempt("clerk", "wrong", address="10.9.9.9")

    assert attempt("clerk", PASSWORD, address="10.9.9.9") is None
    assert attempt("clerk", PASSWORD, address="10.0.0.1") == user


def test_one_password_for_many_names_is_tried_thirty_times(counted):
    for number in range(60):
        attempt(f"somebody-{number}", "Spring2026!")

    assert counted == {"hashes": 30}


def test_a_forged_header_makes_no_other_place():
    factories.user("clerk")
    for number in range(5):
        attempt("clerk", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")

    assert attempt("clerk", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.99") is None


def test_behind_one_proxy_only_its_own_word_counts(settings):
    settings.TRUSTED_PROXIES = 1
    user = factories.user("clerk")
    for number in range(5):
        attempt("clerk", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, 198.51.100.7")

    assert attempt("clerk", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.99, 198.51.100.7") is None
    assert attempt("clerk", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.8") == user


def test_unknown_wrong_locked_and_inactive_sound_the_same(client):
    known, inactive = factories.user("known"), factories.user("away", is_active=False)
    locked = factories.user("locked")
    for _ in range(5):
        attempt("locked", "wrong", address="127.0.0.1")

    answers = [
        sign_in(client, known, "wrong"),
        sign_in(client, User(username="nobody-at-all"), "wrong"),
        sign_in(client, locked),
        sign_in(client, inactive),
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert len({str(answer.context["form"].non_field_errors()) for answer in answers}) == 1


@pytest.fixture
def counted(monkeypatch):
    """How many passwords were hashed, known names and unknown."""
    found, lock = {"hashes": 0}, threading.Lock()

    def counting(original):
        def count(self, password):
            with lock:
                found["hashes"] += 1
            return original(self, password)

        return count

    monkeypatch.setattr(User, "check_password", counting(User.check_password))
    monkeypatch.setattr(User, "set_password", counting(User.set_password))
    return found


def test_an_unknown_name_costs_one_hash_and_a_locked_one_none(counted):
    attempt("nobody-at-all", "wrong")
    assert counted == {"hashes": 1}

    for _ in range(9):
        attempt("nobody-at-all", "wrong")
    assert counted == {"hashes": 5}


def test_an_administrator_opens_the_door_with_a_new_password(client):
    user = factories.user("clerk")
    for _ in range(5):
        attempt("clerk", "wrong")
    client.force_login(factories.user("root", is_superuser=True, is_staff=True))

    client.post(
        f"/admin/accounts/user/{user.pk}/change/",
        {"username": "clerk", "is_active": "on", "new_password": "Yunxi-4417-shan"},
    )

    assert attempt("clerk", "Yunxi-4417-shan") == user


def test_old_counts_are_forgotten():
    attempt("clerk", "wrong")
    now = timezone.now()

    assert guesses.guesses_expire(now + timedelta(hours=23)) == 0
    assert guesses.guesses_expire(now + timedelta(hours=25)) == 3
    assert not GuessCount.objects.exists()


def test_what_was_typed_as_a_name_is_not_kept():
    attempt("my-secret-password", "wrong")

    kept = GuessCount.objects.values_list("key", "name")
    assert [row for row in kept if "secret" in "".join(row)] == []


def guess_at_once(count):
    """Send the form from so many threads, each with a connection of its own; return the answers."""
    gate = threading.Barrier(count)

    def one(number):
        client = Client(REMOTE_ADDR="10.0.0.1")
        gate.wait()
        try:
            answer = client.post("/sign-in/", {"username": "clerk", "password": f"wrong-{number}"})
            return answer.status_code, str(answer.context["form"].non_field_errors())
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [60, pytest.param(200, marks=pytest.mark.security)])
def test_guessing_side_by_side_gets_no_more_guesses(count, counted):
    factories.user("clerk")
    counted["hashes"] = 0

    answers = guess_at_once(count)

    record(f"passwords checked under {count} parallel guesses", "at most 5", counted["hashes"])
    assert len(set(answers)) == 1
    assert answers[0][0] == 200
    assert 1 <= counted["hashes"] <= 5

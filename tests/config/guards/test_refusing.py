"""While a guard is missing nobody is served; the log says which, the page does not."""

import logging

import pytest
from django.db import OperationalError

from config.guards import watch as watching
from tests.config.guards.test_command import BACK, LOSE

COPY = "governance_roleassignment.governance_roleassignment_copy"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def watched(settings):
    settings.GUARDS_WATCHED = True
    watching.watch.forget()
    yield watching.watch
    watching.watch.forget()


@pytest.mark.parametrize("path", ["/sign-in/", "/healthz", "/admin/", "/nowhere/"])
def test_every_address_answers_503_while_a_guard_is_missing(client, caplog, lost_for_all, path):
    assert client.get(path).status_code != 503
    lost_for_all(LOSE, BACK)
    watching.watch.forget()

    with caplog.at_level(logging.CRITICAL, "liangzhu.guards"):
        answer = client.get(path)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert answer["Cache-Control"] == "no-store"
    assert "数据库的保护措施不完整" in answer.content.decode()
    assert "governance_roleassignment" not in answer.content.decode()
    assert [one.getMessage() for one in caplog.records if one.name == "liangzhu.guards"] == [
        f"not serving, 1 guards are missing or altered: trigger {COPY}"
    ]


def test_it_serves_again_when_the_guard_is_back(client, superuser_statement, monkeypatch):
    monkeypatch.setattr(watching, "BELIEVED_BAD", 0.0)
    superuser_statement(LOSE)
    assert client.get("/healthz").status_code == 503

    superuser_statement(BACK)

    assert client.get("/healthz").status_code == 200


def test_a_guard_lost_meanwhile_is_noticed_when_the_look_is_old(client, lost_for_all, monkeypatch):
    assert client.get("/healthz").status_code == 200
    lost_for_all(LOSE, BACK)
    assert client.get("/healthz").status_code == 200

    monkeypatch.setattr(watching.time, "monotonic", lambda real=watching.time.monotonic: real() + 61)

    assert client.get("/healthz").status_code == 503


def test_a_database_that_never_answered_is_no_reason_to_serve(client, monkeypatch):
    def gone(_connection):
        raise OperationalError("gone")

    with monkeypatch.context() as without:
        without.setattr(watching, "differences_of", gone)
        assert client.get("/healthz").status_code == 503

    assert client.get("/healthz").status_code == 200


def test_what_was_known_stays_while_the_database_is_away(client, watched, monkeypatch):
    watched.look()
    monkeypatch.setattr(
        watching, "differences_of", lambda _connection: (_ for _ in ()).throw(OperationalError)
    )

    assert watched.look().wrong == ()

"""What goes wrong before any view: the real addresses answer it in words as well."""

from django.db import OperationalError, connection
from django.test import Client
from django.urls import get_resolver

from config import urls


def _gone(*_args):
    raise OperationalError("server closed the connection unexpectedly")


def test_an_error_outside_of_views_is_answered_in_words(db):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32

    with connection.execute_wrapper(_gone):
        answer = client.get("/")

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "数据库暂时无法使用" in answer.text


def test_an_error_of_ours_is_the_page_that_names_the_request(db, monkeypatch):
    monkeypatch.setattr("config.manual.rendered", lambda: 1 / 0)

    answer = Client(raise_request_exception=False).get("/help/")

    assert answer.status_code == 500
    assert answer["X-Request-ID"] in answer.text


def test_there_is_one_handler():
    assert urls.handler500 == "config.faults.last_resort"
    assert get_resolver().resolve_error_handler(500).__name__ == "last_resort"

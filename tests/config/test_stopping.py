"""What stops a request before its view is told to each as it reads: a page, data of a page, a problem."""

import json

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from config.limits.buckets import Rate
from config.limits.middleware import buckets
from config.stopping import stopped
from tests import factories
from tests.api.asking import Caller

PAGE, SCHOOLS = "/rules/", "/api/v1/schools"


def told(path, status, **headers):
    return stopped(
        RequestFactory().get(path, headers=headers),
        status,
        pause=7,
        message="请刷新这一页。",
        page="503_database.html",
        to_programs="请稍后再试。",
    )


@pytest.mark.parametrize(
    ("status", "word"), [(409, "conflict"), (429, "too-many-requests"), (503, "unavailable")]
)
def test_programs_are_told_as_of_every_other_problem(status, word):
    answer = told(SCHOOLS, status, accept="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer["Retry-After"] == "7"
    body = json.loads(answer.content)
    assert (body["type"], body["status"]) == (f"/api/#problem-{word}", status)
    assert body["detail"] == "请稍后再试。"


def test_people_and_pages_are_told_as_before():
    page, data = told(PAGE, 503), told(PAGE, 503, accept="application/json")

    assert (page["Content-Type"], data["Content-Type"]) == ("text/html; charset=utf-8", "application/json")
    assert "请刷新这一页。" in page.content.decode()


@pytest.mark.parametrize(
    "page", ["400.html", "405.html", "429.html", "500.html", "503_database.html", "503_guards.html"]
)
def test_its_page_needs_no_list_of_static_files(page, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path  # where nothing was collected
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with pytest.raises(ValueError, match="manifest"):
        staticfiles_storage.url("css/site.css")

    assert '<link rel="stylesheet" href="/static/css/site.css">' in render_to_string(page)


@pytest.fixture
def caller(db):
    user = factories.user()
    factories.grant(user, factories.school())
    return Caller(user)


def test_a_program_that_asks_too_much(caller, settings):
    settings.RATE_LIMITS = dict.fromkeys(("pages", "searches", "writes", "files"), Rate(1, 1))
    buckets.clear()

    answers = [caller.get("/schools") for _ in range(11)]
    buckets.clear()

    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert (answers[-1].status_code, answers[-1].json()["status"]) == (429, 429)
    assert answers[-1]["Content-Type"] == "application/problem+json"


def _gone(*_args):
    raise OperationalError("server closed the connection unexpectedly")


def test_a_program_while_the_database_is_away(caller):
    with connection.execute_wrapper(_gone):
        answer = caller.get("/schools", Accept_Language="en")

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["title"] == "Not available at the moment"


def test_a_program_that_meets_an_error_of_ours(caller, monkeypatch):
    monkeypatch.setattr("api.http.bearer.seconds_to_wait", lambda _token: 1 / 0)
    caller.client = Client(raise_request_exception=False)

    answer = caller.get("/schools")

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["request"] == answer["X-Request-ID"]


def test_an_address_that_is_none_is_answered_as_the_asker_reads(client, db):
    page, problem = client.get("/nowhere/"), client.get("/api/v1/nowhere")

    assert (page.status_code, problem.status_code) == (404, 404)
    assert page.headers["Content-Type"].startswith("text/html")
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["type"] == "/api/#problem-not-found"
    assert problem.json()["detail"] == "接口没有这个地址，请查阅 /api/v1/openapi.json。"

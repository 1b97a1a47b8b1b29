"""Whoever asks too much is told so in words; the others notice nothing, and neither does the database."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from config.limits.buckets import Rate
from config.limits.classes import class_of
from config.limits.middleware import buckets
from config.limits.rates import PEOPLE_AT_AN_ADDRESS
from tests import factories
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
CLASSES = ("pages", "searches", "writes", "files")


@pytest.fixture(autouse=True)
def limited(settings):
    """Three at once."""
    buckets.clear()
    settings.RATE_LIMITS = dict.fromkeys(CLASSES, Rate(3, 1))
    yield
    buckets.clear()


def signed_in(**more):
    client = Client(**more)
    client.force_login(factories.user())
    return client


def test_a_user_is_told_when_to_come_back():
    client = signed_in()

    answers = [client.get("/rules/") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "60"
    assert "操作过于频繁，请在 60 秒后再试" in answers[3].text
    assert 'lang="zh-hans"' in answers[3].text


def test_in_the_readers_language_and_as_data():
    client = signed_in()
    client.cookies["django_language"] = "en"
    for _ in range(3):
        client.get("/rules/")

    assert 'lang="en"' in client.get("/rules/").text
    assert set(client.get("/rules/", headers={"accept": "application/json"}).json()) == {"message", "changes"}


def test_others_at_the_same_address_go_on():
    noisy, quiet = signed_in(), signed_in()

    noisy_statuses = [noisy.get("/rules/").status_code for _ in range(20)]

    assert noisy_statuses.count(429) == 17
    assert quiet.get("/rules/").status_code == 200


def test_an_address_has_a_limit_whoever_asks():
    most = 3 * PEOPLE_AT_AN_ADDRESS

    statuses = [Client().get("/sign-in/").status_code for _ in range(most + 2)]

    assert statuses == [200] * most + [429] * 2
    assert Client(REMOTE_ADDR="10.0.0.9").get("/sign-in/").status_code == 200


def test_a_forged_address_is_not_believed():
    most = 3 * PEOPLE_AT_AN_ADDRESS

    statuses = [
        Client().get("/sign-in/", headers={"x-forwarded-for": f"10.0.0.{nth}"}).status_code
        for nth in range(most + 1)
    ]

    assert statuses[-1] == 429


def test_kinds_are_counted_apart():
    client = signed_in()
    for _ in range(4):
        client.get("/rules/")

    assert client.post("/language/", {"language": "en"}).status_code == 302


def test_health_is_never_refused():
    assert {Client().get("/healthz").status_code for _ in range(40)} == {200}


def test_counting_asks_the_database_nothing(settings):
    client = signed_in()
    for _ in range(3):
        client.get("/rules/")

    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/rules/")

    more = [one["sql"] for one in asked.captured_queries if "django_session" not in one["sql"]]
    record("queries that counting a request costs, beside that of the session", "0", len(more))
    assert answer.status_code == 429
    assert more == []
    assert len(asked.captured_queries) == 1  # the session, which every page reads


@pytest.mark.parametrize(
    ("method", "address", "kind"),
    [
        ("get", "/", "pages"),
        ("get", "/?q=x", "searches"),
        ("get", "/?q=", "pages"),
        ("get", "/schools/1/chart.svg", "files"),
        ("get", "/schools/1/export/?q=x", "files"),
        ("get", "/evidence/1/", "files"),
        ("post", "/x.pdf", "files"),
        ("post", "/x/", "writes"),
        ("delete", "/", "writes"),
    ],
)
def test_classes(method, address, kind):
    assert class_of(getattr(RequestFactory(), method)(address)) == kind

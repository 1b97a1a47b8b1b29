"""Every answer carries every header: pages, files, refusals, errors, style sheets, redirects."""

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from config.headers import ALWAYS
from config.limits.buckets import Rate
from config.limits.middleware import buckets
from tests import factories
from tests.config.test_settings import POLICY
from tests.security.hostile.addresses import POSTING, doors, every, read
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: Read by programs that ask every quarter of an hour; how long it may be kept it says itself.
MAY_BE_KEPT = frozenset({"oversight:calendar"})

#: Kept by the program that asked, and asked about again each time: what the API says with an ETag.
ASKED_AGAIN = "private, no-cache"


def broken(_request):
    raise RuntimeError("ours")


def away(_request):
    raise OperationalError("the connection is lost")


urlpatterns = [
    path("broken/", broken),
    path("away/", away),
    path("plain/", lambda _request: HttpResponse("x")),
    path("", include("config.urls")),
]
handler500 = "config.faults.last_resort"


def wrong(answer, *, stored=False):
    """Return what is missing."""
    headers = answer.headers
    missing = [name for name, value in ALWAYS.items() if headers.get(name) != value]
    if headers.get("X-Frame-Options") != "DENY":
        missing.append("X-Frame-Options")
    policy = set(headers.get("Content-Security-Policy", "").split("; "))
    if policy != POLICY and "sandbox" not in policy:  # what somebody handed in may do even less
        missing.append("Content-Security-Policy")
    if "Access-Control-Allow-Origin" in headers:
        missing.append("nobody else's scripts")
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/") and "charset=" not in kind:
        missing.append("charset")
    rule = headers.get("Cache-Control", "")
    if not stored and "no-store" not in rule and not ("ETag" in headers and rule == ASKED_AGAIN):
        missing.append("Cache-Control")
    read(answer)
    return missing


def test_every_route_by_every_method(place, inside):
    found = {}
    for route, address in every(place).items():
        found[route] = wrong(inside.get(address), stored=route in MAY_BE_KEPT)
        found[f"{route} PUT"] = wrong(inside.put(address))
    for route, address in doors(place).items():
        if route in POSTING:
            found[f"{route} POST"] = wrong(inside.post(address, {}))
        found[f"{route} nobody"] = wrong(Client().get(address), stored=route in MAY_BE_KEPT)

    bare = {route: missing for route, missing in found.items() if missing}
    record("answers without one of the headers", "0", f"{len(bare)} of {len(found)}")
    assert bare == {}


def test_no_address_answers_methods_nobody_needs(place, inside):
    found = {
        (route, method): inside.generic(method, address).status_code
        for route, address in every(place).items()
        for method in ("TRACE", "CONNECT")
    }

    assert {key: status for key, status in found.items() if status != 405} == {}
    assert len(found) > 300


def test_no_script_has_data(place, inside):
    """Another site may load a script as its own, with the cookies of whoever visits it."""
    scripts = {}
    for route, address in every(place).items():
        answer = inside.get(address)
        body = read(answer)
        if "script" in answer.headers.get("Content-Type", ""):
            scripts[route] = body

    other = Client()
    other.force_login(factories.user(is_superuser=True, is_staff=True))
    assert list(scripts) == ["admin:jsi18n"]
    assert scripts["admin:jsi18n"] == read(other.get(every(place)["admin:jsi18n"]))


def test_an_address_makes_one_line_of_the_log(errors, caplog):
    answer = errors.get("/no-such/%0d%0a2026-01-01%20INFO%20all%20is%20well/")

    assert answer.status_code == 404
    [line] = [one.getMessage() for one in caplog.records if "no-such" in one.getMessage()]
    assert "all is well" in line
    assert len(line.splitlines()) == 1


@pytest.fixture
def errors(settings):
    settings.ROOT_URLCONF = __name__
    settings.RATE_LIMITS = {}
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"), [("/broken/", 500), ("/away/", 503), ("/no-such/", 404), ("/plain/", 200)]
)
def test_errors(address, status, errors):
    answer = errors.get(address)

    assert (answer.status_code, wrong(answer)) == (status, [])


def test_no_folder_is_listed(errors):
    assert [errors.get(address).status_code for address in ("/static/", "/static/css/")] == [404, 404]


def test_a_bad_host(errors):
    answer = errors.get("/plain/", headers={"host": "evil.example"})

    assert (answer.status_code, wrong(answer)) == (400, [])


def test_a_forged_request(place, ruler):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruler)

    answer = client.post(doors(place)["governance:plan_copy"])

    assert (answer.status_code, wrong(answer)) == (403, [])


def test_too_many_requests(errors, settings):
    buckets.clear()
    settings.RATE_LIMITS = dict.fromkeys(("pages", "searches", "writes", "files"), Rate(0, 1))

    answer = errors.get("/plain/")

    assert (answer.status_code, wrong(answer)) == (429, [])


def test_a_missing_guard(client, settings, monkeypatch):
    from config.guards.middleware import watch

    settings.GUARDS_WATCHED = True
    monkeypatch.setattr(watch, "current", lambda: type("State", (), {"wrong": ("one",)}))

    answer = client.get("/")

    assert (answer.status_code, wrong(answer)) == (503, [])


def test_style_sheets_may_be_kept(client):
    assert finders.find("css/site.css")

    answer = client.get("/static/css/site.css")

    assert (answer.status_code, wrong(answer, stored=True)) == (200, [])
    assert "no-store" not in answer.headers["Cache-Control"]


@override_settings(SECURE_HSTS_SECONDS=365 * 24 * 3600, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_https_is_remembered(client):
    assert client.get("/healthz", secure=True).headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains"
    )


def test_signing_out_clears_what_was_kept(inside):
    answer = inside.post("/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in inside.get("/help/").headers

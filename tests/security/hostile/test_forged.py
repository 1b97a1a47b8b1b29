"""Requests that somebody else's page sends: they change nothing, lead nowhere, and know no other host."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from privacy.models import DataExport
from tests import factories
from tests.security.hostile.addresses import POSTING, doors, every, read
from tests.security.hostile.tables import contents
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: They take no token, each with the reason.
WITHOUT_TOKEN = {"oversight:unsubscribe": "a mail program asks; the address itself is the secret"}
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example/", "////evil.example", "http:evil.example",
    "http:///evil.example", "https:/evil.example", "\\\\evil.example", "/\\evil.example", "\\/evil.example",
    "/\t/evil.example", "\t//evil.example", "\n//evil.example", " //evil.example", "/%09/evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
    "vbscript:x", "https://testserver@evil.example/", "https://testserver.evil.example/",
    "//testserver@evil.example", "ftp://testserver/", "https:evil.example\\@testserver",
    "/\r\nSet-Cookie: a=b",
    "//[::1]/", "http://127.0.0.1:1/", "\u3000//evil.example", "https://evil。example/",
)  # fmt: skip
HOSTS = (
    "evil.example",
    "testserver.evil.example",
    "testserver:80@evil.example",
    "a b",
    "[::1",
    "x\\y",
    "测试",
)


#: Papers with few people or none, that are taken away by looking at them; that they were is on record.
TAKEN_BY_LOOKING = {
    "exports:jurisdiction_file", "exports:school_file", "governance:school_chart", "governance:school_pdf",
    "governance:school_png", "oversight:notice_docx", "oversight:notice_pdf", "oversight:school_health",
}  # fmt: skip


def test_looking_changes_nothing(place, inside):
    addresses = every(place)
    before = contents()
    exports = set(DataExport.objects.values_list("pk", flat=True))

    for address in addresses.values():
        read(inside.get(address))
        read(inside.head(address))

    after = contents()
    changed = {name for name in before if before[name] != after[name]}
    taken = DataExport.objects.exclude(pk__in=exports)
    said = f"{len(changed - {'privacy_dataexport'})} after {len(addresses)} addresses"
    record("tables that change by GET and HEAD of every address", "0", said)
    assert changed == {"privacy_dataexport"}
    assert set(taken.values_list("route", flat=True)) == TAKEN_BY_LOOKING
    assert set(taken.values_list("user", "purpose")) == {(inside.user.pk, "work")}
    assert DataExport.objects.filter(pk__in=exports).count() == len(exports)


def test_writing_needs_the_token(place, ruler):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruler)
    addresses = doors(place)
    before = contents()

    found = {
        route: client.post(addresses[route], {"x": "1"}).status_code
        for route in POSTING
        if route not in WITHOUT_TOKEN
    }

    # the API does not know who asks without a token of its own: a session counts for nothing there
    wanted = {route: 401 if route.startswith("interface:") else 403 for route in found}
    through = {route: status for route, status in found.items() if status != wanted[route]}
    record("routes that write without a token", "0", f"{len(through)} of {len(found)}")
    assert through == {}
    assert contents() == before


def test_the_desk_needs_the_token(place, ruler):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruler)
    school, _county = place["rows"]

    for page in ("change", "delete"):
        address = reverse(f"admin:schools_unit_{page}", args=[school.units.first().pk])
        assert client.post(address, {"post": "yes"}).status_code == 403


def test_a_method_is_not_overridden(place, inside):
    address = doors(place)["governance:plan_copy"]

    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert inside.get(address, {"_method": "POST"}, headers={header: "POST"}).status_code == 405


def leads_away(answer):
    """Tell whether the answer sends the browser to another host, or runs something."""
    found = urlsplit(answer.headers.get("Location", "/").replace("\\", "/"))
    return found.netloc not in ("", "testserver") or found.scheme not in ("", "http", "https")


#: Of the ways to be led on, those that lead somewhere whatever the target is; the others show a page.
LED = {
    "signing in", "signing in by address", "already inside", "language", "language, referred", "desk",
    "back", "reminder",
}  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_elsewhere(target, place, inside):
    user = factories.user("lead")
    factories.grant(user, place["rows"][0])
    stranger = Client()
    signing_in = {"username": "lead", "password": "demo-password", "next": target}
    answers = {
        "signing in": stranger.post("/sign-in/", signing_in),
        "signing in by address": Client().post("/sign-in/?" + _query(target), signing_in),
        "already inside": inside.get("/sign-in/", {"next": target}),
        "language": inside.post("/language/", {"language": "en", "next": target}),
        "language, referred": inside.post(
            "/language/", {"language": "en"}, headers={"referer": _ascii(target)}
        ),
        "desk": Client().get("/admin/login/", {"next": target}),
        "again": inside.get("/sign-in/again/", {"next": target}),
        "back": inside.post(doors(place)["governance:plan_copy"], {"back": target, "next": target}),
        "reminder": inside.post("/reminders/read/", {"next": target}),
    }

    assert {name for name, answer in answers.items() if "Location" in answer.headers} == LED
    assert {answers[name].status_code for name in LED} == {302}
    assert [name for name, answer in answers.items() if leads_away(answer)] == []


def _query(target):
    from urllib.parse import urlencode

    return urlencode({"next": target})


def _ascii(target):
    return target.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")


@pytest.mark.parametrize("host", HOSTS)
def test_other_hosts_are_refused(host, place):
    for address in ("/", "/healthz", "/sign-in/", "/help/", "/admin/"):
        assert Client().get(address, headers={"host": host}).status_code == 400


def test_a_forwarded_host_is_not_believed(client):
    answer = client.get("/admin/", headers={"x-forwarded-host": "evil.example"})

    assert "evil.example" not in answer.headers["Location"]

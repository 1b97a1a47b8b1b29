"""What no page of ours sends: every address answers it, and never by breaking down."""

import random

import pytest
from django.urls import reverse

from tests.governance.views.test_doors import DOORS
from tests.security.hostile.addresses import POSTING, doors, every, read
from tests.security.hostile.browsers import Browser
from tests.security.scoreboard import count

pytestmark = pytest.mark.django_db
SEED = 20261130
NAMES = (
    "page", "page_size", "p", "q", "o", "on", "known", "known_on", "from", "to", "next", "back", "plan",
    "node",
    "sort", "state", "severity", "rule", "school", "jurisdiction", "organization", "open", "boxes", "look",
    "version", "act_version", "seen", "year", "level", "kind", "tab", "value", "start", "deadline", "act_on",
    "user", "place", "actor", "subject", "first", "last", "step", "all", "chapter", "status", "owner", "due",
    "format", "area", "layout", "date", "month", "day", "search", "e", "list", "term", "against", "a", "b",
)  # fmt: skip
VALUES = (
    "", " ", "0", "-1", "1e9", "99999999999999999999", "2147483648", "9223372036854775808", "NaN", "abc",
    "１２",
    "٣", "9999-99-99", "0000-00-00", "9999-12-31", "0001-01-01", "2026-02-30", "2026-11-30T25:61", "\x00",
    "a\x00b", "\ud800", "\udfff", "\ufffe", "\u202e", "'", '"', "%", "%00", "%%", "\\", "../../etc/passwd",
    "{{7*7}}", "${7*7}", "<script>", "a" * 5_000, "[]", "{}", "null", "true", "1,2,3", "a:b", "()",
    "\r\nX: y",
    "1' OR '1'='1", "select pg_sleep(9)", "\U0001f4a3" * 50, "x" * 200, "-0", "+1", "1.5", "0x10", "٠", "²",
)  # fmt: skip
#: What is no answer of ours: an error.
BROKEN = range(500, 600)


_PLAIN = b"=abcdefghijklmnopqrstuvwxyz_"


def _encoded(name, value):
    """Return the pair as bytes of an address; half a surrogate is sent as a rude client would."""
    raw = f"{name}={value}".encode("utf-8", "surrogatepass")
    return "".join(
        f"%{byte:02X}" if byte not in b"=abcdefghijklmnopqrstuvwxyz_" else chr(byte) for byte in raw
    )


def queries(chance, number):
    """Return queries of several parameters, some of them twice."""
    for _nth in range(number):
        pairs = [(chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.randint(1, 8))]
        pairs += [chance.choice(pairs)] * chance.randint(0, 2)
        yield "&".join(_encoded(name, value) for name, value in pairs)


def ask(client, address, query):
    """Return the status by GET with a query as raw as it is."""
    path, _mark, own = address.partition("?")
    answer = client.get(path, QUERY_STRING=f"{own}&{query}" if own else query)
    read(answer)
    return answer.status_code


@pytest.fixture
def rude(ruler, place):
    return Browser(ruler, place, raise_request_exception=False)


@pytest.mark.parametrize("number", [2, pytest.param(25, marks=pytest.mark.security)])
@pytest.mark.parametrize("share", range(2))
def test_every_address_by_get(share, number, place, rude):
    chance, found, asked = random.Random(SEED + share), {}, 0  # noqa: S311 -- nothing secret
    for route, address in sorted(every(place).items())[share::2]:
        for query in queries(chance, number):
            asked += 1
            if (status := ask(rude, address, query)) in BROKEN:
                found[f"{route}?{query}"[:300]] = status

    count("GET with nonsense: answers that broke down", "none", len(found), asked)
    assert found == {}


@pytest.mark.parametrize(
    "nth",
    [pytest.param(nth, marks=() if nth % 6 == 0 else pytest.mark.security) for nth in range(len(VALUES))],
)
def test_every_parameter_at_once(nth, place, rude):
    query = "&".join(_encoded(name, VALUES[nth]) for name in NAMES)
    found = {
        route: ask(rude, address, query)
        for route, address in doors(place).items()
        if DOORS[route].method == "get" and route.endswith(_LISTS)
    }

    assert {route: status for route, status in found.items() if status in BROKEN} == {}


_LISTS = (
    ":school", ":jurisdiction", ":jurisdiction_findings", ":school_changes", ":inbox", ":reminders",
    ":records",
    ":grants", ":jurisdiction_trend_findings", ":rules",
)  # fmt: skip


@pytest.mark.parametrize("share", range(2))
def test_every_route_by_post(share, place, rude):
    chance, found, asked = random.Random(SEED + 10 + share), {}, 0  # noqa: S311
    addresses = doors(place)
    for route in POSTING[share::2]:
        for _nth in range(2):
            known = {**DOORS[route].data}
            sent = {name: chance.choice(VALUES) for name in chance.sample(NAMES, 12)} | known
            sent |= {name: chance.choice(VALUES) for name in known if chance.random() < 0.7}
            clean = {name: value.encode("utf-8", "replace").decode() for name, value in _texts(sent)}
            asked += 1
            answer = rude.post(addresses[route], clean)
            read(answer)
            if answer.status_code in BROKEN:
                found[f"{route} {clean}"[:400]] = answer.status_code

    count("POST with nonsense: answers that broke down", "none", len(found), asked)
    assert found == {}


def _texts(sent):
    return ((name, str(value)) for name, value in sent.items())


def test_parts_of_addresses(place, rude):
    wild = ("0", "99999999999999999999", "a" * 300, "%00", "%ED%A0%80", "..%2F..", "'", "%F0%9F%92%A3", "-1")
    found = {}
    for route, door in DOORS.items():
        good = [str(place[argument]) for argument in door.arguments]
        address = reverse(route, args=good) if good else ""
        for bad in wild if good else ():
            target = address.replace(f"/{good[0]}", f"/{bad}", 1)
            found[target] = rude.get(target).status_code

    assert len(found) > 100
    assert {target: status for target, status in found.items() if status in BROKEN} == {}


def test_a_megabyte_in_the_address(place, rude):
    for address in ("/", doors(place)["governance:school"], doors(place)["audit:records"]):
        assert ask(rude, address, "q=" + "a" * 1_000_000) not in BROKEN


def test_ten_thousand_fields(place, rude):
    addresses = doors(place)
    many = {f"x{nth}": "1" for nth in range(10_000)}

    reading = [route for route in POSTING if route != "accounts:alive"][:6]
    found = {route: rude.post(addresses[route], many).status_code for route in reading}

    assert set(found.values()) == {400}
    assert ask(rude, addresses["governance:school"], "&".join(f"x{n}=1" for n in range(10_000))) not in BROKEN


def test_a_body_that_is_no_form(place, rude):
    addresses = doors(place)
    for kind in (
        "application/json",
        "text/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "x/y",
    ):
        for route in POSTING:
            answer = rude.post(addresses[route], b"\xff\xfe<x>{", content_type=kind)
            assert answer.status_code not in BROKEN, (route, kind)


def test_pages_beyond_the_last(place, rude):
    found = {}
    for route, address in doors(place).items():
        if DOORS[route].method == "get":
            found[route] = ask(rude, address, "page=1000000000&page_size=1000000000&p=1000000000")

    assert {route: status for route, status in found.items() if status in BROKEN} == {}


@pytest.mark.parametrize("address", ["/jurisdictions/%00/", "/inbox/?q=%00", "/inbox/?q=a%00b&on=x", "/%00"])
def test_what_no_text_can_hold_is_refused_in_words(address, rude):
    answer = rude.get(address)

    assert answer.status_code == 400
    assert "地址或者内容不正确" in answer.text

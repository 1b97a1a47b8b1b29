"""Whatever somebody is called, he is called so: text stays text on every page."""

from random import Random

import pytest

from oversight.reminders.running import reminders_run
from tests.security.hostile.addresses import every, read
from tests.security.hostile.payloads import MARK, PAYLOADS
from tests.security.hostile.payloads import read as read_page
from tests.security.hostile.poison import poisoned
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: Where a text may come to stand.
PLACES = (
    "<p>{}</p>", '<p title="{}">x</p>', "<p title='{}'>x</p>", "<p title={}>x</p>", '<a href="{}">x</a>',
    "<script>var a = '{}';</script>", "<textarea>{}</textarea>", "<title>{}</title>",
    "<svg><text>{}</text></svg>",
)  # fmt: skip
#: Would do something elsewhere: in a template, in another character set, after a second decoding.
ELSEWHERE = 8


def test_the_reader_sees_what_payloads_make():
    blind = [text for text in PAYLOADS if not any(read_page(p.format(text)).wrong for p in PLACES)]

    assert len(PAYLOADS) >= 60
    assert len(set(PAYLOADS)) == len(PAYLOADS)
    assert len(blind) <= ELSEWHERE, blind


def test_the_reader_lets_text_be_text():
    from django.utils.html import escape

    for text in PAYLOADS:
        assert read_page(f"<p title='{escape(text)}'>{escape(text)}</p>").wrong == []


def crawl(client, addresses):
    """Return what is wrong on the pages, by address, and how often a payload was read as text."""
    wrong, shown, pages = {}, 0, 0
    for route, address in addresses.items():
        answer = client.get(address)
        body = read(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = read_page(body.decode())
            shown, pages = shown + page.shown, pages + 1
            if page.wrong:
                wrong[route] = page.wrong[:3]
    return wrong, shown, pages


def test_every_page(place, inside):
    run_reminders_for(place)
    addresses = every(place)
    assert crawl(inside, addresses)[:2] == ({}, 0)
    number = poisoned(PAYLOADS)

    wrong, shown, pages = crawl(inside, addresses)

    record(
        "pages on which a payload became more than text",
        "0",
        f"{len(wrong)} of {pages}, with {len(PAYLOADS)} payloads in {number} fields, shown {shown} times",
    )
    assert wrong == {}
    assert number > 200
    assert shown > 300


def run_reminders_for(place):
    """Let there be something to be reminded of."""
    from tests.factories import ON

    reminders_run(ON)


def test_what_is_asked_comes_back_as_text(place, inside):
    from tests.governance.views.test_doors import DOORS
    from tests.security.hostile.addresses import doors

    names = (
        "q",
        "place",
        "search",
        "state",
        "on",
        "sort",
        "rule",
        "actor",
        "subject",
        "next",
        "user",
        "open",
    )
    wrong, shown = {}, 0
    for nth, (route, address) in enumerate(doors(place).items()):
        if DOORS[route].method != "get":
            continue
        asked = {name: PAYLOADS[(nth + at) % len(PAYLOADS)] for at, name in enumerate(names)}
        answer = inside.get(address.partition("?")[0], asked | DOORS[route].data)
        body = read(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = read_page(body.decode())
            shown += page.shown
            if page.wrong:
                wrong[route] = page.wrong[:2]

    assert wrong == {}
    assert shown > 10


#: Where values were shown because somebody said why: without scripts the page is asked anew after a minute.
HIDDEN_AGAIN = {
    route: {"<noscript []>", "<meta [('http-equiv', 'refresh'), ('content', '60')]>"}
    for route in ("governance:change", "governance:person_timeline")
}
#: What people type, in whichever form.
TYPED = (
    "name", "title", "text", "reason", "note", "basis", "purpose", "document_number", "issuer", "full_name",
    "short_name", "username", "display_name", "home", "act_reason", "paper_number", "prefix", "until", "last",
    "q", "code", "value", "attester", "number", "answer", "covered_units", "to_outside", "url",
)  # fmt: skip
#: Routes that refuse what was sent for a reason of their own, without a field to show it in.
QUIET = {
    "exports:school_document": "a file is missing",
    "governance:change_undoing": "the change cannot be undone",
}


@pytest.mark.parametrize("share", [8, pytest.param(len(PAYLOADS), marks=pytest.mark.security)])
@pytest.mark.timeout(1800)
def test_what_is_typed_comes_back_as_text(share, place, inside):
    """Each route is sent so many of the payloads, chosen by its name; all of them are sent somewhere."""
    from tests.governance.views.test_doors import DOORS
    from tests.security.hostile.addresses import POSTING, doors

    addresses, sent, refused, shown, wrong = doors(place), set(), set(), set(), {}
    for route in POSTING:
        for text in Random(route).sample(PAYLOADS, share):  # noqa: S311 -- the same share each time
            answer = inside.post(addresses[route], filled(text, DOORS[route].data))
            body = read(answer)
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue  # files have tests of their own, and nobody reads JSON as a page
            sent.add(text)
            page = read_page(body.decode())
            refused |= {route} if answer.status_code == 422 else set()
            shown |= {route} if page.shown else set()
            if page.wrong:
                wrong.setdefault(route, set()).update(page.wrong)

    assert wrong == HIDDEN_AGAIN
    assert sent == set(PAYLOADS)
    assert refused - shown == set(QUIET)
    assert len(refused & shown) >= 20


def filled(text, known):
    """Return what is sent: the text in every field that is typed, and what else is known to be needed."""
    return known | dict.fromkeys(TYPED, text)


def test_the_mark_is_nowhere_else(place, inside):
    assert MARK not in inside.get("/help/").text

"""No form that is sent by POST is without a token, whichever page it stands on."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.security.hostile.addresses import POSTING, doors, every, read
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: Routes by POST whose forms stand on no page that is drawn here, each with the reason.
WITHOUT_FORM = {
    "accounts:alive": "asked by a script, writes nothing but the clock of the session",
    "oversight:unsubscribe": "asked by mail programs; stopping twice is stopping",
}


class Forms(HTMLParser):
    """Reads the forms of a page: where each leads, and which hidden fields it has."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self._open = None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self._open = (found.get("method", "get").lower(), found.get("action", ""), set())
            self.forms.append(self._open)
        elif tag == "input" and self._open is not None:
            self._open[2].add(found.get("name"))

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None


def forms_of(text):
    reader = Forms()
    reader.feed(text)
    return [form for form in reader.forms if form[0] == "post"]


def test_every_form_of_every_page(place, inside):
    bare, number = [], 0
    for route, address in every(place).items():
        answer = inside.get(address)
        body = read(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for _method, action, fields in forms_of(body.decode()):
                number += 1
                if not {"csrfmiddlewaretoken", "form_token"} <= fields:
                    bare.append((route, action))

    assert bare == []
    assert number > 200
    record("forms by POST without a token of their own", "0", f"0 of {number}")


def test_no_template_writes_the_token_itself():
    from tests.security.lint import ROOT

    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.html")
        if 'method="post"' in (text := path.read_text(encoding="utf-8"))
        and text.count('method="post"') > text.count("{% csrf_token %}")
    ]

    assert found == []


def test_the_doors_count_for_themselves():
    from accounts.middleware.once import THE_DOOR

    names = ("accounts:sign_in", "accounts:sign_out", "accounts:password", "mfa_index", "set_language")

    assert all(reverse(name).startswith(THE_DOOR) for name in names)


def test_every_route_by_post_is_reached_by_a_form(place, inside):
    """What has no form on a page is named above, or is the address of its own page."""
    assert set(WITHOUT_FORM) <= set(POSTING) | {"accounts:alive"}
    assert set(doors(place)) >= set(WITHOUT_FORM)

"""The forms that pages draw: where each is sent, and which fields it has."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.urls import resolve

from tests.security.hostile.addresses import every, read


@dataclass
class Form:
    """A form, or one of its buttons that sends it elsewhere; ``action`` is empty for its own page."""

    method: str
    action: str
    fields: set[str | None] = field(default_factory=set)


class Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(found.get("method", "get").lower(), found.get("action", ""))
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "input":
            self._open.fields.add(found.get("name"))
        if "formaction" in found:
            method = found.get("formmethod", self._open.method).lower()
            self.forms.append(Form(method, found["formaction"], self._open.fields))

    def handle_endtag(self, tag: str) -> None:
        """Leave a form."""
        if tag == "form":
            self._open = None


def forms_of(text: str) -> list[Form]:
    """Return the forms of the page that are sent by POST."""
    reader = Forms()
    reader.feed(text)
    return [form for form in reader.forms if form.method == "post"]


def drawn(client: Any, place: dict[str, Any]) -> dict[str, list[set[str | None]]]:
    """Return the fields of every form by POST of every page, by the route it is sent to."""
    found: dict[str, list[set[str | None]]] = {}
    for address in every(place).values():
        answer = client.get(address)
        body = read(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            for form in forms_of(body.decode()):
                target = resolve((form.action or address).partition("?")[0] or address.partition("?")[0])
                found.setdefault(target.view_name, []).append(form.fields)
    return found

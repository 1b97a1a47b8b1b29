"""A card dropped on another: the whole request, from the session to the judgement and the answer."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import cycle
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from accounts.models import AccessGrant, GrantRole, User
from bench.measuring import Timings, counted
from bench.pages import Browser, PageFailed
from governance.choices import OrgState, OrgType
from governance.models import PartyOrganization
from schools.models import Jurisdiction, School, Unit
from schools.periods import open_period

_TOKEN = "b" * 32
_WARM_UP = 3
_LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class Drop:
    """A node that goes to and fro between two others."""

    name: str
    action: str
    node: str
    targets: tuple[str, str]


def largest(place: Jurisdiction) -> School:
    """Return the school of the place with the most people."""
    schools = School.objects.filter(jurisdiction=place).annotate(n=Count("people"))
    return schools.order_by("-n", "code")[0]


def drops(school: School) -> list[Drop]:
    """Return a unit and a party group of the school, each with two places where it may stand."""
    units = list(
        Unit.objects.filter(school=school, period__endswith=None, children=None).order_by("number")[:3]
    )
    found = [Drop("a unit", "unit_move", units[0].number, (units[1].number, units[2].number))]
    open_ = PartyOrganization.objects.filter(school=school).exclude(state=OrgState.DISSOLVED)
    group = open_.filter(type=OrgType.GROUP).select_related("parent").order_by("number").first()
    branches = open_.filter(type=OrgType.BRANCH, parent__isnull=False).order_by("number")
    if group is not None and (other := branches.exclude(pk=group.parent_id).first()):
        places = (other.number, group.parent.number)
        found.append(Drop("a party group", "organization_move", group.number, places))
    return found


def clerk(school: School) -> User:
    """Return somebody who may change the school."""
    user, _made = User.objects.get_or_create(username="bench-clerk")
    period = open_period(_LONG_AGO)
    AccessGrant.objects.get_or_create(
        user=user, school=school, role=GrantRole.ADMINISTRATOR, defaults={"period": period}
    )
    return user


def moves(application: Callable, place: Jurisdiction, requests: int) -> Iterator[tuple[str, Timings, int]]:
    """Yield what, how long and with how many queries each drop was answered."""
    school = largest(place)
    browser = Browser.of(application, clerk(school))
    for drop in drops(school):
        timings, queries = to_and_fro(browser, school, drop, requests)
        yield f"{drop.name} of {school.name}", timings, queries


def to_and_fro(browser: Browser, school: School, drop: Drop, requests: int) -> tuple[Timings, int]:
    """Return how long each drop took, and the most queries one took; the first do not count."""
    timings, most, targets = Timings(), 0, cycle(drop.targets)
    address = reverse("governance:school_action", args=[school.code, drop.action])

    def let_fall() -> dict:
        return post(browser, address, {"node": drop.node, "parent": next(targets), "act_reason": "调整"})

    for _nth in range(_WARM_UP):
        let_fall()
    for _nth in range(requests):
        with counted() as count:
            timings.take(let_fall)
        most = max(most, count.queries)
    return timings, most


def post(browser: Browser, address: str, sent: dict[str, str]) -> dict:
    """Send the form as the chart does and return the answer.

    Raises:
        PageFailed: unless the answer is 200.

    """
    body = urlencode(sent).encode()
    answered: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT": "application/json",
        "HTTP_COOKIE": f"{browser.cookie}; {settings.CSRF_COOKIE_NAME}={_TOKEN}",
        "HTTP_X_CSRFTOKEN": _TOKEN,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
        "wsgi.input": BytesIO(body),
    }
    response = browser.application(environ, lambda status, _headers: answered.append(status))
    try:
        text = b"".join(response).decode()
    finally:
        response.close()
    if answered != ["200 OK"]:
        raise PageFailed(f"{address}: {answered} {text[:300]}")
    return json.loads(text)

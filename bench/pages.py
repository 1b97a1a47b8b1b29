"""Pages through the whole WSGI stack: sessions, middleware, templates, a connection from the pool."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from accounts.domain.sessions import session_open
from accounts.models import User
from bench.measuring import Timings, counted, percentile
from bench.server import backends, worked
from schools.models import Jurisdiction, School

REQUESTS = 100
_WARM_UP = 5
_NEEDED = re.compile(rb'<(?:link|script|img)\b[^>]*? (?:href|src)="([^"]+)"')


class PageFailed(AssertionError):
    """A page did not answer 200: its time says nothing."""


@dataclass
class Visit:
    """What a page took: time and queries of each request, and the processor time of the database in it."""

    name: str
    timings: Timings = field(default_factory=Timings)
    queries: list[int] = field(default_factory=list)
    served: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def work(self) -> str:
        """Processor time of a request, of Python and of the database, at the median."""
        python, server = (round(1000 * percentile(of, 50)) for of in (self.timings.work, self.served))
        return f"{python} + {server} ms of processor"


def needs(body: bytes) -> list[str]:
    """Return the styles, scripts and icons a browser would ask for to show the page."""
    return [found.decode() for found in _NEEDED.findall(body)]


@dataclass
class Browser:
    """Somebody signed in who asks the application for pages, without a network between them."""

    application: Callable
    cookie: str

    @classmethod
    def of(cls, application: Callable, user: User) -> "Browser":
        """Sign the user in beside the door."""
        session = session_open(user)
        return cls(application, f"{settings.SESSION_COOKIE_NAME}={session.session_key}")

    def get(self, path: str) -> bytes:
        """Return the body of the page.

        Raises:
            PageFailed: unless the answer is 200.

        """
        answered: list[str] = []
        address, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
            "wsgi.input": BytesIO(),
        }
        response = self.application(environ, lambda status, _headers: answered.append(status))
        try:
            body = b"".join(response)
        finally:
            response.close()
        if answered != ["200 OK"]:
            raise PageFailed(f"{path}: {answered}")
        return body

    def visit(self, name: str, paths: Iterable[str], requests: int = REQUESTS) -> Visit:
        """Ask for the pages in turn until there were so many requests.

        The first few do not count; with them what the pages need is asked for as well.
        """
        paths, visit = list(paths), Visit(name)
        for path in (paths * _WARM_UP)[:_WARM_UP]:
            for needed in needs(self.get(path)):
                self.get(needed)
        for nth in range(requests):
            path, processes = paths[nth % len(paths)], backends()
            before = worked(processes)
            with counted() as count:
                body = visit.timings.take(lambda path=path: self.get(path))
            visit.served.append(worked(processes) - before)
            visit.queries.append(count.queries)
            visit.size = max(visit.size, len(body))
        return visit


def visits(application: Callable, place: Jurisdiction, requests: int = REQUESTS) -> list[Visit]:
    """Measure the pages of the county's official and of the administrator of its largest school."""
    schools = School.objects.filter(jurisdiction=place).annotate(n=Count("people")).order_by("-n", "code")
    official = Browser.of(application, User.objects.get(username="demo-county"))
    county = reverse("governance:jurisdiction", args=[place.code])
    pages = [reverse("governance:school", args=[school.code]) for school in schools]
    one = f"{county}?q={quote(schools[0].name)}"
    return [
        official.visit("My county, all schools", [county], requests),
        official.visit("My county, narrowed to one school", [one], requests),
        official.visit("My school, the largest", pages[:1], requests),
        official.visit("My school, the smallest", pages[-1:], requests),
        official.visit("My school, each in turn", pages, max(requests, len(pages))),
    ]

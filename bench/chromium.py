"""Chromium on pages of the application: what is not answered makes the measurement fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from accounts.models import User
from bench.pages import Browser, PageFailed
from deploy.browser import browser_path

#: 304 is an answer as well: the browser has the file already.
_ANSWERED = (200, 304)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing: the table is the output."""


@contextmanager
def served(application: Callable) -> Iterator[str]:
    """Serve the application to a browser on this machine; yield its address."""
    server = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Ran:
    """What a script returned, and the processor time of the page's main thread since the one before it."""

    result: Any
    work: float


@dataclass
class Window:
    """A window of somebody signed in, and what was asked in vain."""

    page: Any
    host: str
    faults: list[str] = field(default_factory=list)

    def visit(self, address: str, *scripts: str) -> list[Ran]:
        """Go to the page and, from its first byte on, run the scripts one after the other.

        Raises:
            PageFailed: unless the page and all it needs was answered.

        """
        worked, results = 0.0, []  # the browser counts anew for every page
        self.page.goto(f"{self.host}{address}", wait_until="commit")
        for script in scripts:
            result, before = self.page.evaluate(script), worked
            worked = self._worked()
            results.append(Ran(result, worked - before))
        self.page.wait_for_load_state("load")
        if self.faults:
            raise PageFailed(f"{address}: {'; '.join(self.faults)}")
        return results

    def _worked(self) -> float:
        metrics = self.told.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "TaskDuration")

    @cached_property
    def told(self) -> Any:
        """What the browser tells about its own work, in processor time."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        return session

    def watch(self) -> None:
        """Note every request that fails or is answered with anything but the thing itself."""
        self.page.on("requestfailed", lambda request: self.faults.append(f"{request.url}: {request.failure}"))
        self.page.on("response", self._note)

    def _note(self, response: Any) -> None:
        if response.status not in _ANSWERED:
            self.faults.append(f"{response.url}: {response.status}")


@contextmanager
def window(application: Callable, user: User) -> Iterator[Window]:
    """Open a window of the usual size for the user, on the application served here."""
    from playwright.sync_api import sync_playwright

    name, _equals, value = Browser.of(application, user).cookie.partition("=")
    with served(application) as host, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            context.add_cookies([{"name": name, "value": value, "url": host}])
            opened = Window(context.new_page(), host)
            opened.watch()
            yield opened
        finally:
            chromium.close()

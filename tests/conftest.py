"""What tests share: a database that is emptied fast, and the browser for tests of pages.

`page` fails its test on anything a strict browser complains about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from deploy.browser import browser_path

_LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"]
#: Milliseconds: enough for a machine that does other things as well.
_PATIENCE = 15_000
_OWN_HOSTS = {"localhost", "127.0.0.1"}
_OWN_SCHEMES = {"data", "blob", "about"}
_REPORT_CSP = """document.addEventListener('securitypolicyviolation', event =>
  console.error(`CSP: ${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`));"""


@dataclass
class PageGuard:
    """What the browser complained about, less what the test announced with `allow`."""

    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, part: str) -> None:
        """Expect complaints that contain this text, such as `status of 422`."""
        self.allowed.append(part)

    def watch(self, page: Any) -> None:
        """Listen to a page, and to those it opens."""
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def left(self) -> list[str]:
        """The complaints nobody announced."""
        return [text for text in self.complaints if not any(part in text for part in self.allowed)]

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _OWN_SCHEMES and address.hostname not in _OWN_HOSTS:
            self.complaints.append(f"off host: {request.url}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[Any]:
    """The test database, which tests that commit leave empty."""
    from tests.emptying import emptied_by_deleting

    with emptied_by_deleting() as superuser:
        yield superuser


@pytest.fixture
def again(django_db_setup: Any, transactional_db: None) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """`again(build)` is as `build`, and faster: from the second time on the rows of the first are put back.

    For tests that commit. What was built is handed out as a copy each time; other rows are gone.
    """
    from tests.emptying import rows_remembered

    def with_memory(build: Callable[[], Any]) -> Callable[[], Any]:
        if django_db_setup is None:
            return build
        built = build()
        put_back = rows_remembered(django_db_setup)

        def same() -> Any:
            put_back()
            return deepcopy(built)

        return same

    return with_memory


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Iterator[Any]:
    """Count a test that is part of a figure of the scoreboard."""
    report = yield
    marker = item.get_closest_marker("figure")
    if marker is not None and report.when == "call" and not report.skipped:
        from tests.security.scoreboard import count

        count(*marker.args, wrong=int(report.failed), number=1)
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many cells of the permission matrix were asked, and keep the sums."""
    from tests.security.matrix.tally import sentence, totals, written

    reports = [one for name in ("passed", "failed") for one in terminalreporter.stats.get(name, ())]
    if found := totals(reports):
        written(found)
        terminalreporter.write_line(sentence(found))


def pytest_addoption(parser: Any) -> None:
    """Let `make pictures` say where the pictures of the manual go."""
    parser.addoption("--pictures", default="", help="write the pictures of the manual to this folder")
    parser.addoption("--shadow", default="", help="add to this file what row security cut short")


@pytest.fixture
def picture(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., None]:
    """`picture(page, "name")` takes a picture of the manual: what it shows is what was tested.

    The picture is kept with `--pictures FOLDER`; further arguments are those of `Page.screenshot`.
    """
    folder = Path(request.config.getoption("--pictures") or tmp_path)

    def take(page: Any, name: str, **how: Any) -> None:
        page.mouse.move(0, 0)
        page.screenshot(path=folder / f"{name}.png", animations="disabled", **how)

    return take


@pytest.fixture(scope="session", autouse=True)
def _shadow(request: pytest.FixtureRequest) -> Iterator[None]:
    """With `--shadow FILE` every statement of a request is run twice; see `tests/row_security/shadow.py`."""
    keep = request.config.getoption("--shadow")
    if not keep:
        yield
        return
    from tests.row_security.shadow import shadowed

    with shadowed(Path(keep)):
        yield


@pytest.fixture
def this_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Today, which it stays to the end of the test, also where midnight comes in between."""
    from django.utils import timezone

    day, day_of = timezone.localdate(), timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda moment=None: day_of(moment) if moment else day)
    return day


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, once for all tests."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=_PATIENCE)
    program = browser_path()
    if program is None:
        pytest.fail("No Chromium found: run `make test`, or name one in LZ_CHROMIUM.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=_LAUNCH)
        yield running
        running.close()


@pytest.fixture
def page_guard() -> PageGuard:
    """The guard of this test's page."""
    return PageGuard()


@pytest.fixture
def browser_context(browser: Any, page_guard: PageGuard) -> Iterator[Any]:
    """A fresh, Chinese-speaking browser profile whose every page is guarded."""
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1366, "height": 768}
    )
    context.set_default_timeout(_PATIENCE)
    context.add_init_script(_REPORT_CSP)
    context.on("page", page_guard.watch)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: Any, page_guard: PageGuard) -> Iterator[Any]:
    """A page; the test fails when it broke the policy, raised, logged an error or called another host."""
    yield browser_context.new_page()
    assert page_guard.left() == []


@pytest.fixture
def axe() -> Callable[[Any], None]:
    """`axe(page)` fails with every accessibility violation of the page as it is now."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Any) -> None:
        # a click returns when the next page has begun: half a page has no heading yet
        page.wait_for_load_state()
        # preloading would fetch what a stylesheet imports from the page's folder, and be told 404
        found = Axe().run(page, options={"preload": False}).response["violations"]
        said = [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
        assert said == []

    return check

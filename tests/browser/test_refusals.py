"""Pages in place of the page asked for: drawn like the others, without the database, on any screen."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from config.guards import middleware
from config.limits.buckets import Rate
from config.limits.middleware import buckets

pytestmark = pytest.mark.browser
RED = "rgb(163, 25, 31)"


@pytest.fixture
def limited(settings):
    """One page a minute at most, counted from now on."""
    buckets.clear()
    settings.RATE_LIMITS = dict.fromkeys(("pages", "searches", "writes", "files"), Rate(1, 1))
    yield
    buckets.clear()


@pytest.fixture
def unguarded(settings, monkeypatch):
    """A guard of the database is missing."""
    settings.GUARDS_WATCHED = True
    monkeypatch.setattr(middleware.watch, "current", lambda: SimpleNamespace(wrong=("演示",)))


def look(page, axe, heading):
    """Require that the page is ours, its style sheet there, nothing wrong for axe and nothing too wide."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator(".door .box")).to_have_css("border-top-color", RED)
    axe(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") == 0


def test_whoever_asks_too_much_reads_what_to_do(transactional_db, limited, visit, axe, page_guard):
    page_guard.allow("status of 429")
    for _ in range(11):  # ten people may sit behind one address
        page = visit("/sign-in/")

    look(page, axe, "操作过于频繁")
    expect(page.get_by_text("到时请刷新这一页")).to_be_visible()


def test_while_a_guard_is_missing_people_read_whom_to_tell(
    transactional_db, unguarded, visit, axe, page_guard
):
    page_guard.allow("status of 503")
    page = visit("/sign-in/")

    look(page, axe, "系统暂停服务")
    expect(page.get_by_text("请把这一页告诉系统管理员")).to_be_visible()

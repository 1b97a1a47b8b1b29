"""The way into the site. Models are imported late: pytest reads this file before Django is ready."""

import re

import pytest


@pytest.fixture
def school(transactional_db):
    """A school with a bit of everything."""
    from tests.browser.scene import build

    return build()


@pytest.fixture
def clerk(school):
    """The administrator of the school."""
    from tests import factories

    user = factories.user("clerk")
    factories.grant(user, school)
    return user


@pytest.fixture
def official(school):
    """The official of the county."""
    from tests import factories

    user = factories.user("official")
    factories.grant(user, school.jurisdiction)
    return user


@pytest.fixture
def enter(page, live_server):
    """Sign in by the form and wait for the first page."""

    def sign_in(user):
        page.goto(f"{live_server.url}/sign-in/")
        page.get_by_label("用户名").fill(user.username)
        page.get_by_label("密码").fill("demo-password")
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(re.compile(r"^[^?]*/(schools|jurisdictions)/"))
        return page

    return sign_in


@pytest.fixture
def visit(page, live_server):
    """Open an address of the site."""

    def go(address):
        page.goto(f"{live_server.url}{address}")
        return page

    return go


@pytest.fixture
def shot():
    """Keep a picture of the page where ``SHOTS`` says; without it none is taken."""
    import os
    from pathlib import Path

    def take(page, name):
        folder = os.environ.get("SHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take

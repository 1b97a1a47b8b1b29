"""Switching in a browser: one click, the same page in the other language, nothing out of its place."""

import pytest
from django.urls import reverse

from tests import factories
from tests.browser import scene

pytestmark = pytest.mark.browser
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def school(transactional_db):
    return scene.build()


def sign_in(page, live_server, school):
    user = factories.user("official", is_staff=True)
    factories.grant(user, school.jurisdiction)
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_role("button", name="English").click()
    page.get_by_label("User name").fill(user.username)
    page.get_by_label("Password").fill("demo-password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/jurisdictions/**")


@pytest.mark.parametrize("width", [390, 1366])
def test_english_pages_hold_together(english, page, live_server, school, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, live_server, school)

    for address in (
        reverse("governance:jurisdiction", args=[school.jurisdiction.code]),
        reverse("governance:school", args=[school.code]),
        reverse("governance:rule", args=["ORG-005"]),
    ):
        page.goto(f"{live_server.url}{address}")

        assert page.locator("html").get_attribute("lang") == "en"
        assert not page.evaluate(TOO_WIDE)
        axe(page)


def test_the_desk_switches_too_and_stays_where_it_was(english, page, live_server, school, axe):
    sign_in(page, live_server, school)
    page.goto(f"{live_server.url}{reverse('admin:schools_school_changelist')}")
    axe(page)

    page.get_by_role("button", name="中文").click()

    assert page.url.endswith(reverse("admin:schools_school_changelist"))
    assert page.locator("html").get_attribute("lang") == "zh-hans"

"""Every page: no accessibility violation, and no sideways scrolling on a telephone."""

import pytest

from tests import factories

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def addresses(school, clerk, official):
    """Pages by the user who opens them."""
    branch = school.organizations.get(short_name="七年级党支部")
    unit = school.units.get(name="七年级组")
    county = f"/jurisdictions/{school.jurisdiction.code}/"
    return {
        clerk: [
            f"/schools/{school.code}/",
            f"/schools/{school.code}/?open=all",
            f"/schools/{school.code}/?q=七年级&look=1&boxes=terms",
            f"/schools/{school.code}/print/",
            f"/schools/{school.code}/outline/",
            f"/organizations/{branch.number}/",
            f"/units/{unit.number}/",
            "/password/",
        ],
        official: [
            county,
            f"{county}?q=yx&severity=warning",
            f"{county}rules/ORG-012/",
            "/jurisdictions/",
            "/rules/",
            "/rules/ORG-005/",
        ],
    }


def sign_in_as(context, live_server, user, client):
    """Carry the session of a signed-in client into the browser."""
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


@pytest.mark.parametrize("who", ["clerk", "official"])
def test_pages_are_accessible_and_narrow(who, addresses, browser_context, page, live_server, axe, client):
    [user] = [user for user in addresses if user.username == who]
    sign_in_as(browser_context, live_server, user, client)

    for address in addresses[user]:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{live_server.url}{address}")
        axe(page)
        page.set_viewport_size(PHONE)
        assert sideways(page) == 0, address


def test_the_door_is_accessible_and_narrow(page, live_server, axe, transactional_db, page_guard, client):
    page_guard.allow("404")
    page.set_viewport_size(PHONE)

    page.goto(f"{live_server.url}/sign-in/")
    axe(page)
    assert sideways(page) == 0

    sign_in_as(page.context, live_server, factories.user("nobody"), client)
    for address in ("/", "/schools/0000000000/"):
        page.goto(f"{live_server.url}{address}")
        axe(page)
        assert sideways(page) == 0, address


def sideways(page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")

"""Coming in by the single sign-on of the city."""

import re
from urllib.parse import urlsplit

import requests

from tests.accounts.provider import PEOPLE

BACK = "/sign-in/with/sso/back/"


def come_by_city(client, provider, name, process="", next_page=""):
    """Go from our page to the provider, enter there, and come back; return our last answer."""
    query = f"?process={process}" if process else ""
    away = client.post(f"/sign-in/with/sso/{query}", {"next": next_page} if next_page else {})
    assert away.status_code == 302, away.text
    with requests.Session() as city:
        page = city.get(away.url)
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.text).group(1)
        form = {"username": name, "password": PEOPLE[name], "csrfmiddlewaretoken": token}
        entered = city.post(page.url, form, allow_redirects=False)
        back = city.get(f"{provider}{entered.headers['Location']}", allow_redirects=False)
    parts = urlsplit(back.headers["Location"])
    assert parts.path == BACK
    return client.get(f"{parts.path}?{parts.query}")

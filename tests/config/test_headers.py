"""Nobody keeps an answer, unless it says itself how it may be kept."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from config.headers import HeadersMiddleware
from oversight.calendars.feeds import feed_renew
from tests import factories
from tests.api.asking import Caller


@pytest.mark.parametrize(
    ("path", "said", "kept"),
    [
        ("/", "", "no-store"),
        ("/", "private, max-age=900", "private, max-age=900"),
        ("/static/css/site.css", "", None),
    ],
)
def test_only_what_is_not_said_is_added(path, said, kept):
    answer = HttpResponse(headers={"Cache-Control": said} if said else {})

    sent = HeadersMiddleware(lambda _request: answer)(RequestFactory().get(path))

    assert sent.headers.get("Cache-Control") == kept


def test_what_is_meant_to_be_asked_again_may_be_kept(client, db):
    user = factories.user()
    factories.grant(user, factories.school())

    read = Caller(user).get("/schools")
    calendar = client.get(reverse("oversight:calendar", args=[feed_renew(user=user)]))
    page = client.get(reverse("accounts:sign_in"))

    assert (read.status_code, read["Cache-Control"]) == (200, "private, no-cache")
    assert (calendar.status_code, calendar["Cache-Control"]) == (200, "private, max-age=900")
    assert "no-store" in page["Cache-Control"]

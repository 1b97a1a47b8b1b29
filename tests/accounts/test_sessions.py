"""Where somebody is signed in, and how that ends."""

import pytest
from allauth.usersessions.models import UserSession

from accounts.domain.sessions import device_of
from tests import factories
from tests.accounts.codes import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_places(client):
    """A user who is signed in here and there: the user, and the browser there."""
    user = factories.user()
    there = type(client)(REMOTE_ADDR="10.0.0.9", HTTP_USER_AGENT="Browser there")
    sign_in(there, user)
    sign_in(client, user)
    return user, there


def test_both_are_listed_and_this_one_is_marked(client, two_places):
    page = client.get("/security/").text

    assert "10.0.0.9" in page
    assert "Browser there" in page
    assert page.count("就是这里") == 1


def test_one_is_ended(client, two_places):
    _user, there = two_places
    session = UserSession.objects.get(ip="10.0.0.9")

    client.post(f"/security/sessions/{session.pk}/")

    assert there.get("/rules/").status_code == 302
    assert client.get("/rules/").status_code == 200


def test_ones_own_is_ended_like_any_other(client, two_places):
    session = UserSession.objects.get(ip="127.0.0.1")

    assert client.post(f"/security/sessions/{session.pk}/").url == "/sign-in/"
    assert client.get("/rules/").status_code == 302


def test_all_others_are_ended(client, two_places):
    _user, there = two_places

    client.post("/security/sessions/others/")

    assert there.get("/rules/").status_code == 302
    assert client.get("/rules/").status_code == 200
    assert UserSession.objects.count() == 1


def test_nobody_ends_what_is_not_his(client, two_places):
    other = type(client)()
    sign_in(other, factories.user())
    session = UserSession.objects.get(ip="10.0.0.9")

    assert other.post(f"/security/sessions/{session.pk}/").status_code == 404
    assert UserSession.objects.filter(pk=session.pk).exists()


def test_signing_out_leaves_the_list_and_the_browser_empty(client, two_places):
    answer = client.post("/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [one.ip for one in UserSession.objects.all()] == ["10.0.0.9"]


def test_a_new_password_ends_the_others(client, two_places):
    _user, there = two_places
    new = {"new_password1": "Yunxi-4417-shan", "new_password2": "Yunxi-4417-shan"}

    client.post("/password/", {"old_password": "demo-password", **new})

    assert there.get("/rules/").status_code == 302
    assert client.get("/rules/").status_code == 200


def test_a_switched_off_account_is_out_with_the_next_request(client, two_places):
    user, _there = two_places
    user.is_active = False
    user.save()

    assert client.get("/rules/").status_code == 302


def test_signing_in_gives_a_new_key(client):
    client.get("/sign-in/")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before

    sign_in(client, factories.user())

    assert client.session.session_key != before


def test_the_list_asks_the_same_however_long_it_is(client, two_places, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get("/security/")
        return len(seen)

    user, _there = two_places
    two = asked()
    sign_in(type(client)(REMOTE_ADDR="10.0.0.10"), user)

    assert asked() - two <= 3  # each session is looked up: is it still alive


@pytest.mark.parametrize(
    ("said", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge · Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/150.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox · Linux"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_a_device_is_named_as_people_name_it(said, device):
    assert device_of(said) == device

"""Sessions end on the server, and what was being typed is there again afterwards."""

import pytest
from django.urls import reverse

from accounts import clock
from accounts.models import GrantRole
from tests import factories
from tests.accounts.codes import sign_in

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


@pytest.fixture
def passes(monkeypatch):
    """`passes(seconds)` moves the clock, which stands still otherwise."""
    import time

    passed = [0.0]
    began = time.time()
    monkeypatch.setattr(clock.time, "time", lambda: began + passed[0])

    def move(seconds):
        passed[0] += seconds

    return move


def clerk():
    user = factories.user()
    factories.grant(user, factories.school())
    return user


def official():
    user = factories.user()
    factories.grant(user, factories.county())
    return user


@pytest.mark.parametrize(("make", "minutes"), [(clerk, 30), (official, 15)])
def test_who_does_nothing_is_signed_out(client, passes, make, minutes):
    client.force_login(make())
    passes(minutes * MINUTE - 2)
    assert client.get("/rules/").status_code == 200

    passes(minutes * MINUTE + 1)
    assert client.get("/rules/").url == "/sign-in/?next=/rules/"
    assert "重新登录" in client.get("/sign-in/").text


def test_a_working_day_is_the_longest(client, passes):
    client.force_login(clerk())
    for _ in range(47):
        passes(10 * MINUTE)
        assert client.get("/rules/").status_code == 200

    passes(10 * MINUTE + 1)
    assert client.get("/rules/").status_code == 302


def test_a_new_duty_shortens_the_session_that_is_open(client, passes):
    user = clerk()
    client.force_login(user)
    factories.grant(user, factories.county(), GrantRole.OFFICIAL)
    passes(MINUTE)
    client.get("/rules/")

    passes(16 * MINUTE)
    assert client.get("/rules/").status_code == 302


def test_a_session_without_a_clock_is_over(client):
    client.force_login(clerk())
    session = client.session
    del session["clock"]
    session.save()

    assert client.get("/rules/").status_code == 302


def test_staying_begins_the_time_anew(client, passes):
    client.force_login(clerk())
    passes(29 * MINUTE)

    assert client.post(reverse("accounts:alive")).json() == {"left": 30 * MINUTE - 30}
    passes(29 * MINUTE)
    assert client.get("/rules/").status_code == 200


def test_the_page_knows_the_time_and_says_so(client):
    client.force_login(clerk())

    page = client.get("/rules/").text

    assert f'data-left="{30 * MINUTE - 30}"' in page
    assert 'data-warning="60"' in page


def test_a_part_of_a_page_is_told_to_sign_in(client, passes):
    client.force_login(clerk())
    passes(HOUR)

    answer = client.get(
        "/rules/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/rules/?q=1"}
    )

    assert (answer.status_code, answer.text) == (401, "")
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Frules%2F%3Fq%3D1"


def test_a_program_is_told_in_its_own_way(client, passes):
    client.force_login(clerk())
    passes(HOUR)

    answer = client.get("/rules/", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert "登录已经超时" in answer.json()["message"]


@pytest.fixture
def interrupted(client, passes):
    """A clerk who sent a form too late: the user, and the address."""
    user = clerk()
    school = user.grants.get().school
    address = reverse("governance:plan_new", args=[school.code])
    client.force_login(user)
    passes(HOUR)
    answer = client.post(address, {"title": "调整支部设置", "effective_on": "2027-01-01", "password": "x"})
    assert answer.url == "/sign-in/"
    return user, address


def test_what_was_typed_is_offered_again(client, interrupted):
    user, address = interrupted

    assert sign_in(client, user, next="/rules/").url == "/sign-in/typed/"
    page = client.get("/sign-in/typed/")

    assert f'action="{address}"' in page.text
    assert 'name="title" value="调整支部设置"' in page.text
    assert 'name="password"' not in page.text
    sent = dict(page.context["typed"]["fields"])
    assert client.post(address, sent).status_code == 302
    assert user.grants.get().school.plans.get().title == "调整支部设置"


def test_nobody_else_is_offered_it(client, interrupted):
    other = clerk()

    assert sign_in(client, other).url == "/"
    assert client.get("/sign-in/typed/").url == "/"
    assert "typed" not in client.session


def test_it_is_not_kept_for_long(client, interrupted, monkeypatch):
    import time

    user, _address = interrupted
    at = time.time() + HOUR * 2
    monkeypatch.setattr("accounts.typed.time.time", lambda: at)

    assert sign_in(client, user).url == "/"


def test_it_can_be_thrown_away(client, interrupted):
    user, _address = interrupted
    sign_in(client, user)

    client.post("/sign-in/typed/")

    assert client.get("/sign-in/typed/").url == "/"


def test_what_another_site_sent_is_not_kept(client, passes):
    user = clerk()
    client.force_login(user)
    passes(HOUR)
    client.handler.enforce_csrf_checks = True

    answer = client.post(reverse("governance:plan_new", args=["0000000000"]), {"title": "x"})

    assert answer.status_code == 403
    assert "typed" not in client.session

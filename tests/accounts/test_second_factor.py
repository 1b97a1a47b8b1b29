"""The second factor: set up, asked for, used once, not got around."""

from math import log2

import pytest
from allauth.mfa.models import Authenticator

from accounts.domain.second_factor import code_check, recovery_codes_left, recovery_codes_renew
from accounts.models import GrantRole
from tests import factories
from tests.accounts.codes import code, secret_on, sign_in, telephone

pytestmark = pytest.mark.django_db


@pytest.fixture
def privileged(settings):
    settings.SECOND_FACTOR = "privileged"


def official():
    user = factories.user()
    factories.grant(user, factories.county())
    return user


def test_without_a_telephone_the_password_is_enough(client):
    assert sign_in(client, factories.user(), next="/rules/").url == "/rules/"


def test_with_one_the_code_is_asked_and_leads_on(client):
    user = factories.user()
    secret = telephone(user)

    assert sign_in(client, user, next="/rules/").url == "/sign-in/code/"
    assert client.get("/rules/").status_code == 302
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    assert client.post("/sign-in/code/", {"code": code(secret)}).url == "/rules/"
    assert client.get("/rules/").status_code == 200


def test_a_code_opens_once():
    user = factories.user()
    secret = telephone(user)

    assert code_check(user, code(secret)) is not None
    assert code_check(user, code(secret)) is None
    assert code_check(user, code(secret, -1)) is None


def test_a_telephone_may_be_half_a_minute_late():
    user = factories.user()
    secret = telephone(user)

    assert code_check(user, code(secret, -3)) is None
    assert code_check(user, code(secret, 3)) is None
    assert code_check(user, code(secret, -1)) is not None


def test_a_recovery_code_opens_once_and_is_kept_as_a_hash(client):
    user = factories.user()
    telephone(user)
    codes = recovery_codes_renew(user)
    kept = str(Authenticator.objects.get(type="recovery_codes").data)
    assert [one for one in codes if one.replace("-", "") in kept] == []

    sign_in(client, user)
    assert client.post("/sign-in/code/", {"code": codes[3].lower()}).url == "/"

    assert recovery_codes_left(user) == 9
    assert code_check(user, codes[3]) is None


def test_new_recovery_codes_void_the_old():
    user = factories.user()
    old = recovery_codes_renew(user)
    recovery_codes_renew(user)

    assert code_check(user, old[0]) is None


def test_codes_are_guessed_five_times(client):
    user = factories.user()
    secret = telephone(user)
    sign_in(client, user)
    for _ in range(5):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200

    assert client.post("/sign-in/code/", {"code": code(secret)}).status_code == 200
    assert client.get("/rules/").status_code == 302


def test_the_secret_is_not_kept_in_the_clear():
    user = factories.user()
    secret = telephone(user)

    assert secret not in str(Authenticator.objects.get().data)


def test_who_needs_one_sets_it_up_first(client, privileged):
    user = official()
    assert sign_in(client, user).url == "/"
    address = client.get("/rules/").url
    assert address == "/security/second-factor/?next=%2Frules%2F"

    page = client.get(address)
    secret = secret_on(page.text)
    assert "data:image/svg+xml;base64," in page.text
    assert client.post("/security/second-factor/", {"code": "000000"}).status_code == 200
    secret = secret_on(client.get(address).text)
    used = code(secret)
    done = client.post("/security/second-factor/", {"code": used})

    assert len(done.context["codes"]) == 10
    assert client.get("/rules/").status_code == 200
    client.post("/sign-out/")
    assert sign_in(client, user).url == "/sign-in/code/"
    assert client.post("/sign-in/code/", {"code": used}).status_code == 200


def test_a_session_from_before_is_ended_by_the_setting_up(client, client_class):
    user = factories.user()
    older = client_class()
    sign_in(older, user)
    assert older.get("/rules/").status_code == 200

    sign_in(client, user)
    secret = secret_on(client.get("/security/second-factor/").text)
    client.post("/security/second-factor/", {"code": code(secret)})

    assert older.get("/rules/").status_code == 302
    assert client.get("/rules/").status_code == 200


@pytest.fixture
def client_class(client):
    return type(client)


def test_a_session_that_never_showed_one_has_to(client, privileged):
    user = official()
    client.force_login(user)
    secret = telephone(user)

    assert client.get("/rules/").url == "/sign-in/again/code/?next=%2Frules%2F"
    assert client.post("/sign-in/again/code/?next=/rules/", {"code": code(secret)}).url == "/rules/"
    assert client.get("/rules/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/", "/admin/schools/school/", "/admin/accounts/user/add/"])
def test_the_desk_is_behind_the_same_door(client, privileged, address):
    client.force_login(factories.user(is_superuser=True, is_staff=True))

    assert client.get(address).url.startswith("/security/second-factor/")
    assert client.post(address, {"username": "x"}).url.startswith("/security/second-factor/")


def test_the_desk_has_no_door_of_its_own(client):
    root = factories.user(is_superuser=True, is_staff=True)
    telephone(root)

    assert client.get("/admin/login/").url == "/sign-in/?next=/admin/"
    client.post("/admin/login/", {"username": root.username, "password": "demo-password"})
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("setting", "role", "asked"),
    [
        ("none", "superuser", False),
        ("none", GrantRole.OFFICIAL, False),
        ("privileged", "superuser", True),
        ("privileged", GrantRole.OFFICIAL, True),
        ("privileged", GrantRole.ADMINISTRATOR, False),
        ("privileged", GrantRole.VIEWER, False),
        ("all", GrantRole.VIEWER, True),
    ],
)
def test_who_is_asked(client, settings, setting, role, asked):
    settings.SECOND_FACTOR = setting
    user = factories.user(is_superuser=role == "superuser")
    if role != "superuser":
        factories.grant(user, factories.county() if role == GrantRole.OFFICIAL else factories.school(), role)
    client.force_login(user)

    assert client.get("/rules/").status_code == (302 if asked else 200)


def test_parts_of_pages_are_told_where_to_go(client, privileged):
    client.force_login(official())

    answer = client.get("/rules/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.text) == (401, "")
    assert answer.headers["HX-Redirect"].startswith("/security/second-factor/")


def test_it_is_taken_off_by_who_may_go_without(client, settings):
    user = factories.user()
    secret = telephone(user)
    sign_in(client, user)
    client.post("/sign-in/code/", {"code": code(secret)})

    settings.SECOND_FACTOR = "all"
    client.post("/security/second-factor/off/")
    assert Authenticator.objects.filter(user=user).exists()
    settings.SECOND_FACTOR = "none"
    client.post("/security/second-factor/off/")
    assert not Authenticator.objects.filter(user=user).exists()


def test_an_old_session_is_asked_again_before_anything_is_changed(client):
    user = factories.user()
    telephone(user)
    client.force_login(user)  # nothing is known of how this session began

    assert client.post("/security/second-factor/off/").url.startswith("/sign-in/again/")
    assert client.post("/security/codes/").url.startswith("/sign-in/again/")
    assert Authenticator.objects.filter(user=user).count() == 1


def test_an_administrator_takes_it_off_and_ends_the_sessions(client, client_class):
    user = factories.user("clerk")
    secret = telephone(user)
    sign_in(client, user)
    client.post("/sign-in/code/", {"code": code(secret)})
    root = client_class()
    root.force_login(factories.user(is_superuser=True, is_staff=True))

    root.post(
        f"/admin/accounts/user/{user.pk}/change/",
        {"username": "clerk", "is_active": "on", "without_second_factor": "on"},
    )

    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/rules/").status_code == 302


def test_new_codes_are_shown_once(client):
    user = factories.user()
    secret = telephone(user)
    sign_in(client, user)
    client.post("/sign-in/code/", {"code": code(secret)})

    shown = client.post("/security/codes/")

    assert len(set(shown.context["codes"])) == 10
    signs = [sum(sign.isalnum() for sign in one) for one in shown.context["codes"]]
    assert min(signs) * log2(10) > 20  # bits, even if they were digits alone
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.context["codes"][0] not in client.get("/security/").text

"""Signing in and out, the password, and the page everybody starts from."""

import pytest
from django.urls import reverse

from accounts.models import GrantRole
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "Yunxi-4417-shan"


def sign_in(client, user, **data):
    return client.post(
        reverse("accounts:sign_in"), {"username": user.username, "password": "demo-password", **data}
    )


def test_the_right_password_leads_to_the_page_asked_for(client):
    answer = sign_in(client, factories.user(), next="/rules/")

    assert (answer.status_code, answer.url) == (302, "/rules/")


def test_nobody_is_sent_to_another_host(client):
    assert sign_in(client, factories.user(), next="https://example.org/").url == "/"


def test_a_wrong_password_and_an_unknown_name_sound_the_same(client):
    user = factories.user()
    wrong = sign_in(client, user, password="wrong")
    unknown = sign_in(client, user, username="nobody-at-all", password="wrong")

    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert wrong.status_code == unknown.status_code == 200


def test_signing_out_ends_the_session(client):
    client.force_login(factories.user())

    assert client.post(reverse("accounts:sign_out")).url == "/sign-in/"
    assert client.get("/rules/").status_code == 302


def test_home_of_one_school(client):
    user, school = factories.user(), factories.school()
    factories.grant(user, school)
    client.force_login(user)

    assert client.get("/").url == f"/schools/{school.code}/"


def test_home_of_one_county(client):
    user = factories.user()
    factories.grant(user, factories.county())
    client.force_login(user)

    assert client.get("/").url == "/jurisdictions/330781/"


def test_home_of_a_superuser(client):
    client.force_login(factories.user(is_superuser=True))

    assert client.get("/").url == "/jurisdictions/"


def test_home_with_several_scopes_lists_them(client):
    user, first, second = factories.user(), factories.school(), factories.school()
    for school in (first, second):
        factories.grant(user, school, GrantRole.VIEWER)
    client.force_login(user)

    page = client.get("/").text

    assert first.name in page
    assert second.name in page


def test_home_without_a_grant_says_what_to_do(client):
    client.force_login(factories.user())

    assert "还没有分配管理范围" in client.get("/").text


def test_a_handed_out_password_must_be_changed_first(client):
    user = factories.user(must_change_password=True)
    client.force_login(user)

    assert client.get("/rules/").url == "/password/"
    assert client.get("/password/").status_code == 200
    changed = client.post(
        "/password/", {"old_password": "demo-password", "new_password1": NEW, "new_password2": NEW}
    )
    assert changed.url == "/"
    assert client.get("/rules/").status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not user.must_change_password


def test_a_weak_password_is_refused(client):
    client.force_login(factories.user())

    answer = client.post(
        "/password/", {"old_password": "demo-password", "new_password1": "123", "new_password2": "123"}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["new_password2"]


def test_a_form_without_its_token_is_refused_in_plain_words(client):
    client.handler.enforce_csrf_checks = True
    client.force_login(factories.user())

    answer = client.post(reverse("accounts:sign_out"))

    assert answer.status_code == 403
    assert "页面已过期" in answer.text

"""Users and grants as the system's administrators keep them."""

import pytest
from django.urls import reverse

from accounts.models import GrantDeed, GrantEvent, User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "yunxi-4417-shan"


@pytest.fixture
def root(client):
    user = factories.user("root", is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


def test_a_new_user_gets_a_password_and_must_change_it(root, client):
    root.post(
        reverse("admin:accounts_user_add"),
        {"username": "clerk", "display_name": "演示甲", "new_password": PASSWORD, "is_active": "on"},
    )

    user = User.objects.get(username="clerk")
    assert (user.check_password(PASSWORD), user.must_change_password) == (True, True)


def test_a_weak_password_is_refused(root):
    answer = root.post(reverse("admin:accounts_user_add"), {"username": "clerk", "new_password": "12345678"})

    assert "new_password" in answer.context["adminform"].form.errors
    assert not User.objects.filter(username="clerk").exists()


def test_a_change_without_a_password_keeps_the_old_one(root):
    user = factories.user("clerk")

    root.post(
        reverse("admin:accounts_user_change", args=[user.pk]),
        {"username": "clerk", "display_name": "演示乙", "is_active": "on", "new_password": ""},
    )

    user.refresh_from_db()
    assert (user.display_name, user.check_password("demo-password")) == ("演示乙", True)
    assert not user.must_change_password


def test_what_happens_to_an_account_is_on_record(root):
    user = factories.user("clerk")

    root.post(
        reverse("admin:accounts_user_change", args=[user.pk]), {"username": "clerk", "new_password": ""}
    )

    event = GrantEvent.objects.get()
    assert (event.user, event.actor.username, event.deed) == (user, "root", GrantDeed.SWITCHED_OFF)


def test_nobody_becomes_superuser_by_a_tick_in_a_form(root):
    user = factories.user("clerk")

    for name, arguments in (("add", []), ("change", [user.pk])):
        sent = {"username": f"clerk{name}", "new_password": PASSWORD, "is_active": "on", "is_superuser": "on"}
        assert root.post(reverse(f"admin:accounts_user_{name}", args=arguments), sent).status_code == 302

    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == ["root"]


def test_grants_are_looked_at_here_and_given_elsewhere(root):
    grant = factories.grant(factories.user("clerk"), factories.school())

    page = root.get(reverse("admin:accounts_accessgrant_change", args=[grant.pk]))
    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    for name, arguments in (("add", []), ("change", [grant.pk]), ("delete", [grant.pk])):
        address = reverse(f"admin:accounts_accessgrant_{name}", args=arguments)
        assert root.post(address, {"role": "viewer", "post": "yes"}).status_code == 403


def test_the_desk_completes_nothing(client):
    user = factories.user(is_staff=True)
    factories.grant(user, factories.school())
    client.force_login(user)
    query = {"app_label": "accounts", "model_name": "accessgrant", "field_name": "school", "term": "演示"}

    assert client.get(reverse("admin:autocomplete"), query).status_code == 404

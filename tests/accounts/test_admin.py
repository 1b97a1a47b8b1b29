"""Users and grants as the system's administrators keep them."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AccessGrant, GrantRole, User
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


def test_a_grant_ends_on_the_day_people_write(root):
    user, school = factories.user("clerk"), factories.school()

    root.post(
        reverse("admin:accounts_accessgrant_add"),
        {
            "user": user.pk,
            "role": GrantRole.ADMINISTRATOR,
            "school": school.pk,
            "period_first": "2026-01-01",
            "period_last": "2026-12-31",
        },
    )

    grant = AccessGrant.objects.get(user=user)
    assert (grant.starts_on, grant.last_day) == (date(2026, 1, 1), date(2026, 12, 31))


def test_searching_a_school_finds_only_those_in_sight(client):
    mine, other = factories.school(), factories.school()
    user = factories.user(is_staff=True)
    factories.grant(user, mine)
    client.force_login(user)
    query = {"app_label": "accounts", "model_name": "accessgrant", "field_name": "school", "term": "演示"}

    found = client.get(reverse("admin:autocomplete"), query).json()["results"]

    assert {str(mine.pk)} == {one["id"] for one in found}
    assert str(other.pk) not in {one["id"] for one in found}

"""What the two policies ask of a password and of an account."""

from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import policies
from accounts.adapters import SecondFactorAdapter
from accounts.domain.dormant import dormant_disable
from accounts.models import User
from accounts.passwords import random_password
from tests import factories
from tests.accounts.codes import sign_in

pytestmark = pytest.mark.django_db

#: password: may an ordinary user have it under 等保, under ASVS
PASSWORDS = {
    "Yx4417-s": (True, False),
    "yx4417-s": (True, False),
    "Yx44177": (False, False),
    "yx44177s": (False, False),
    "YX44177S": (False, False),
    "yunxishan-": (False, False),
    "Yunxishan-": (True, False),
    "44177712345": (False, False),
    "yunxishanxiaoyezi": (False, True),
    "correct horse battery": (False, True),
    "Correct horse 1": (True, True),
    "Password123": (False, False),
    "password1": (False, False),
    "P@ssw0rd": (False, False),
    "Liangzhu2026!": (False, False),
    "Liang-Zhu-2026!": (False, False),
    "Ｌiangzhu2026!": (False, False),
    "梁柱Abc12345xyz": (False, False),
    "Dangzhibu-2026x": (False, False),
    "我们的云溪山Ab1xyz": (True, True),
}


@pytest.fixture
def policy(settings):
    """Put a policy in force."""

    def put(name):
        settings.POLICY = policies.POLICIES[name]
        settings.AUTH_PASSWORD_VALIDATORS = policies.validators(settings.POLICY)

    return put


def is_fine(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("place", "name"), [(0, "dengbao"), (1, "asvs")])
def test_passwords(policy, place, name):
    policy(name)

    found = {password: is_fine(password) for password in PASSWORDS}

    assert found == {password: row[place] for password, row in PASSWORDS.items()}


def test_those_with_power_need_a_longer_one(policy):
    policy("dengbao")
    official, clerk = factories.user(), factories.user()
    factories.grant(official, factories.county())
    factories.grant(clerk, factories.school())

    assert (is_fine("Yx4417-shan", clerk), is_fine("Yx4417-shan", official)) == (True, False)
    assert is_fine("Yx4417-shan", factories.user(is_superuser=True)) is False
    assert is_fine("Yx4417-shan-", official) is True


def test_the_names_of_ones_own_places_are_refused(policy):
    policy("dengbao")
    user, other = factories.user(), factories.user()
    factories.grant(user, factories.school(name="云溪小学"))

    assert is_fine("Yunxixiaoxue-77", other)
    assert not is_fine("Yunxixiaoxue-77", user)
    assert not is_fine("云溪小学Ab-77123", user)


def test_the_last_five_are_remembered(client, policy):
    policy("dengbao")
    user = factories.user(password="Yx4417-s0")
    for number in range(1, 6):
        user.set_password(f"Yx4417-s{number}")
        user.save()

    assert [is_fine(f"Yx4417-s{number}", user) for number in range(7)] == [True] + [False] * 5 + [True]
    assert user.former_passwords.count() == 5


def test_asvs_remembers_none(policy):
    policy("asvs")

    assert factories.user().former_passwords.count() == 0


@pytest.mark.parametrize(("name", "address"), [("dengbao", "/password/"), ("asvs", None)])
def test_an_old_password_is_changed_first(client, policy, name, address):
    policy(name)
    user = factories.user()
    User.objects.filter(pk=user.pk).update(password_set_at=timezone.now() - timedelta(days=91))
    client.force_login(user)

    answer = client.get("/rules/")
    assert getattr(answer, "url", None) == address
    if address:
        assert "已经用了很久" in client.get(address).text
        client.post(
            address,
            {
                "old_password": "demo-password",
                "new_password1": "Yunxi-4417-shan",
                "new_password2": "Yunxi-4417-shan",
            },
        )
        assert client.get("/rules/").status_code == 200


def test_the_page_says_what_is_asked(client):
    client.force_login(factories.user())

    assert "至少8个字符；管理员和主管部门工作人员至少12个字符。" in client.get("/password/").text


def test_passwords_are_hashed_with_argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = factories.user()

    assert identify_hasher(user.password).algorithm == "argon2"
    assert user.check_password("demo-password")


@pytest.mark.parametrize("other", ["CLERK", "Clerk", "ｃｌｅｒｋ"])
def test_a_name_exists_once_however_it_is_written(other):
    factories.user("clerk")

    with pytest.raises(ValidationError, match=r"已有这个用户名|已存在一位"):
        User(username=other, password="!").full_clean()
    with pytest.raises(IntegrityError, match="user_name_once"), transaction.atomic():
        User.objects.bulk_create([User(username=other)])


def age(user, days):
    long_ago = timezone.now() - timedelta(days=days)
    User.objects.filter(pk=user.pk).update(last_login=long_ago, date_joined=long_ago, enabled_at=long_ago)


def test_accounts_nobody_uses_are_switched_off(client):
    awake, asleep, root = factories.user(), factories.user(), factories.user(is_superuser=True)
    sign_in(client, asleep)
    age(asleep, 91)
    age(awake, 89)

    assert dormant_disable(timezone.now()) == [asleep.username]

    asleep.refresh_from_db()
    assert not asleep.is_active
    assert client.get("/rules/").status_code == 302
    assert User.objects.filter(is_active=True, pk__in=[awake.pk, root.pk]).count() == 2


def test_who_was_switched_on_again_has_time_to_come():
    user = factories.user()
    age(user, 100)
    User.objects.filter(pk=user.pk).update(enabled_at=timezone.now())

    assert dormant_disable(timezone.now()) == []


def test_the_last_superuser_stays():
    older, newer = factories.user(is_superuser=True), factories.user(is_superuser=True)
    age(older, 120)
    age(newer, 100)

    assert dormant_disable(timezone.now()) == [older.username]


@pytest.mark.parametrize(
    ("end", "comes_in"), [(2021, False), (2999, True), (None, True)], ids=["ended", "to end", "open"]
)
def test_whose_every_grant_has_ended_stays_outside(client, end, comes_in):
    user = factories.user()
    ends = factories.ON.replace(year=end) if end else None
    factories.grant(user, factories.school(), end=factories.ON.replace(year=2021))
    factories.grant(user, factories.school(), end=ends)

    answer = sign_in(client, user)

    assert answer.status_code == (302 if comes_in else 403)
    assert (client.get("/rules/").status_code == 200) is comes_in
    assert comes_in or "授权都已经到期" in answer.text


def test_random_passwords_are_fine_under_both(policy):
    for name in policies.POLICIES:
        policy(name)
        assert {is_fine(random_password(), User(username="demo-admin", is_superuser=True))} == {True}


def test_nothing_but_the_demo_makes_an_account(transactional_db):
    """The migrations are those of the test database: whoever stood in one of them would be here."""
    assert User.objects.count() == 0


def test_no_file_of_ours_sets_a_password_but_those_that_ask_for_one():
    import re

    from django.conf import settings

    setting = re.compile(r"set_password\(|make_password\(|create_superuser\(|password=[\"']")
    found = {
        str(path.relative_to(settings.BASE_DIR))
        for room in ("accounts", "config", "deploy", "governance", "oversight", "privacy", "schools")
        for path in (settings.BASE_DIR / room).rglob("*.py")
        if setting.search(path.read_text())
    }

    assert found == {
        "accounts/backends.py",  # the hash nobody keeps
        "accounts/forms.py",  # an administrator types one
        "accounts/grants/accounts.py",  # random, shown once
        "accounts/models/user.py",  # notes when
        "governance/exchange/demo/accounts.py",  # random, shown once
    }


def test_no_fixture_brings_a_user():
    from django.conf import settings

    files = [path for path in (settings.BASE_DIR / "fixtures").rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if b"accounts.user" in path.read_bytes()] == []


def test_models_of_the_door_are_on_no_desk(client):
    from django.contrib import admin

    labels = {model._meta.app_label for model in admin.site._registry}
    assert labels == {"accounts", "governance", "oversight", "schools"}
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    assert client.get("/admin/mfa/authenticator/").status_code == 404


def test_the_command_of_the_jobs_knows_the_nightly_one():
    from procrastinate.contrib.django import app

    import accounts.jobs  # noqa: F401 -- registers

    assert "accounts.tidy" in app.tasks
    call_command("check")


def test_an_older_hash_opens_and_is_made_anew(settings):
    """A better way to hash is put first in the list; passwords come over as their owners sign in."""
    older, newer = "PBKDF2PasswordHasher", "Argon2PasswordHasher"
    settings.PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{older}"]
    user = factories.user()
    assert identify_hasher(user.password).algorithm == "pbkdf2_sha256"
    settings.PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{one}" for one in (newer, older)]

    assert user.check_password("demo-password")

    user.refresh_from_db()
    assert identify_hasher(user.password).algorithm == "argon2"
    assert user.check_password("demo-password")


def test_secrets_of_telephones_open_under_a_new_key_while_the_old_one_is_named(settings):
    closed = SecondFactorAdapter().encrypt("ABCDEFGH")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert SecondFactorAdapter().decrypt(closed) == "ABCDEFGH"
    assert SecondFactorAdapter().decrypt(SecondFactorAdapter().encrypt("ABCDEFGH")) == "ABCDEFGH"

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(closed)

"""A lost password: a letter that opens once, for half an hour, and never past the second factor."""

import re
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import ValidationError

from accounts.domain.lost import lost_password_write
from tests import factories
from tests.accounts.codes import sign_in, telephone
from tests.security.hostile.forms import forms_of

pytestmark = pytest.mark.django_db
NEW = {"new_password1": "Yunxi-4417-shan", "new_password2": "Yunxi-4417-shan"}


@pytest.fixture(autouse=True)
def _letters(settings):
    settings.MAIL_IS_SET = True
    settings.SITE_URL = "https://liangzhu.example.org"


def letter_to(user):
    assert lost_password_write(user.email) == 1
    return re.search(r"https://liangzhu\.example\.org(/sign-in/lost/\S+)", mail.outbox[-1].body).group(1)


def asked_for(asked):
    """Note what would be written instead of writing it."""

    def note(email):
        asked.append(email)

    return note


def without_token(answer):
    return [line for line in answer.text.splitlines() if "csrfmiddlewaretoken" not in line]


def reset(client, address):
    """Open the address and send the form it leads to."""
    opened = client.get(address)
    return client.post(opened.url, NEW) if opened.status_code == 302 else opened


@pytest.fixture
def user():
    return factories.user(email="clerk@example.org", must_change_password=True)


def test_the_letter_opens_once(client, user):
    address = letter_to(user)

    assert reset(client, address).url == "/sign-in/"
    user.refresh_from_db()
    assert (user.check_password(NEW["new_password1"]), user.must_change_password) == (True, False)
    assert client.get("/rules/").status_code == 302  # nobody is signed in by a letter

    assert "已经用过" in reset(client, address).text


def test_it_opens_for_half_an_hour(client, user, monkeypatch):
    address = letter_to(user)
    late = datetime.now() + timedelta(minutes=31)  # noqa: DTZ005 -- as Django counts
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _generator: late
    )

    assert "已经用过" in reset(client, address).text


def test_the_second_factor_stays(client, user):
    telephone(user)
    reset(client, letter_to(user))

    assert sign_in(client, user, NEW["new_password1"]).url == "/sign-in/code/"


def test_the_page_says_the_same_to_everybody(client, user, monkeypatch):
    asked = []
    monkeypatch.setattr("accounts.views.lost.write_lost_password.defer", asked_for(asked))

    pages = [
        client.post("/sign-in/lost/", {"email": email}) for email in ("clerk@example.org", "no@example.org")
    ]

    assert without_token(pages[0]) == without_token(pages[1])
    assert asked == ["clerk@example.org", "no@example.org"]


def test_one_place_asks_for_five_letters(client, monkeypatch):
    asked = []
    monkeypatch.setattr("accounts.views.lost.write_lost_password.defer", asked_for(asked))
    for _ in range(8):
        client.post("/sign-in/lost/", {"email": "clerk@example.org"})

    assert len(asked) == 5


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_nobody_is_written_to_who_may_not_come_in(change):
    user = factories.user(**{"email": "clerk@example.org", **change})

    assert lost_password_write(user.email) == 0
    assert mail.outbox == []


def test_without_a_mail_server_there_is_no_such_page(client, settings, user):
    address = letter_to(user)
    settings.MAIL_IS_SET = False

    assert client.get("/sign-in/lost/").status_code == 404
    assert client.get(address).status_code == 404
    assert "/sign-in/lost/" not in client.get("/sign-in/").text


def test_a_line_end_in_an_address_makes_no_header_and_no_letter(client, monkeypatch):
    asked = []
    monkeypatch.setattr("accounts.views.lost.write_lost_password.defer", asked_for(asked))
    two_lines = "clerk@example.org\nBcc: everybody@example.org"
    user = factories.user(email=two_lines)

    with pytest.raises(ValidationError, match="email"):
        user.full_clean()
    with pytest.raises(ValueError, match="newlines"):
        lost_password_write(user.email)
    client.post("/sign-in/lost/", {"email": two_lines})

    assert (mail.outbox, asked) == ([], [])


def test_nobody_is_asked_a_question_only_he_should_know(client, user):
    """What is asked for at the door is a name, a password, an address for mail, a code: nothing else."""
    opened = client.get(letter_to(user)).url
    pages = ["/sign-in/", "/sign-in/lost/", opened]
    of_every_form = {"csrfmiddlewaretoken", "form_token", "next", "language", None}

    asked = {
        page: {name for form in forms_of(client.get(page).text) for name in form.fields} for page in pages
    }

    assert {page: names - of_every_form for page, names in asked.items()} == {
        "/sign-in/": {"username", "password"},
        "/sign-in/lost/": {"email"},
        opened: {"new_password1", "new_password2"},
    }
    kept = {
        field.name for model in apps.get_app_config("accounts").get_models() for field in model._meta.fields
    }
    assert "password" in kept
    assert [name for name in kept if "question" in name or "hint" in name or "answer" in name] == []

"""English at the door: the pages of signing in, what they refuse, and the letter."""

import pytest
from django.core import mail

from accounts.domain.lost import lost_password_write
from tests import factories
from tests.accounts.codes import code, secret_on, sign_in, telephone
from tests.translations.chinese import CHINESE
from tests.translations.test_pages import MARKED

pytestmark = pytest.mark.django_db
ENGLISH = {"headers": {"accept-language": "en"}}


def chinese(answer):
    return CHINESE.findall(MARKED.sub("", answer.text))


@pytest.fixture
def user(client):
    user = factories.user(display_name="Somebody")
    client.post("/language/", {"language": "en"})
    return user


def test_the_pages_of_ones_own_door(english, client, user):
    sign_in(client, user)
    pages = ["/security/", "/security/second-factor/", "/password/", "/sign-in/again/"]
    assert {page: chinese(client.get(page)) for page in pages} == {page: [] for page in pages}

    secret = secret_on(client.get("/security/second-factor/").text)
    assert chinese(client.post("/security/second-factor/", {"code": "0"})) == []
    secret = secret_on(client.get("/security/second-factor/").text)
    assert chinese(client.post("/security/second-factor/", {"code": code(secret)})) == []
    assert chinese(client.get("/security/")) == []
    assert chinese(client.get("/security/second-factor/off/")) == []


def test_what_is_refused(english, client, user):
    assert chinese(sign_in(client, user, "wrong")) == []
    telephone(user)
    sign_in(client, user)
    assert chinese(client.get("/sign-in/code/")) == []
    assert chinese(client.post("/sign-in/code/", {"code": "0"})) == []


def test_a_weak_password(english, client, user):
    sign_in(client, user)
    for new in ("a", "aaaaaaaaaaaaaa", "Liangzhu-2026", "demo-password"):
        form = {"old_password": "demo-password", "new_password1": new, "new_password2": new}
        answer = client.post("/password/", form)
        assert answer.context["form"].errors
        assert chinese(answer) == []


def test_who_stays_outside(english, client, user):
    factories.grant(user, factories.school(), end=factories.ON.replace(year=2021))

    answer = sign_in(client, user)

    assert (answer.status_code, chinese(answer)) == (403, [])


def test_the_letter(english, settings):
    from django.utils.translation import override

    settings.MAIL_IS_SET = True
    with override("en"):
        lost_password_write(factories.user(email="a@example.org", display_name="Somebody").email)

    assert CHINESE.findall(mail.outbox[0].subject + mail.outbox[0].body) == []

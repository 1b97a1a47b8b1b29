"""Pages that show a secret show it once: whoever sends the form again is led to where it is not shown."""

import re
import socket
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import SubmittedForm
from api.choices import What
from api.models import ApiToken, Delivery, Webhook
from api.webhooks.signing import secret_of
from tests import factories
from tests.accounts.codes import sign_in
from tests.api.receiver import receiving

pytestmark = pytest.mark.django_db
TOKEN = {"form_token": "t" * 22}


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def inside(client, school):
    """A client that signed in a moment ago: it is not asked again who is there."""
    user = factories.grant(factories.user(), school).user
    sign_in(client, user, "demo-password")
    return client


@pytest.fixture
def wanted(school, settings):
    """What is sent for a webhook."""
    settings.WEBHOOKS_INSIDE = True
    with receiving() as receiver:
        yield {"name": "演示", "url": receiver.url, "topics": ["change"], "place": school.code, **TOKEN}


def twice(client, address, sent):
    """Send the form two times; return both answers, neither of which was kept."""
    answers = [client.post(address, sent) for _ in range(2)]
    assert list(SubmittedForm.objects.values_list("told", flat=True)) == [None]
    return answers


def test_a_token_is_made_and_shown_once(inside):
    until = timezone.localdate() + timedelta(days=1)
    sent = {"name": "演示", "scopes": ["read"], "expires_on": until.isoformat(), **TOKEN}

    first, second = twice(inside, reverse("api:token_new"), sent)

    token = ApiToken.objects.get()
    assert (first.status_code, first.context["secret"][: len(token.prefix)]) == (200, token.prefix)
    assert first.context["secret"] in first.text
    assert (second.status_code, second.url) == (303, reverse("api:tokens"))


def test_a_webhook_is_made_and_its_secret_shown_once(inside, wanted):
    first, second = twice(inside, reverse("api:webhook_new"), wanted)

    made = Webhook.objects.get()
    assert first.status_code == 200
    assert first.context["secret"] in first.text
    assert (second.status_code, second.url) == (303, reverse("api:webhook", args=[made.pk]))


def test_a_secret_is_renewed_once(inside, wanted):
    inside.post(reverse("api:webhook_new"), {**wanted, "form_token": ""})
    made = Webhook.objects.get()
    salt = made.salt

    first, second = twice(inside, reverse("api:webhook_renewed", args=[made.pk]), TOKEN)

    made.refresh_from_db()
    assert made.salt != salt
    assert first.context["secret"] == secret_of(made)
    assert (second.status_code, second.url) == (303, reverse("api:webhook", args=[made.pk]))


def test_a_webhook_whose_owner_was_switched_off_says_that_it_is_over(inside, wanted):
    inside.post(reverse("api:webhook_new"), {**wanted, "form_token": ""})
    made = Webhook.objects.get()
    pages = [reverse("api:webhooks"), reverse("api:webhook", args=[made.pk])]
    assert ["已失效" in inside.get(page).text for page in pages] == [False, False]

    Webhook.objects.update(made_at=made.user.enabled_at - timedelta(days=1))

    assert ["已失效" in inside.get(page).text for page in pages] == [True, True]
    assert "请删除后重新登记" in inside.get(pages[1]).text


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("living", {"off", "renewed", "repeat", "remove"}),
        ("paused", {"on", "renewed", "remove"}),
        ("over", {"remove"}),
    ],
)
def test_only_what_has_an_effect_is_offered(inside, wanted, state, offered):
    inside.post(reverse("api:webhook_new"), {**wanted, "form_token": ""})
    made = Webhook.objects.get()
    sent = Delivery.objects.create(webhook=made, payload={}, state="failed")
    if state == "over":
        Webhook.objects.update(made_at=made.user.enabled_at - timedelta(days=1))
    Webhook.objects.update(is_active=state != "paused")
    doors = {word: reverse("api:webhook_act", args=[made.pk, word]) for word in ("on", "off", "remove")}
    doors["renewed"] = reverse("api:webhook_renewed", args=[made.pk])
    doors["repeat"] = reverse("api:delivery_repeat", args=[sent.pk])

    page = inside.get(reverse("api:webhook", args=[made.pk])).text

    assert {word for word, door in doors.items() if f'action="{door}"' in page} == offered


@pytest.mark.parametrize(("what", "words"), What.choices)
def test_what_has_happened_is_said_in_words(inside, wanted, what, words):
    inside.post(reverse("api:webhook_new"), {**wanted, "form_token": ""})
    made = Webhook.objects.get()
    Delivery.objects.create(webhook=made, payload={"what": what, "place": "演示中学"})

    page = inside.get(reverse("api:webhook", args=[made.pk])).text

    assert f'<span class="muted">{words}</span>' in page
    assert what not in page


def test_every_word_of_the_triggers_has_a_name(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE prosrc LIKE '%api_happening%'")
        written = "".join(source for (source,) in cursor.fetchall())

    told = re.findall(r"THEN '(\w+)'|SELECT '(?:change|finding)', '(\w+)'", written)

    assert {one or other for one, other in told} == set(What.values)


def test_an_address_that_is_not_found_is_said_at_its_field(inside, wanted, monkeypatch):
    def unknown(*_asked, **_how):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    answer = inside.post(reverse("api:webhook_new"), {**wanted, "url": "https://nowhere.invalid/hook"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"url": ["找不到“nowhere.invalid”，请核对地址。"]}

"""Webhooks: told in the transaction it happens in, to who may see it, signed, tried again, never inwards."""

import hmac
import json
import socket
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import GrantRole
from api.choices import DeliveryState
from api.jobs import expire
from api.models import Delivery, Happening, Webhook
from api.webhooks import sending
from api.webhooks.addresses import is_open, target_of
from api.webhooks.collecting import happenings_collect
from api.webhooks.keeping import delivery_again, webhook_register, webhook_renew, webhook_switch
from api.webhooks.sending import FEW, KEPT, PAUSES, deliveries_send
from governance.domain.units import unit_create
from governance.models import ChangeSet, Finding
from schools.choices import UnitKind
from tests import factories
from tests.api.receiver import receiving
from tests.structures import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS_INSIDE = True
    with receiving() as made:
        yield made


@pytest.fixture
def hook(school, receiver):
    user = factories.user()
    factories.grant(user, school)
    return register(user, school, receiver)


def register(user, place, receiver, topics=("change",)):
    made, made.secret = webhook_register(
        user=user, name="演示", url=receiver.url, topics=list(topics), place=place
    )
    return made


@pytest.fixture
def looked_up(monkeypatch):
    """Let every name lead to this machine: ``looked_up(then)`` returns the names as they are asked for."""
    real, asked = socket.getaddrinfo, []

    def begin(then=lambda _host: None):
        def found(host, *more, **how):
            asked.append(host)
            then(host)
            return real("127.0.0.1", *more, **how)

        monkeypatch.setattr(socket, "getaddrinfo", found)
        return asked

    return begin


def change(school, name="教务处"):
    return unit_create(act=do(), school=school, name=name, kind=UnitKind.DEPARTMENT)


def told(hook):
    return [one.payload for one in hook.deliveries.order_by("pk")]


def test_a_change_is_told_signed(school, hook, receiver):
    change(school)
    happenings_collect()
    assert deliveries_send() == 1

    ((headers, body),) = receiver.received
    message = json.loads(body)
    assert {name: message[name] for name in ("topic", "what", "school", "summary", "id")} == {
        "topic": "change",
        "what": "recorded",
        "school": school.code,
        "summary": "设立教务处",
        "id": ChangeSet.objects.get().pk,
    }
    stamp, made = (part.split("=")[1] for part in headers["Liangzhu-Signature"].split(","))
    expected = hmac.new(hook.secret.encode(), f"{stamp}.".encode() + body, sha256).hexdigest()
    assert made == expected
    assert headers["Liangzhu-Delivery"] == message["delivery"] == str(Delivery.objects.get().key)


def test_what_is_taken_back_is_not_told(school, hook):
    with transaction.atomic():
        change(school)
        transaction.set_rollback(True)

    assert Happening.objects.count() == 0


def test_without_a_webhook_nothing_is_written_down(school):
    change(school)

    assert (ChangeSet.objects.count(), Happening.objects.count()) == (1, 0)


def test_a_finding_is_told_when_it_opens_closes_and_comes_again(school, hook, receiver):
    hook = register(hook.user, school, receiver, topics=["finding"])
    finding = factories.finding(school)
    for values in (
        {"closed_on": factories.ON},
        {"closed_on": None},
        {"is_waived": True},
        {"last_seen": factories.ON},
    ):
        Finding.objects.filter(pk=finding.pk).update(**values)
    happenings_collect()

    assert [one["what"] for one in told(hook)] == ["opened", "closed", "reopened", "waived"]


def test_only_what_the_owner_sees_is_told(school, receiver, hook):
    other = factories.school(jurisdiction=school.jurisdiction)
    official = factories.user()
    factories.grant(official, school.jurisdiction)
    above = register(official, school.jurisdiction, receiver)
    change(school)
    change(other, "总务处")
    happenings_collect()

    assert [one["school"] for one in told(above)] == [school.code, other.code]
    assert [one["school"] for one in told(hook)] == [school.code]


def _queries_to_collect():
    with CaptureQueriesContext(connection) as asked:
        happenings_collect()
    return len(asked)


def test_who_is_told_of_other_places_is_not_asked(school, hook, receiver):
    elsewhere = factories.school(jurisdiction=factories.jurisdiction("330110", "余杭区", "county"))
    official = factories.grant(factories.user(), elsewhere.jurisdiction).user
    change(school)
    before = _queries_to_collect()
    for place in (elsewhere, elsewhere.jurisdiction):
        register(official, place, receiver)
    register(hook.user, school, receiver, topics=["finding"])

    change(school, "总务处")

    assert _queries_to_collect() == before
    assert [one["summary"] for one in told(hook)] == ["设立教务处", "设立总务处"]


@pytest.mark.parametrize("how", ["grant", "user"])
def test_who_sees_nothing_any_more_is_told_nothing(school, hook, how):
    change(school)
    if how == "grant":
        hook.user.grants.all().delete()
    else:
        type(hook.user).objects.update(is_active=False)
    happenings_collect()

    assert (told(hook), Happening.objects.count()) == ([], 0)


def test_a_change_about_members_is_told_by_its_kind_to_who_reads_no_names(school, receiver):
    viewer = factories.user()
    factories.grant(viewer, school, GrantRole.VIEWER)
    hook = register(viewer, school, receiver)
    kinds = [{"kind": "person", "number": "1", "name": "演示", "before": {}, "after": {}}]
    ChangeSet.objects.create(
        school=school,
        operation="person_create",
        summary="登记演示人员",
        effective_on=factories.ON,
        details=kinds,
    )
    happenings_collect()

    assert "演示人员" not in told(hook)[0]["summary"]


def test_what_is_not_taken_is_tried_again_after_longer_pauses(school, hook, receiver):
    receiver.status = 500
    change(school)
    happenings_collect()
    pauses = []
    for _ in range(len(PAUSES) + 1):
        Delivery.objects.update(next_try=timezone.now())
        deliveries_send()
        one = Delivery.objects.get()
        pauses.append(
            one.next_try and one.next_try - one.tried_at > PAUSES[one.attempts - 1] - timedelta(seconds=1)
        )

    assert pauses == [True] * len(PAUSES) + [None]
    assert (one.state, one.status, len(receiver.received)) == (DeliveryState.FAILED, 500, len(PAUSES) + 1)


def test_everything_due_is_sent_at_once(school, hook, receiver):
    waiting = [Delivery(webhook=hook, payload={}, next_try=timezone.now()) for _ in range(2 * FEW + 1)]
    Delivery.objects.bulk_create(waiting)

    assert deliveries_send() == len(waiting) == len(receiver.received)


def test_who_is_not_there_is_tried_once_and_holds_up_nobody(school, hook, receiver, monkeypatch):
    looked_up = []
    monkeypatch.setattr(sending, "target_of", lambda url: looked_up.append(url) or target_of(url))
    dead = register(hook.user, school, receiver)
    Webhook.objects.filter(pk=dead.pk).update(url="http://127.0.0.1:1/")
    for one in (dead, hook):
        waiting = [Delivery(webhook=one, payload={}, next_try=timezone.now()) for _ in range(FEW + 1)]
        Delivery.objects.bulk_create(waiting)

    assert (deliveries_send(), len(receiver.received)) == (FEW + 1, FEW + 1)

    assert looked_up.count("http://127.0.0.1:1/") == 1
    told = dead.deliveries.values_list("attempts", "problem").distinct().order_by("attempts")
    assert list(told) == [(0, ""), (1, "连接不上，或者没有及时回答。")]


def test_it_is_not_sent_before_its_time(school, hook, receiver):
    receiver.status = 500
    change(school)
    happenings_collect()
    deliveries_send()

    assert (deliveries_send(), len(receiver.received)) == (0, 1)


def test_a_failed_message_is_sent_once_more_when_asked(school, hook, receiver):
    change(school)
    happenings_collect()
    Delivery.objects.update(state=DeliveryState.FAILED, next_try=None, attempts=8)

    delivery_again(delivery=Delivery.objects.get())
    deliveries_send()

    assert (Delivery.objects.get().state, len(receiver.received)) == (DeliveryState.DELIVERED, 1)


def test_nobody_is_led_on(school, hook, receiver):
    receiver.status = 302
    change(school)
    happenings_collect()
    deliveries_send()

    assert (Delivery.objects.get().status, len(receiver.received)) == (302, 1)


def test_a_server_that_is_not_there_is_said_to_be(school, hook):
    Webhook.objects.update(url="http://127.0.0.1:1/")
    change(school)
    happenings_collect()
    deliveries_send()

    one = Delivery.objects.get()
    assert (one.state, one.problem) == (DeliveryState.WAITING, "连接不上，或者没有及时回答。")


def test_what_is_switched_off_is_told_nothing(school, hook, receiver):
    webhook_switch(webhook=hook, is_active=False)
    change(school)

    assert (happenings_collect(), deliveries_send(), receiver.received) == (0, 0, [])


def test_who_was_switched_off_is_not_sent_what_was_waiting(school, hook, receiver):
    change(school)
    happenings_collect()
    type(hook.user).objects.filter(pk=hook.user.pk).update(is_active=False)

    assert (Delivery.objects.get().state, deliveries_send()) == (DeliveryState.WAITING, 0)
    assert receiver.received == []


def test_who_was_switched_off_and_on_again_is_told_by_new_webhooks_alone(school, hook, receiver):
    change(school, "教务处")
    happenings_collect()
    change(school, "总务处")
    type(hook.user).objects.filter(pk=hook.user.pk).update(enabled_at=timezone.now())
    new = register(hook.user, school, receiver)

    happenings_collect()

    assert [one["summary"] for one in told(hook)] == ["设立教务处"]
    assert [one["summary"] for one in told(new)] == ["设立总务处"]
    assert deliveries_send() == 1
    assert [json.loads(body)["summary"] for _headers, body in receiver.received] == ["设立总务处"]


def test_one_that_is_removed_while_it_is_sent_stops_no_other(school, hook, receiver, looked_up):
    other = register(hook.user, school, receiver)
    change(school)
    happenings_collect()
    looked_up(lambda _host: Webhook.objects.filter(pk=other.pk).delete())

    assert deliveries_send() == 2  # the newest comes first, and what was on its way to it arrives
    assert [(one.webhook, one.state) for one in Delivery.objects.all()] == [(hook, DeliveryState.DELIVERED)]


def test_a_name_in_chinese_is_called_as_the_wire_has_it(school, hook, receiver, looked_up):
    port = urlsplit(receiver.url).port
    Webhook.objects.update(url=f"http://演示.example:{port}/hook")
    change(school)
    happenings_collect()
    asked = looked_up()

    assert deliveries_send() == 1
    ((headers, _body),) = receiver.received
    assert headers["Host"] == f"xn--2dxm0t.example:{port}"
    assert asked[0] == "xn--2dxm0t.example"


def test_a_new_secret_signs_from_now_on(hook):
    assert webhook_renew(webhook=hook) != hook.secret


def test_old_messages_are_forgotten_and_waiting_ones_are_not(school, hook):
    for state in DeliveryState.values:
        Delivery.objects.create(webhook=hook, payload={}, state=state)
    Delivery.objects.update(made_at=timezone.now() - KEPT - timedelta(days=1))

    assert expire(timestamp=0) == 2
    assert [one.state for one in Delivery.objects.all()] == [DeliveryState.WAITING]


@pytest.mark.parametrize("change", [{"is_active": False}, {"enabled_at": Now() + timedelta(hours=1)}])
def test_old_messages_to_who_is_told_nothing_any_more_are_forgotten(hook, change):
    Delivery.objects.create(webhook=hook, payload={})
    Delivery.objects.update(made_at=timezone.now() - KEPT - timedelta(days=1))
    assert expire(timestamp=0) == 0

    type(hook.user).objects.filter(pk=hook.user.pk).update(**change)

    assert expire(timestamp=0) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.216.34/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.5/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://user:word@93.184.216.34/",
        "https://93.184.216.34/#part",
        "https://",
        "https://93.184.216.34:99999/",
        "ftp://93.184.216.34/",
        "javascript:alert(1)",
    ],
)
def test_it_leads_nowhere_inside(url):
    with pytest.raises(ValidationError):
        target_of(url)


def test_it_leads_outside():
    target = target_of("https://93.184.216.34/hook?a=1")

    assert (target.ip, target.port, target.path) == ("93.184.216.34", 443, "/hook?a=1")


def test_a_request_we_send_is_short(school, receiver):
    receiver.url += "&x=" + "a" * (300 - len(receiver.url) - 3)
    user = factories.grant(factories.user(), school).user
    register(user, school, receiver)
    change(school)
    happenings_collect()
    assert deliveries_send() == 1

    [(headers, body)] = receiver.received
    assert sum(len(name) + len(value) for name, value in headers.items()) < 1_000
    assert len(body) < 2_000
    receiver.url += "a"
    with pytest.raises(ValidationError, match="url"):
        register(user, school, receiver)


def test_it_leads_to_named_hosts_alone(settings):
    assert target_of("https://93.184.216.34/hook").ip == "93.184.216.34"

    settings.WEBHOOK_HOSTS = ["hooks.example.org", ".93.184.216.34"]
    assert target_of("https://93.184.216.34/hook").ip == "93.184.216.34"
    for other in ("https://93.184.216.35/hook", "https://193.184.216.34/hook", "https://example.org/"):
        with pytest.raises(ValidationError, match="范围"):
            target_of(other)


@pytest.mark.parametrize(
    "address", ["64:ff9b::a00:1", "2002:7f00:1::", "fe80::1%eth0", "224.0.0.1", "100.64.0.1"]
)
def test_addresses_that_only_look_open(address):
    assert not is_open(address)


def test_a_place_that_is_not_seen_cannot_be_watched(receiver, school):
    with pytest.raises(ValidationError):
        register(factories.user(), school, receiver)

"""Messages on their way: signed, sent, tried again after longer and longer pauses."""

import json
import logging
import ssl
from datetime import timedelta

import urllib3
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from api.choices import DeliveryState
from api.models import Delivery, Webhook
from api.webhooks.addresses import Target, target_of
from api.webhooks.signing import HEADER, secret_of, signature

log = logging.getLogger("liangzhu.webhooks")

#: Seconds for the other side to answer.
PATIENCE = 10
#: After each attempt but the last: all of them take a day and a half.
PAUSES = tuple(timedelta(minutes=n) for n in (1, 5, 30, 120, 360, 720, 1440))
#: Whoever sends has so long to say how it went; after that somebody else tries.
LEASE = timedelta(minutes=5)
#: Messages that were delivered or given up, or that nobody is to be sent any more, are kept so long.
KEPT = timedelta(days=30)
#: Messages of one webhook that are sent in a row, so that others wait for it for less than the lease.
FEW = 20
_DELIVERED = range(200, 300)


def deliveries_send() -> int:
    """Send what is due; return how many messages were taken.

    Each webhook has a few sent, then the next one. Whoever takes all has more of them, until nothing is due;
    whoever does not is left alone until the next time, and holds up nobody.
    """
    due = Delivery.objects.filter(state=DeliveryState.WAITING, next_try__lte=timezone.now())
    taken, hooks = 0, list(Webhook.objects.living().filter(pk__in=due.values("webhook")))
    while hooks:
        told = [(hook, _send_few(hook)) for hook in hooks]
        taken += sum(number for _hook, number in told)
        hooks = [hook for hook, number in told if number == FEW]
    return taken


def deliveries_expire() -> int:
    """Forget old messages but those that are still to be sent; return how many."""
    waits = Q(state=DeliveryState.WAITING, webhook__in=Webhook.objects.living())
    return Delivery.objects.filter(made_at__lt=timezone.now() - KEPT).exclude(waits).delete()[0]


def _send_few(hook: Webhook) -> int:
    """Send the next few messages; return how many were taken.

    If one finds nobody there, the others claimed with it are not sent after it: each would wait as long.
    """
    taken, problem = 0, ""
    for delivery in _claimed(hook):
        if problem:
            delivery.status, delivery.problem = None, problem
        else:
            _send(delivery)
            problem = delivery.problem
        taken += _written_down(delivery)
    return taken


def _claimed(hook: Webhook) -> list[Delivery]:
    """Take what is due of the webhook, so that no other worker sends it at the same time."""
    now = timezone.now()
    with transaction.atomic():
        due = Delivery.objects.filter(state=DeliveryState.WAITING, next_try__lte=now)
        due = due.filter(webhook__in=Webhook.objects.living().filter(pk=hook.pk))
        due = due.select_for_update(skip_locked=True, of=("self",)).select_related("webhook")
        found = list(due.order_by("next_try", "pk")[:FEW])
        for delivery in found:
            delivery.attempts += 1
            delivery.next_try, delivery.tried_at = now + LEASE, now
        Delivery.objects.bulk_update(found, ["attempts", "next_try", "tried_at"])
    return found


def _send(delivery: Delivery) -> None:
    """Send one, and keep at it what was answered, or why nothing was."""
    try:
        delivery.status, delivery.problem = _posted(delivery), ""
    except ValidationError as problem:
        delivery.status, delivery.problem = None, " ".join(problem.messages)[:300]
    except (urllib3.exceptions.HTTPError, OSError, ssl.SSLError, ValueError) as problem:
        log.info("webhook %s: %s", delivery.webhook_id, problem)
        delivery.status, delivery.problem = None, _("连接不上，或者没有及时回答。")


def _written_down(delivery: Delivery) -> bool:
    """Write down how it went and when it is tried again; tell whether it was taken."""
    is_taken = delivery.status in _DELIVERED
    if is_taken:
        delivery.state, delivery.next_try = DeliveryState.DELIVERED, None
    elif delivery.attempts > len(PAUSES):
        delivery.state, delivery.next_try = DeliveryState.FAILED, None
    else:
        delivery.next_try = timezone.now() + PAUSES[delivery.attempts - 1]
    told = {name: getattr(delivery, name) for name in ("state", "next_try", "status", "problem")}
    Delivery.objects.filter(pk=delivery.pk).update(**told)  # its webhook may have been removed meanwhile
    return is_taken


def _posted(delivery: Delivery) -> int:
    """Return the status the other side answered with; where else it wants to send us, nobody goes."""
    target = target_of(delivery.webhook.url)
    told = {"delivery": str(delivery.key), **delivery.payload}
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {
        "Host": target.host if target.port in (80, 443) else f"{target.host}:{target.port}",
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Liangzhu-Webhooks/1",
        "Liangzhu-Delivery": str(delivery.key),
        HEADER: signature(secret_of(delivery.webhook), body, int(timezone.now().timestamp())),
    }
    with _pool(target) as pool:
        how = {"redirect": False, "retries": False, "preload_content": False}
        answer = pool.urlopen("POST", target.path, body=body, headers=headers, **how)
        return answer.status


def _patience() -> urllib3.Timeout:
    """Return how long connecting and answering may take together."""
    return urllib3.Timeout(total=PATIENCE)


def _pool(target: Target) -> urllib3.HTTPConnectionPool:
    """Return a connection to the address that was looked up, and to no other the name may have by now."""
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(target.ip, target.port, timeout=_patience())
    return urllib3.HTTPSConnectionPool(
        target.ip,
        target.port,
        timeout=_patience(),
        cert_reqs="CERT_REQUIRED",
        server_hostname=target.host,
        assert_hostname=target.host,
    )

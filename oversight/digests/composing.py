"""The text of a digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.digests.preferences import unsubscribe_token
from oversight.inbox.index import WaitingList
from oversight.models import DigestPreference, ReminderDelivery
from oversight.reminders.reading import in_order, reminders_of
from oversight.reminders.sentences import label, sentence

#: So many lines of each kind are written out; the rest is a number and a link.
MOST = 20


@dataclass(frozen=True, slots=True)
class Digest:
    """A mail, and the deliveries that it tells of."""

    mail: EmailMultiAlternatives
    deliveries: tuple[int, ...]


def digest_of(preference: DigestPreference, on: date) -> Digest | None:
    """Return the digest of the day, None if there is nothing to tell."""
    with override(preference.language):
        news = list(in_order(reminders_of(preference.user).filter(mailed_at=None)))
        waiting = WaitingList(preference.user, on)
        waiting_n = waiting.count()
        if not news and not waiting_n:
            return None
        context = {
            "user": preference.user,
            "on": on,
            "groups": _groups(news),
            "news_n": len(news),
            "waiting": waiting[:MOST],
            "waiting_n": waiting_n,
            "more_waiting": max(0, waiting_n - MOST),
            **_links(preference),
        }
        return Digest(_mail(preference, context), tuple(delivery.pk for delivery in news))


def site_url(path: str) -> str:
    """Return the address of a page as it is written in a mail."""
    return settings.SITE_URL.rstrip("/") + path


def _groups(news: list[ReminderDelivery]) -> list[dict[str, Any]]:
    lines: dict[str, list[dict[str, str]]] = {}
    for delivery in news:
        reminder = delivery.reminder
        line = {"text": sentence(reminder), "url": site_url(reminder.url) if reminder.url else ""}
        lines.setdefault(label(reminder), []).append(line)
    return [
        {"label": name, "lines": found[:MOST], "more": max(0, len(found) - MOST)}
        for name, found in lines.items()
    ]


def _links(preference: DigestPreference) -> dict[str, str]:
    names = {"inbox": "inbox", "reminders": "reminders", "settings": "reminder_settings"}
    links = {f"{name}_url": site_url(reverse(f"oversight:{route}")) for name, route in names.items()}
    stop = reverse("oversight:unsubscribe", args=[unsubscribe_token(preference)])
    return {**links, "stop_url": site_url(stop), "site_url": site_url("")}


def _mail(preference: DigestPreference, context: Mapping[str, Any]) -> EmailMultiAlternatives:
    subject = _("梁柱：新提醒{news}项，待办{waiting}项").format(
        news=context["news_n"], waiting=context["waiting_n"]
    )
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("oversight/digest.txt", context),
        to=[preference.address],
        headers={
            "List-Unsubscribe": f"<{context['stop_url']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("oversight/digest.html", context), "text/html")
    return mail

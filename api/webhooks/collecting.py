"""From what has happened to the messages about it: each webhook is told what its owner may see."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from api.choices import Topic
from api.models import Delivery, Happening, Webhook
from governance.models import ChangeSet, Finding
from governance.presentation.change_page import summary_for
from schools.models import Jurisdiction, School

#: So many at a time, so that a nightly check of a province is told in pieces.
BATCH = 500


def happenings_collect() -> int:
    """Make the messages about what has happened, and forget it; return how many things that were."""
    with transaction.atomic():
        found = list(Happening.objects.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
        if not found:
            return 0
        hooks = _concerned(found).select_related("user", "school", "jurisdiction")
        now = timezone.now()
        Delivery.objects.bulk_create(
            Delivery(webhook=hook, payload=told, next_try=now)
            for hook in hooks
            for told in _told(hook, found)
        )
        Happening.objects.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)


def _concerned(found: list[Happening]) -> QuerySet[Webhook]:
    """Return the webhooks at whose school, or in or below whose jurisdiction, something of it happened."""
    schools = {one.school_id for one in found} - {None}
    places = {one.jurisdiction_id for one in found} - {None}
    where = Jurisdiction.objects.filter(Q(pk__in=places) | Q(schools__in=schools)).distinct()
    above = Jurisdiction.objects.get_queryset_ancestors(where, include_self=True)
    return Webhook.objects.living().filter(
        Q(school__in=schools) | Q(jurisdiction__in=above.order_by().values("pk")),
        topics__overlap=sorted({one.topic for one in found}),
    )


def _told(hook: Webhook, found: list[Happening]) -> Iterable[dict[str, Any]]:
    """Return what the webhook is told, in the order in which it happened."""
    rows = {Topic.CHANGE: ChangeSet.objects.all(), Topic.FINDING: Finding.objects.all()}
    seen: dict[tuple[str, int], Any] = {}
    for topic in hook.topics:
        keys = {one.about for one in found if one.topic == topic}
        here = _seen(rows[topic], hook).filter(pk__in=keys)
        seen |= {(topic, row.pk): row for row in here.select_related("school__jurisdiction", "jurisdiction")}
    for one in found:
        row = seen.get((one.topic, one.about))
        if row is not None:
            yield message(hook, one, row)


def _seen(rows: QuerySet, hook: Webhook) -> QuerySet:
    """Return what the owner sees today of the place."""
    place: School | Jurisdiction = hook.place
    if isinstance(place, School):
        return rows.visible_to(hook.user).filter(school=place)
    below = place.get_descendants(include_self=True)
    return rows.visible_to(hook.user).filter(Q(school__jurisdiction__in=below) | Q(jurisdiction__in=below))


def message(hook: Webhook, one: Happening, row: ChangeSet | Finding) -> dict[str, Any]:
    """Return what is sent: what happened and where to read it, and little that could be out of date."""
    owner = row.school or row.jurisdiction
    path = "change_read" if one.topic == Topic.CHANGE else "finding_read"
    return {
        "topic": one.topic,
        "what": one.what,
        "at": one.at.isoformat(),
        "school": row.school.code if row.school else None,
        "place": owner.name,
        "id": row.pk,
        "url": settings.SITE_URL + reverse(f"interface:{path}", args=[row.pk]),
        **(_change(row, hook) if isinstance(row, ChangeSet) else _finding(row)),
    }


def _change(row: ChangeSet, hook: Webhook) -> dict[str, Any]:
    return {
        "operation": row.operation,
        "summary": summary_for(row, hook.user),
        "effective_on": row.effective_on.isoformat(),
    }


def _finding(row: Finding) -> dict[str, Any]:
    names = ("rule", "severity", "subject_kind", "subject_number")
    return {name: getattr(row, name) for name in names}

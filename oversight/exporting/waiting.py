"""Exports that wait for a second person."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.waiting import Keys, Waiting, nothing, word
from privacy.choices import ExportState
from privacy.models import DataExport


def rows(user: User, _on: date) -> QuerySet[DataExport]:
    """Return the exports of others that the user may approve."""
    found = DataExport.objects.filter(state=ExportState.WAITING).exclude(user=user.pk)
    if user.is_superuser:
        return found
    school = Q(school__in=user.granted_schools(GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR))
    return found.filter(school | Q(jurisdiction__in=user.granted_jurisdictions(GrantRole.OFFICIAL)))


def keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    return Keys(word("export"), TruncDate("asked_at"), nothing(), F("school"))


def shown(found: QuerySet[DataExport]) -> QuerySet[DataExport]:
    """Return them with what a line says."""
    return found.select_related("user", "school__jurisdiction", "jurisdiction")


def line(export: DataExport, _on: date) -> Waiting:
    """Return the export as a line of the inbox."""
    title = _("{name}申请导出{place}的资料，涉及{people}人").format(
        name=export.user, place=export.place.name, people=export.people
    )
    url, since = reverse("privacy:export", args=[export.number]), timezone.localdate(export.asked_at)
    return Waiting("export", title, url, since, None, export.school, _("批准"))

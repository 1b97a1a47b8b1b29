"""What waits because an attestation ends or has ended: at a school each by itself, above in one line."""

from datetime import date, timedelta

from django.db.models import Count, Exists, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.models import Attestation
from oversight.attesting.cells import SOON_DAYS
from oversight.attesting.ending import ending
from oversight.waiting import Waiting
from schools.models import Jurisdiction


def school_rows(user: User, on: date) -> QuerySet[Attestation]:
    """Return what the user, as administrator of a school, has to state anew."""
    if not user.is_authenticated or user.is_superuser:
        return Attestation.objects.none()
    return ending(on, SOON_DAYS).filter(school__in=user.granted_schools(GrantRole.ADMINISTRATOR))


def school_waiting(user: User, on: date) -> list[Waiting]:
    """Return them as lines of the inbox, the oldest first."""
    found = school_rows(user, on).select_related("school").order_by("period__endswith", "pk")
    return [_waiting(row, on) for row in found]


def _waiting(row: Attestation, on: date) -> Waiting:
    has_ended = row.ends_on <= on
    title = _("{school}：{rule}的核实已到期") if has_ended else _("{school}：{rule}的核实即将到期")
    return Waiting(
        kind="attestation",
        title=title.format(school=row.school, rule=row.rule),
        url=reverse("oversight:attestation", args=[row.school.code, row.rule]),
        since=row.ends_on - timedelta(days=SOON_DAYS),
        due=row.last_day,
        school=row.school,
        act=_("重新上报"),
    )


def ended(user: User, on: date) -> QuerySet[Attestation]:
    """Return what has ended at the schools below the user, and no school has stated anew."""
    if not user.is_authenticated or user.is_superuser:
        return Attestation.objects.none()
    below = user.granted_schools(GrantRole.OFFICIAL)
    return ending(on, 0).filter(period__endswith__lte=on, school__in=below)


def office_rows(user: User, on: date) -> QuerySet[User]:
    """Return the user if something has ended below, else nothing: the inbox has one line for all of it."""
    return User.objects.filter(Exists(ended(user, on)), pk=user.pk)


def office_waiting(user: User, on: date) -> list[Waiting]:
    """Return the line; it leads to the schools of the user's place where something has ended."""
    counted = ended(user, on).aggregate(
        n=Count("pk"), schools=Count("school", distinct=True), since=Min("period__endswith")
    )
    if not counted["n"]:
        return []
    place = Jurisdiction.objects.filter(pk__in=user.granted_jurisdictions(GrantRole.OFFICIAL))
    code = place.order_by("level", "tree_id", "lft").values_list("code", flat=True).first()
    title = _("{schools}所学校的{n}项人工核实已到期").format(n=counted["n"], schools=counted["schools"])
    url = f"{reverse('oversight:jurisdiction_attestations', args=[code])}?status=ended"
    return [Waiting("attestations_ended", title, url, counted["since"], None, None, _("查看"))]

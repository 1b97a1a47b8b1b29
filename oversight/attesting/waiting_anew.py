"""What waits because an attestation ends or has ended: at a school each by itself, above in one line."""

from datetime import date, timedelta

from django.db.models import Count, DateField, Exists, F, Func, Min, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.models import Attestation
from oversight.attesting.cells import SOON_DAYS
from oversight.attesting.ending import ending
from oversight.waiting import Keys, Waiting, no_school, nothing, word
from schools.models import Jurisdiction


def school_rows(user: User, on: date) -> QuerySet[Attestation]:
    """Return what the user, as administrator of a school, has to state anew."""
    if not user.is_authenticated or user.is_superuser:
        return Attestation.objects.none()
    return ending(on, SOON_DAYS).filter(school__in=user.granted_schools(GrantRole.ADMINISTRATOR))


def school_waiting(user: User, on: date) -> list[Waiting]:
    """Return them as lines of the inbox, the oldest first."""
    found = school_shown(school_rows(user, on)).order_by("period__endswith", "pk")
    return [school_line(row, on) for row in found]


def school_shown(found: QuerySet[Attestation]) -> QuerySet[Attestation]:
    """Return them with what a line says."""
    return found.select_related("school")


def school_keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    return Keys(word("attestation"), _before_end(SOON_DAYS), _before_end(1), F("school"))


def _before_end(days: int) -> Cast:
    """Return the day so many days before the attestation no longer counts."""
    end = Func(F("period"), function="upper", output_field=DateField())
    return Cast(end - Value(timedelta(days=days)), DateField())


def school_line(row: Attestation, on: date) -> Waiting:
    """Return it as a line of the inbox."""
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
    """Return the line, if something has ended."""
    return [office_line(row, on) for row in office_rows(user, on)]


def office_shown(found: QuerySet[User]) -> QuerySet[User]:
    """Return the user: what the line says is counted for him."""
    return found


def office_keys(user: User, on: date) -> Keys:
    """Return what the line is ordered by: the first that ended."""
    first = ended(user, on).order_by("period__endswith").values("period__endswith")[:1]
    return Keys(word("attestations_ended"), Subquery(first), nothing(), no_school())


def office_line(user: User, on: date) -> Waiting:
    """Return the line; it leads to the schools of the user's place where something has ended."""
    counted = ended(user, on).aggregate(
        n=Count("pk"), schools=Count("school", distinct=True), since=Min("period__endswith")
    )
    place = Jurisdiction.objects.filter(pk__in=user.granted_jurisdictions(GrantRole.OFFICIAL))
    code = place.order_by("level", "tree_id", "lft").values_list("code", flat=True).first()
    title = _("{schools}所学校的{n}项人工核实已到期").format(n=counted["n"], schools=counted["schools"])
    url = f"{reverse('oversight:jurisdiction_attestations', args=[code])}?status=ended"
    return Waiting("attestations_ended", title, url, counted["since"] or on, None, None, _("查看"))

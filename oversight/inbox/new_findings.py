"""What the rules found since the user last looked: one line, however many there are."""

from datetime import date, timedelta

from django.db.models import BigIntegerField, Count, DateField, Exists, Min, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.models import Finding
from oversight.models import SeenFindings
from oversight.waiting import Waiting
from schools.models import School

#: Who never looked is told of the findings of so many days.
FIRST_TIME = timedelta(days=30)
WORKING = (GrantRole.ADMINISTRATOR, GrantRole.OFFICIAL)


def new_findings(user: User, on: date) -> QuerySet[Finding]:
    """Return the open findings of the schools the user works for that are new to him."""
    if not user.is_authenticated or user.is_superuser:
        return Finding.objects.none()
    return Finding.objects.open().filter(_unseen(user, on), school__in=user.granted_schools(*WORKING))


def rows(user: User, on: date) -> QuerySet[User]:
    """Return the user if there is something new, else nothing: the inbox has one line for all of it."""
    return User.objects.filter(Exists(new_findings(user, on)), pk=user.pk)


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return the line."""
    found = new_findings(user, on).aggregate(
        n=Count("pk"), schools=Count("school", distinct=True), since=Min("first_seen"), school=Min("school")
    )
    if not found["n"]:
        return []
    school = School.objects.get(pk=found["school"]) if found["schools"] == 1 else None
    text = _("新发现{n}个问题") if school else _("{schools}所学校新发现{n}个问题")
    title = text.format(n=found["n"], schools=found["schools"])
    url = reverse("oversight:new_findings")
    return [Waiting("new_findings", title, url, found["since"], None, school, _("查看"))]


def findings_seen(*, user: User, newest: int, on: date) -> None:
    """Remember that the user has seen everything up to the finding with the key ``newest``."""
    seen, _is_new = SeenFindings.objects.get_or_create(user=user, defaults={"since": on - FIRST_TIME})
    seen.newest = max(seen.newest, newest)
    seen.save()


def _unseen(user: User, on: date) -> Q:
    """Return which findings are new: made after the last one the user saw, keys grow with time."""
    seen = SeenFindings.objects.filter(user=user)
    since = Coalesce(Subquery(seen.values("since")[:1]), on - FIRST_TIME, output_field=DateField())
    newest = Coalesce(Subquery(seen.values("newest")[:1]), 0, output_field=BigIntegerField())
    return Q(first_seen__gte=since, pk__gt=newest)

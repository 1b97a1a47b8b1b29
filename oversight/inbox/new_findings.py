"""What the rules found since the user last looked: one line, however many there are."""

from datetime import date, timedelta

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    Exists,
    Min,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.models import Finding
from oversight.models import SeenFindings
from oversight.waiting import Keys, Waiting, nothing, word
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


def keys(user: User, on: date) -> Keys:
    """Return what the line is ordered by: the oldest of them, and their school if it is one."""
    found = new_findings(user, on).order_by("first_seen").values("first_seen")[:1]
    schools = new_findings(user, on).order_by().values("school").distinct()
    one = Case(When(~Exists(schools[1:2]), then=Subquery(schools[:1])), output_field=BigIntegerField())
    return Keys(word("new_findings"), Subquery(found), nothing(), one)


def shown(found: QuerySet[User]) -> QuerySet[User]:
    """Return the user: what the line says is counted for him."""
    return found


def line(user: User, on: date) -> Waiting:
    """Return the line."""
    found = new_findings(user, on).aggregate(
        n=Count("pk"), schools=Count("school", distinct=True), since=Min("first_seen"), school=Min("school")
    )
    school = School.objects.get(pk=found["school"]) if found["schools"] == 1 else None
    text = _("新发现{n}个问题") if school else _("{schools}所学校新发现{n}个问题")
    title = text.format(n=found["n"], schools=found["schools"])
    url = reverse("oversight:new_findings")
    return Waiting("new_findings", title, url, found["since"] or on, None, school, _("查看"))


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
    # asked as questions of their own: under row-level security an index is searched for the answer of a
    # sub-query, but not for a coalesce, which for all the planner knows might tell what it is given
    one = User.objects.filter(pk=user.pk)
    return Q(first_seen__gte=Subquery(one.values(since=since)), pk__gt=Subquery(one.values(newest=newest)))

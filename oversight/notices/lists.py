"""Lists of notices: of a jurisdiction, of a school."""

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict, may_approve
from governance.presentation.jurisdiction_page import schools_inside
from oversight.choices.notice import NoticeState
from oversight.models import Notice
from schools.models import Jurisdiction, School

PAGE_SIZE = 50


def notices_seen(user: User) -> QuerySet[Notice]:
    """Return the notices the user may see."""
    return Notice.objects.visible_to(user).select_related("school__jurisdiction", "jurisdiction", "author")


class NoticeList:
    """The notices to the schools of a place, for one reader."""

    def __init__(self, place: School | Jurisdiction, user: User, today: date, query: QueryDict):
        self.place, self.user, self.today, self.query = place, user, today, query
        self.is_school = isinstance(place, School)
        asked = query.get("state", "")
        self.state = asked if asked in NoticeState.values else ""

    @cached_property
    def all(self) -> QuerySet:
        """Every notice the reader may see."""
        seen = Notice.objects.visible_to(self.user)
        if self.is_school:
            return seen.filter(school=self.place)
        return seen.filter(school__in=schools_inside(self.place, self.user).values("pk"))

    @cached_property
    def states(self) -> list[tuple[str, str, int]]:
        """The states there are notices in: value, label and number."""
        counts = dict(self.all.order_by().values_list("state").annotate(n=Count("pk")))
        return [(s.value, str(s.label), counts[s.value]) for s in NoticeState if s.value in counts]

    @cached_property
    def total(self) -> int:
        """How many there are in all states."""
        return sum(n for _value, _label, n in self.states)

    @cached_property
    def page(self) -> Page:
        """One page of those in the state asked for, the newest first."""
        found = self.all.filter(state=self.state) if self.state else self.all
        mended = Q(items__finding__closed_on__isnull=False) | Q(items__finding__is_waived=True)
        counts = {"items_n": Count("items"), "done_n": Count("items", filter=mended)}
        late = Q(deadline__lt=self.today, state__in=[NoticeState.ISSUED, NoticeState.RECEIVED])
        rows = found.select_related("school").annotate(
            **counts, is_late=ExpressionWrapper(late, BooleanField())
        )
        rows = rows.order_by("-created_at", "-pk")
        return Paginator(rows, PAGE_SIZE).get_page(self.query.get("page"))

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager."""
        return f"state={self.state}" if self.state else ""

    @property
    def may_decide(self) -> Verdict:
        """Whether the reader draws notices up here."""
        return may_approve(self.user, self.place)

    @property
    def begin_url(self) -> str:
        """Where a notice is begun: from the findings of the place."""
        if self.is_school:
            return reverse("oversight:notice_new", args=[self.place.code])
        return reverse("oversight:jurisdiction_findings", args=[self.place.code])

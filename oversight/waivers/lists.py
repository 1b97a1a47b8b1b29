"""Lists of waivers and of requests: of a school, of a jurisdiction."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from governance.models import Waiver
from governance.rules.catalogue import all_rules, in_reading_order
from governance.rules.declaration import Rule
from oversight.choices.waiver_request import WaiverState
from oversight.models import WaiverRequest
from oversight.waivers.effects import Effect, effects
from schools.models import School

PAGE_SIZE = 50
#: A waiver that ends within so many days is about to end.
SOON_DAYS = 60

#: What a list shows; the first two are requests, the others waivers.
VIEWS: dict[str, Any] = {
    "asked": _("待审批"),
    "returned": _("退回补充"),
    "in_force": _("有效"),
    "expiring": _("60天内到期"),
    "coming": _("尚未开始"),
    "ended": _("已经结束"),
    "settled": _("不予同意、撤回和提前终止"),
}
REQUESTS = {
    "asked": Q(state=WaiverState.ASKED),
    "returned": Q(state=WaiverState.RETURNED),
    "settled": Q(state__in=(WaiverState.REFUSED, WaiverState.WITHDRAWN, WaiverState.REVOKED)),
}


def requests_seen(user: User) -> QuerySet[WaiverRequest]:
    """Return the requests for waivers the user may see."""
    return WaiverRequest.objects.visible_to(user).select_related("school__jurisdiction", "waiver", "renews")


def waivers_by(view: str, on: date) -> Q:
    """Return which waivers a list shows on the day."""
    return {
        "in_force": Q(period__contains=on),
        "expiring": Q(period__contains=on, period__endswith__lte=on + timedelta(days=SOON_DAYS)),
        "coming": Q(period__startswith__gt=on),
        "ended": Q(period__endswith__lte=on),
    }[view]


def with_renewals(waivers: QuerySet[Waiver]) -> QuerySet[Waiver]:
    """Annotate ``renewals``: how many waivers of the same fault came before."""
    same = Waiver.objects.filter(
        rule=OuterRef("rule"),
        subject_kind=OuterRef("subject_kind"),
        subject_number=OuterRef("subject_number"),
        period__startswith__lt=OuterRef("period__startswith"),
    )
    counted = same.order_by().values("rule").annotate(n=Count("pk")).values("n")
    return waivers.annotate(renewals=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A waiver in a list."""

    waiver: Waiver
    effect: Effect
    on: date

    @property
    def rule(self) -> Rule | None:
        """The rule it is about."""
        return all_rules().get(self.waiver.rule)

    @property
    def request(self) -> WaiverRequest | None:
        """What was asked; none where the desk entered the waiver."""
        return getattr(self.waiver, "request", None)

    @property
    def subject(self) -> str:
        """What it is about: by name where it was asked for or is found, else by its number."""
        if self.request is not None:
            return self.request.subject_name
        kind = self.waiver.get_subject_kind_display()
        return kind if self.waiver.subject_kind == "school" else f"{kind} {self.waiver.subject_number}"

    @property
    def days_left(self) -> int:
        """How many days it still counts, today included."""
        return (self.waiver.ends_on - self.on).days

    @property
    def is_in_force(self) -> bool:
        """Whether it counts today."""
        return self.waiver.holds_on(self.on)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in a list."""

    request: WaiverRequest

    @property
    def rule(self) -> Rule | None:
        """The rule it is about."""
        return all_rules().get(self.request.rule)


class WaiverList:
    """Waivers and requests of some schools, for one reader on one day."""

    def __init__(self, schools: QuerySet[School], user: User, on: date, asked: dict[str, str]):
        self.schools, self.user, self.on, self.number = schools, user, on, asked.get("page")
        view = asked.get("view", "")
        self.view = view if view in VIEWS else ""
        self.q, self.rule = asked.get("q", "").strip(), asked.get("rule", "")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are in each view, narrowed like the list."""
        asked = {name: Count("pk", filter=condition) for name, condition in REQUESTS.items()}
        names = [name for name in VIEWS if name not in REQUESTS]
        found = {name: Count("pk", filter=waivers_by(name, self.on)) for name in names}
        return self._requests.aggregate(**asked) | self._waivers.aggregate(**found)

    @property
    def views(self) -> list[tuple[str, str, int, bool]]:
        """Code, name, number and whether it is shown, of each view."""
        return [(code, str(name), self.counts[code], code == self.shown) for code, name in VIEWS.items()]

    @cached_property
    def shown(self) -> str:
        """The view asked for, or else what waits, or else what is in force."""
        return self.view or ("asked" if self.counts["asked"] else "in_force")

    @property
    def shows_requests(self) -> bool:
        """Whether the view is one of requests."""
        return self.shown in REQUESTS

    @cached_property
    def page(self) -> Page:
        """One page of the view."""
        return Paginator(self._found(), PAGE_SIZE).get_page(self.number)

    def _found(self) -> QuerySet:
        if self.shows_requests:
            found = self._requests.filter(REQUESTS[self.shown]).select_related("school", "renews")
            return found.order_by("asked_on", "pk")
        found = self._waivers.filter(waivers_by(self.shown, self.on)).select_related("school", "request")
        return with_renewals(found).order_by("period__endswith", "pk")

    @cached_property
    def rows(self) -> list[RequestRow] | list[WaiverRow]:
        """The rows of the page."""
        if self.shows_requests:
            return [RequestRow(request) for request in self.page.object_list]
        waivers = list(self.page.object_list)
        found = effects(waivers, self.on)
        return [WaiverRow(waiver, found[waiver.pk], self.on) for waiver in waivers]

    @property
    def rules(self) -> list[Rule]:
        """The rules that can be waived, for the filter."""
        return [rule for rule in in_reading_order() if rule.is_waivable]

    @property
    def query(self) -> str:
        """What was asked, for the links of the pager."""
        asked = {"view": self.shown, "q": self.q, "rule": self.rule}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def _requests(self) -> QuerySet[WaiverRequest]:
        return self._narrowed(WaiverRequest.objects.visible_to(self.user))

    @property
    def _waivers(self) -> QuerySet[Waiver]:
        return self._narrowed(Waiver.objects.visible_to(self.user))

    def _narrowed(self, rows: QuerySet) -> QuerySet:
        rows = rows.filter(school__in=self.schools.order_by().values("pk")).order_by()
        if self.q:
            rows = rows.filter(Q(school__name__icontains=self.q) | Q(school__code__startswith=self.q))
        return rows.filter(rule=self.rule) if self.rule else rows

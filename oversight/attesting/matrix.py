"""Schools of a jurisdiction × rules that people attest."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Verdict, may_approve
from governance.choices import Conclusion
from governance.models import Attestation, Finding
from governance.presentation.filters import search
from governance.presentation.jurisdiction_page import schools_inside
from governance.rules.declaration import Rule
from oversight.attesting.asked import attested_rules, judged
from oversight.attesting.cells import SOON_DAYS, Cell
from oversight.attesting.ending import ending
from oversight.choices.statement import StatementState
from oversight.models import Statement
from schools.models import Jurisdiction, School

PAGE_SIZE = 50

STATUSES: dict[str, Any] = {
    "unattested": _("待核实"),
    "handed_in": _("学校已上报，待确认"),
    "fail": _("不符合"),
    "expiring": _("30天内到期"),
    "ended": _("已到期，待重新核实"),
    "pass": _("符合"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A school with its cells, in the order of the columns."""

    school: School
    cells: tuple[Cell, ...]


class Matrix:
    """The attested rules at the schools of a jurisdiction, for one reader today."""

    def __init__(self, place: Jurisdiction, user: User, on: date, asked: dict[str, str]):
        self.place, self.user, self.on, self.number = place, user, on, asked.get("page")
        self.q = asked.get("q", "").strip()
        codes = {rule.code for rule in attested_rules()}
        self.rule = asked.get("rule", "") if asked.get("rule") in codes else ""
        self.status = asked.get("status", "") if asked.get("status") in STATUSES else ""

    @property
    def rules(self) -> list[Rule]:
        """Every attested rule."""
        return attested_rules()

    @property
    def columns(self) -> list[Rule]:
        """The rules shown."""
        return [rule for rule in attested_rules() if self.rule in ("", rule.code)]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """What the list may be narrowed to."""
        return [(code, str(label)) for code, label in STATUSES.items()]

    @cached_property
    def schools(self) -> QuerySet[School]:
        """The schools that answer the filter."""
        found = schools_inside(self.place, self.user)
        if self.q:
            found = found.filter(search(self.q))
        return found.filter(self._wanted()) if self.status else found

    @cached_property
    def page(self) -> Page:
        """One page of the schools."""
        ordered = self.schools.select_related("jurisdiction").order_by("sort_key", "code")
        return Paginator(ordered, PAGE_SIZE).get_page(self.number)

    @cached_property
    def rows(self) -> list[Row]:
        """The schools of the page with their cells, in a fixed number of queries."""
        schools = list(self.page.object_list)
        ids, found = [school.pk for school in schools], judged(schools, self.on)
        newest = Attestation.objects.filter(school__in=ids, period__startswith__lte=self.on).order_by(
            "period"
        )
        attested = {(a.school_id, a.rule): a for a in newest}
        handed_in = Statement.objects.visible_to(self.user).filter(
            school__in=ids, state=StatementState.HANDED_IN
        )
        stated = {(s.school_id, s.rule): s for s in handed_in}
        return [Row(school, tuple(self._cells(school.pk, found, attested, stated))) for school in schools]

    def _cells(self, pk: int, found: dict, attested: dict, stated: dict) -> list[Cell]:
        keys = [(rule, (pk, rule.code)) for rule in self.columns]
        return [Cell(r, self.on, found.get(key), attested.get(key), stated.get(key)) for r, key in keys]

    @property
    def may_attest(self) -> Verdict:
        """Whether the reader attests here."""
        return may_approve(self.user, self.place)

    @property
    def query(self) -> str:
        """The filter, for the links of the pager."""
        asked = {"q": self.q, "rule": self.rule, "status": self.status}
        return urlencode({name: value for name, value in asked.items() if value})

    def _wanted(self) -> Q:
        codes = [rule.code for rule in self.columns]
        here = {"school": OuterRef("pk"), "rule__in": codes}
        attested = Attestation.objects.as_of(self.on).filter(**here)
        match self.status:
            case "unattested":
                return Q(check_result__unattested__has_any_keys=codes)
            case "handed_in":
                return Q(Exists(Statement.objects.filter(**here, state=StatementState.HANDED_IN)))
            case "fail":
                return Q(Exists(Finding.objects.filter(**here, closed_on=None)))
            case "expiring":
                soon = self.on + timedelta(days=SOON_DAYS)
                return Q(Exists(attested.filter(period__endswith__lte=soon)))
            case "ended":
                over = ending(self.on, 0).filter(period__endswith__lte=self.on)
                return Q(Exists(over.filter(**here)))
            case _:
                return Q(Exists(attested.filter(conclusion=Conclusion.PASS)))

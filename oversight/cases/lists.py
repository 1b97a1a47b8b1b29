"""Findings as a list of work: of a jurisdiction, of a school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict, may_approve
from governance.choices import Severity
from governance.models import Finding
from governance.presentation.jurisdiction_page import schools_inside
from governance.rules.catalogue import all_rules
from governance.rules.texts import sentence
from oversight.cases.deadlines import possible_owners
from oversight.cases.filters import FindingFilter
from oversight.cases.lines import CaseLine, case_line
from oversight.cases.touching import case_of
from oversight.choices.case import WORKING_STATES, CaseState
from oversight.models import FindingCase, with_work
from schools.models import Jurisdiction, School

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A finding as a list of work shows it."""

    finding: Finding
    case: FindingCase
    line: CaseLine

    @property
    def sentence(self) -> str:
        """What the rule found."""
        return sentence(self.finding.rule, self.finding.variant, self.finding.evidence)

    @property
    def rule_name(self) -> str:
        """What the rule is called."""
        return str(getattr(all_rules().get(self.finding.rule), "name", ""))

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity(self.finding.severity)


def work_rows(findings: Iterable[Finding], on: date) -> list[WorkRow]:
    """Return the findings as rows; each comes with its school and its case (``select_related``)."""
    rows = []
    for finding in findings:
        case = case_of(finding)
        rows.append(WorkRow(finding, case, case_line(finding, case, on)))
    return rows


def findings_of(place: School | Jurisdiction, user: User) -> QuerySet[Finding]:
    """Return every finding of the school, or of the schools inside, that the user may see."""
    if isinstance(place, School):
        return Finding.objects.visible_to(user).filter(school=place)
    return Finding.objects.filter(school__in=schools_inside(place, user).values("pk"))


class FindingList:
    """The findings of a place for one reader on one day."""

    def __init__(self, place: School | Jurisdiction, user: User, today: date, query: QueryDict):
        self.place, self.user, self.today, self.query = place, user, today, query
        self.is_school = isinstance(place, School)
        self.kind = "school" if self.is_school else "jurisdiction"

    @cached_property
    def filter(self) -> FindingFilter:
        """What was asked."""
        owners = possible_owners(self.place) if self.is_school else None
        return FindingFilter(self.query or None, place=self.place, owners=owners)

    @cached_property
    def findings(self) -> QuerySet:
        """The findings that answer, in order."""
        found = self.filter.narrow(findings_of(self.place, self.user), self.user, self.today)
        return self.filter.ordered(found).select_related("school__jurisdiction", "case__owner")

    @cached_property
    def page(self) -> Page:
        """One page of them."""
        return Paginator(self.findings, PAGE_SIZE).get_page(self.query.get("page"))

    @cached_property
    def rows(self) -> list[WorkRow]:
        """The findings of the page."""
        return work_rows(self.page.object_list, self.today)

    @cached_property
    def figures(self) -> list[tuple[str, str, int]]:
        """How many findings stand where, filters aside: query, label and number."""
        known = with_work(findings_of(self.place, self.user)).filter(closed_on=None)
        counts = {state.value: Count("pk", filter=Q(work=state.value)) for state in WORKING_STATES}
        overdue = Q(due__lt=self.today, work__in=list(counts))
        found = known.aggregate(**counts, overdue=Count("pk", filter=overdue))
        states = [(f"work={s.value}", s.label, found[s.value]) for s in CaseState if s in WORKING_STATES]
        label = dict(self.filter.fields["time"].choices)["overdue"]
        return [("time=overdue", str(label), found["overdue"]), *states]

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager and for what comes back here."""
        query = self.query.copy()
        query.pop("page", None)
        return query.urlencode()

    @property
    def url(self) -> str:
        """The address of the list."""
        return reverse(f"oversight:{self.kind}_findings", args=[self.place.code])

    @property
    def may_decide(self) -> Verdict:
        """Whether the reader decides above the schools."""
        return may_approve(self.user, self.place)

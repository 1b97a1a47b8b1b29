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
from oversight.models import AT_WORK, FindingCase, with_work
from schools.models import Jurisdiction, School

PAGE_SIZE = 50
RELATED = ("school__jurisdiction", "case__owner")


def findings_seen(user: User) -> QuerySet[Finding]:
    """Return the findings of schools the user may see, whatever has become of them, with their cases."""
    return Finding.objects.visible_to(user).filter(school__isnull=False).select_related(*RELATED)


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
        return self.filter.ordered(found).select_related(*RELATED)

    @cached_property
    def page(self) -> Page:
        """One page of them, by their keys: only what is shown is read in full."""
        paginator = Paginator(self.findings.values_list("pk", flat=True), PAGE_SIZE)
        if not self.filter.narrows:
            paginator.count = sum(n for n, _overdue in self._counts.values())
        return paginator.get_page(self.query.get("page"))

    @cached_property
    def rows(self) -> list[WorkRow]:
        """The findings of the page."""
        keys = list(self.page.object_list)
        found = Finding.objects.select_related(*RELATED).in_bulk(keys)
        return work_rows([found[key] for key in keys if key in found], self.today)

    @cached_property
    def _counts(self) -> dict[str, tuple[int, int]]:
        """How many findings stand where, and how many of them are overdue; filters aside."""
        known = with_work(findings_of(self.place, self.user)).filter(AT_WORK)
        overdue = Count("pk", filter=Q(due__lt=self.today))
        rows = known.order_by().values_list("work").annotate(n=Count("pk"), overdue=overdue)
        return {work: (n, late) for work, n, late in rows}

    @property
    def figures(self) -> list[tuple[str, str, int]]:
        """The same to be shown: query, label and number."""
        states = [state for state in CaseState if state in WORKING_STATES]
        label = dict(self.filter.fields["time"].choices)["overdue"]
        overdue = sum(late for _n, late in self._counts.values())
        counted = [(f"work={s.value}", str(s.label), self._counts.get(s.value, (0, 0))[0]) for s in states]
        return [("time=overdue", str(label), overdue), *counted]

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

"""What the page of a school shows."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Verdict, may_edit, may_export
from governance.chart.fonts import font_file
from governance.chart.layout import WINDOW
from governance.chart.svg import Drawing, draw
from governance.choices import LIVE_STATES, BodyKind, OrgLevel
from governance.domain.vacancies import Vacancy
from governance.facts import OWN_TYPES
from governance.models import ChangeSet, FindingSpell, PartyOrganization, SchoolCheck, Term
from governance.presentation.chart_search import Search, opened_to, search
from governance.presentation.chart_view import SHOWS, ChartView
from governance.presentation.day import Day
from governance.presentation.findings import FindingRow, finding_rows
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.presentation.loading import load_structure
from governance.presentation.mending import admin_url
from governance.presentation.other_days import changes_by, notes_on
from governance.presentation.school_chart import SchoolChart
from governance.presentation.standing import findings_of, with_finding
from governance.presentation.structure import NOBODY, Structure
from governance.rules.catalogue import all_rules
from schools.models import School
from schools.periods import add_months

#: A term that ends within this time is shown on the page of the school.
SOON_MONTHS = 6
NEWEST = 8
#: A chart is fitted to the page down to 55 %, then it scrolls.
WIDEST = WINDOW.widest


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """An empty seat, the body it belongs to and the form that fills it."""

    vacancy: Vacancy
    body: str
    url: str
    fill_url: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term that ends soon or should have ended."""

    organization: PartyOrganization
    term: Term
    due: date
    days: int

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.days < 0

    @property
    def days_over(self) -> int:
        """How many days it is overdue."""
        return -self.days


class SchoolPage:
    """The page of one school, for one user, on one day."""

    def __init__(
        self,
        school: School,
        user: User,
        day: Day,
        *,
        view: ChartView | None = None,
        keep: str = "",
        words: str = "",
    ):
        self.school, self.user, self.day, self.on = school, user, day, day.on
        self.asked_view, self.keep, self.words = view or ChartView(), keep, words
        #: What became of the bodies, where the page shows what a plan leaves behind.
        self.marks: dict[str, str] = {}

    @cached_property
    def structure(self) -> Structure:
        """The school's bodies, people and findings."""
        return load_structure(self.school, self.on, self.day.known_on)

    @cached_property
    def search(self) -> Search:
        """What the search box asks for, found in the chart."""
        return search(self.structure, self.words, self.user)

    @cached_property
    def view(self) -> ChartView:
        """What is open, with everything above what was found."""
        return opened_to(self.structure, self.asked_view, self.search.numbers)

    @cached_property
    def drawing(self) -> Drawing:
        """The chart, drawn."""
        numbers = self.search.numbers
        chart = SchoolChart(self.structure, self.view, keep=self.keep, found=numbers).chart()
        return draw(chart.marked(self.marks))

    @property
    def kept_items(self) -> list[tuple[str, str]]:
        """What the forms above the chart keep of the page's address."""
        return parse_qsl(self.keep)

    @property
    def boxes(self) -> list[tuple[str, str, bool]]:
        """What the boxes of the chart can show, and whether they do."""
        return [(name, str(label), name in self.view.shows) for name, label in SHOWS.items()]

    @property
    def can_draw_files(self) -> bool:
        """Whether there is a Chinese font for PNG and PDF."""
        return font_file() is not None

    @property
    def chart(self) -> SafeString:
        """The chart as SVG; ElementTree has escaped every text in it."""
        return mark_safe(self.drawing.svg)  # noqa: S308 -- see above

    @property
    def is_wide(self) -> bool:
        """Whether the chart would become unreadable if it were fitted to the page."""
        return self.drawing.width > WIDEST

    @cached_property
    def place_url(self) -> str:
        """The page of the school's jurisdiction, for users who may see it."""
        place = self.school.jurisdiction
        seen = visible_jurisdictions(self.user).filter(pk=place.pk).exists()
        return reverse("governance:jurisdiction", args=[place.code]) if seen else ""

    @property
    def edit_url(self) -> str:
        """The form of the school, for users who may change it; another day is only looked at."""
        may = self.day.is_today and self.may_edit
        return admin_url("schools_school", "change", self.school.pk) if may else ""

    @cached_property
    def findings(self) -> list[FindingRow]:
        """The open findings, the worst first."""
        return finding_rows(self.structure.findings, self.user, mending=self.day.is_today)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity."""
        severities = [finding.severity for finding in self.structure.findings]
        return {name: severities.count(name) for name in ("error", "warning", "info")}

    @cached_property
    def waived(self) -> list[FindingRow]:
        """Findings that somebody decided not to pursue for a while, as of the day."""
        if self.day.seen_on is None:
            return finding_rows(self.structure.waived, self.user)
        then = FindingSpell.objects.waived(self.day.seen_on).filter(school=self.school)
        return finding_rows(findings_of(with_finding(then, "jurisdiction")), self.user, mending=False)

    @cached_property
    def check(self) -> SchoolCheck | None:
        """The newest check, if there was one by that day; older ones are not kept."""
        return SchoolCheck.objects.filter(school=self.school, **self._checked_by).first()

    @property
    def _checked_by(self) -> dict[str, date]:
        return {"on__lte": self.day.seen_on} if self.day.seen_on else {}

    @cached_property
    def unknown(self) -> list[dict]:
        """What cannot be judged for want of data."""
        rules = all_rules()
        items = self.check.unknown if self.check else []
        return [{**item, "name": getattr(rules.get(item["rule"]), "name", "")} for item in items]

    @cached_property
    def vacancies(self) -> list[VacancyRow]:
        """The empty seats, with where to fill them."""
        return [self._vacancy(vacancy) for vacancy in self.structure.vacancies]

    @cached_property
    def terms(self) -> list[TermRow]:
        """Terms that end within half a year or are overdue, the earliest first."""
        rows, limit = [], add_months(self.on, SOON_MONTHS)
        for organization in self.structure.organizations:
            term = self.structure.terms.get(organization.pk)
            due = term and (term.extended_until or term.planned_end)
            if due and due <= limit and organization.state_on in LIVE_STATES:
                rows.append(TermRow(organization, term, due, (due - self.on).days))
        return sorted(rows, key=lambda row: row.due)

    @cached_property
    def changes(self) -> list[ChangeSet]:
        """The newest changes, as far as they held or were known on the day."""
        found = changes_by(self.school.change_sets.all(), self.day)
        return list(found.select_related("actor")[:NEWEST])

    @property
    def notes(self) -> list[str]:
        """What of another day is not as it was then."""
        return notes_on(self.day, findings=True, check=True)

    @cached_property
    def members(self):
        """Formal members of all branches of the school."""
        return sum(self.structure.branch_members.values(), NOBODY)

    @property
    def setup_url(self) -> str:
        """Where a school without an organisation of its own is set up, for users who may."""
        if not self.day.is_today:
            return ""
        own = (o for o in self.structure.organizations if o.level == OrgLevel.SCHOOL and o.type in OWN_TYPES)
        if any(o.state_on in LIVE_STATES for o in own) or not self.may_edit:
            return ""
        return reverse("governance:school_setup", args=[self.school.code])

    @property
    def may_edit(self) -> Verdict:
        """Whether the user may change the school."""
        return may_edit(self.user, self.school)

    @property
    def may_export(self) -> Verdict:
        """Whether the user may take the data away."""
        return may_export(self.user, self.school)

    def _vacancy(self, vacancy: Vacancy) -> VacancyRow:
        kind, pk = vacancy.body
        may = self.day.is_today and self.may_edit
        fill = admin_url("governance_roleassignment", "add") if may else ""
        fill = fill and f"{fill}?{kind}={pk}&role={vacancy.role}"
        if kind == BodyKind.ORGANIZATION:
            body = self.structure.organizations_by_id[pk]
        elif kind == BodyKind.UNIT:
            body = self.structure.units_by_id[pk]
        else:
            url = reverse("governance:school", args=[self.school.code])
            return VacancyRow(vacancy, self._name(kind), url, fill)
        return VacancyRow(vacancy, str(body), reverse(f"governance:{kind}", args=[body.number]), fill)

    def _name(self, kind: str) -> str:
        return self.school.name if kind == BodyKind.SCHOOL else _("领导小组")

"""Charts of large schools: drawn by the server, opened in a browser, handed out as files.

The schools are made of plain rows in a copy of the database: a chart only looks at them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from bench.chromium import window
from bench.measuring import Timings, percentile
from bench.report import milliseconds
from governance.chart.layout import arrange
from governance.chart.pdf import sheet_pdf
from governance.chart.png import sheet_png
from governance.chart.sheet import Caption
from governance.chart.svg import draw
from governance.choices import OrgLevel, OrgState, OrgType
from governance.domain.locks import lock_schools
from governance.models import Document, OrganizationStatus, PartyOrganization
from governance.presentation.chart_file import legend_of
from governance.presentation.chart_view import EVERYTHING, ChartView
from governance.presentation.loading import load_structure
from governance.presentation.school_chart import SchoolChart
from schools.choices import UnitKind
from schools.models import School, Unit
from schools.periods import open_period

SIZES, CAMPUSES = (300, 2000), 4
#: From the first byte of the page to the second frame after it is loaded: parsed, laid out, painted.
_TO_BE_DRAWN = """() => new Promise(resolve => {
  const told = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    resolve(performance.now() - performance.getEntriesByType('navigation')[0].responseStart);
  }));
  if (document.readyState === 'complete') told(); else addEventListener('load', told);
})"""

#: The chart alone, put into the page that stands: from its text to the end of the frame that shows it.
_TO_BE_EXCHANGED = """() => new Promise(resolve => {
  const chart = document.getElementById('chart'), text = chart.innerHTML;
  chart.replaceChildren();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const begun = performance.now(), channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - begun);
    chart.innerHTML = text;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }));
})"""


@dataclass
class Measured:
    """One thing done with a chart, several times."""

    name: str
    timings: Timings = field(default_factory=Timings)
    beside: str = ""


def fill(school: School, number: int, on: date) -> None:
    """Give an empty school so many bodies: a committee over branches and groups, campuses over grades."""
    superior = school.jurisdiction.organizations.get(type="upper")
    organizations = [_organization(school, on, 0, OrgType.COMMITTEE, superior=superior)]
    with transaction.atomic():
        lock_schools([school.pk])
        for nth in range(1, number // 6):
            parent = organizations[0 if nth <= number // 12 else nth - number // 12]
            kind = OrgType.BRANCH if parent == organizations[0] else OrgType.GROUP
            organizations.append(_organization(school, on, nth, kind, parent=parent))
        _units(school, on, number - len(organizations))


def _units(school: School, on: date, number: int) -> None:
    """Make campuses with grades, a quarter of the units, and groups below the grades."""
    units: list[Unit] = []
    for nth in range(number):
        parent = None
        if nth >= number // 4:
            parent = units[CAMPUSES + nth % (number // 4 - CAMPUSES)]
        elif nth >= CAMPUSES:
            parent = units[nth % CAMPUSES]
        kind = UnitKind.CAMPUS if parent is None else UnitKind.GRADE
        code = f"{school.code}-U{nth}"
        made = Unit(school=school, number=code, name=f"第{nth}组", kind=kind, parent=parent, position=nth)
        made.period = open_period(on)
        made.save()
        units.append(made)


def _organization(school: School, on: date, nth: int, kind: OrgType, **above: object) -> PartyOrganization:
    level = OrgLevel.SCHOOL if "superior" in above else OrgLevel.INNER
    paper, _made = Document.objects.get_or_create(
        school=school, register_number=f"{school.code}-D", defaults={"kind": "approval", "issued_on": on}
    )
    with transaction.atomic():
        made = PartyOrganization.objects.create(
            school=school,
            type=kind,
            level=level,
            number=f"{school.code}-P{nth}",
            full_name=f"中共{school.name}第{nth}支部委员会",
            short_name=f"第{nth}党支部",
            state=OrgState.ACTIVE,
            state_since=on,
            established_on=on,
            activated_on=on,
            approval=paper,
            **above,
        )
        OrganizationStatus.objects.create(organization=made, state=OrgState.ACTIVE, period=open_period(on))
    return made


def drawn_by_the_server(school: School, on: date, *, rounds: int) -> Iterator[Measured]:
    """Rows read, cards made, laid out and drawn; then the whole chart as files."""
    structure = load_structure(school, on)
    for name, view in (("collapsed", ChartView()), ("open", EVERYTHING)):
        chart = SchoolChart(structure, view).chart()
        number = f"{1 + len(chart.party) + len(chart.units)} cards"
        yield _timed(f"cards, {name}", SchoolChart(structure, view).chart, rounds, number)
        yield _timed(f"layout, {name}", lambda chart=chart: arrange(chart), rounds)
        size = f"{len(draw(chart).svg) // 1024} KB"
        yield _timed(f"layout and SVG, {name}", lambda chart=chart: draw(chart), rounds, size)
    yield _timed("rows read", lambda: load_structure(school, on), rounds)
    caption = Caption(chart.title, on.isoformat(), legend_of(chart))
    for name, made in (("PDF", sheet_pdf), ("PNG", sheet_png)):
        size = f"{len(made(chart, caption)) // 1024} KB"
        yield _timed(name, lambda made=made: made(chart, caption), max(rounds // 5, 1), size)


def _timed(name: str, action: Callable, rounds: int, beside: str = "") -> Measured:
    measured = Measured(name, beside=beside)
    for _round in range(rounds):
        measured.timings.take(action)
    return measured


def opened_in_a_browser(application: Callable, school: School, *, rounds: int) -> Iterator[Measured]:
    """The page of the school in Chromium, from the first byte until it is painted: not the server's time."""
    address = reverse("governance:school", args=[school.code])
    with window(application, User.objects.get(username="demo-county")) as opened:
        for state, query in (("collapsed", "?open="), ("open", "?open=all")):
            whole, alone = Measured(f"page in Chromium, {state}"), Measured(f"chart in Chromium, {state}")
            work: list[list[float]] = []
            for nth in range(rounds + 1):
                taken = opened.visit(f"{address}{query}", _TO_BE_DRAWN, _TO_BE_EXCHANGED)
                if nth:  # the first one fills the caches of scripts and styles
                    whole.timings.seconds.append(taken[0].result / 1000)
                    alone.timings.seconds.append(taken[1].result / 1000)
                    work.append([one.work for one in taken])
            cards = opened.page.locator(".chart .node").count()
            for measured, worked in zip((whole, alone), zip(*work, strict=True), strict=True):
                measured.beside = (
                    f"{cards} cards, main thread at work for {milliseconds(percentile(worked, 50))}"
                )
            yield from (whole, alone)

"""Pages of the district's desk with a province behind them; and the same numbers counted the plain way.

Another topic adds its pages to ``OF_A_PLACE``, to ``OF_THE_PROVINCE`` or to ``OF_A_SCHOOL``.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet
from django.urls import reverse

from bench.desk import official_of
from bench.measuring import Timings, counted
from bench.pages import Browser, Visit
from governance.models import Finding
from oversight.choices.round import RoundKind, RoundState
from oversight.models import Filing, FindingCase, Notice, Round, WaiverRequest
from schools.models import Jurisdiction, School
from schools.periods import add_months

_Place = Jurisdiction | School
_Address = Callable[[_Place, date], str]


@dataclass(frozen=True)
class Places:
    """Whose pages are asked for."""

    province: Jurisdiction
    city: Jurisdiction
    county: Jurisdiction
    school: School
    on: date


def _of(route: str, query: str = "") -> _Address:
    """Return what gives the address of the page of a place."""
    return lambda place, _on: f"{reverse(route, args=[place.code])}?{query}".rstrip("?")


def _bare(route: str) -> _Address:
    return lambda _place, _on: reverse(route)


def _behind(place: _Place, on: date) -> str:
    first, end = add_months(on.replace(day=1), -1), on.replace(day=1)
    return _of("oversight:jurisdiction_trend_findings", f"kind=standing&begin={first}&end={end}")(place, on)


def _one(route: str, rows: Callable[[_Place], QuerySet], query: str = "") -> _Address:
    """Return what gives the address of the page of the first row of a place."""
    return lambda place, _on: f"{reverse(route, args=[_first(rows(place)).pk])}?{query}".rstrip("?")


def _first(rows: QuerySet) -> Model:
    return rows.order_by("pk")[0]


def _inside(place: _Place, path: str = "school") -> dict[str, object]:
    if isinstance(place, School):
        return {path: place}
    return {f"{path}__jurisdiction__in": place.get_descendants(include_self=True)}


def _round(state: RoundState, kind: RoundKind = RoundKind.SPECIAL) -> Callable[[_Place], QuerySet]:
    return lambda _place: Round.objects.filter(state=state, kind=kind)


def _answer(place: _Place, _on: date) -> str:
    found = _first(_round(RoundState.OPEN)(place))
    return reverse("oversight:answer", args=[found.pk, place.code])


def _cases(place: _Place) -> QuerySet:
    return Finding.objects.filter(case__in=FindingCase.objects.filter(**_inside(place, "finding__school")))


#: Name and address of the pages of a province, and of a county.
OF_A_PLACE: tuple[tuple[str, _Address], ...] = (
    ("page", _of("governance:jurisdiction")),
    ("rules that fail", _of("governance:jurisdiction_failing")),
    ("its schools", _of("governance:jurisdiction_schools")),
    ("organisations and members", _of("governance:jurisdiction_party")),
    ("one rule", lambda p, _on: reverse("governance:jurisdiction_rule", args=[p.code, "ORG-005"])),
    ("trends of findings", _of("oversight:jurisdiction_trends")),
    ("found and mended", _of("oversight:jurisdiction_trends_mending")),
    ("coverage and leaders", _of("oversight:jurisdiction_trends_structure")),
    ("terms due", _of("oversight:jurisdiction_trends_terms")),
    ("list of findings", _behind),
    ("work on findings", _of("oversight:jurisdiction_findings")),
    ("work, overdue", _of("oversight:jurisdiction_findings", "time=overdue")),
    ("work, to be checked", _of("oversight:jurisdiction_findings", "work=claimed")),
    ("one finding", _one("oversight:case", _cases)),
    ("notices", _of("oversight:jurisdiction_notices")),
    ("notices, answered", _of("oversight:jurisdiction_notices", "state=answered")),
    ("one notice", _one("oversight:notice", lambda p: Notice.objects.filter(**_inside(p)))),
    ("waivers, asked for", _of("oversight:jurisdiction_waivers")),
    ("waivers in force", _of("oversight:jurisdiction_waivers", "view=in_force")),
    ("one waiver", _one("oversight:waiver", lambda p: WaiverRequest.objects.filter(**_inside(p)))),
    ("attestations", _of("oversight:jurisdiction_attestations")),
    ("attestations, not obeyed", _of("oversight:jurisdiction_attestations", "status=fail")),
    ("attestations, waiting", _of("oversight:jurisdiction_attestations", "status=handed_in")),
    ("rounds", _of("oversight:jurisdiction_rounds")),
    ("filings", _of("oversight:jurisdiction_filings")),
    ("filings, waiting", _of("oversight:jurisdiction_filings", "state=submitted")),
    ("one filing", _one("oversight:filing", lambda p: Filing.objects.filter(**_inside(p)))),
    ("local rules", _of("oversight:local_rules")),
    ("reports", _of("oversight:reports")),
    ("plans", _of("governance:jurisdiction_plans")),
    ("inbox", _bare("oversight:inbox")),
    ("new findings", _bare("oversight:new_findings")),
    ("reminders", _bare("oversight:reminders")),
    ("settings of reminders", _bare("oversight:reminder_settings")),
)

#: What only the province has: its own rounds over all schools, and other ways to ask its pages.
OF_THE_PROVINCE: tuple[tuple[str, _Address], ...] = (
    ("schools with grave findings", _of("governance:jurisdiction_schools", "severity=error")),
    ("schools with one type of organisation", _of("governance:jurisdiction_schools", "org_type=none")),
    ("trends of findings by week", _of("oversight:jurisdiction_trends", "unit=week")),
    ("a round, open", _one("oversight:round", _round(RoundState.OPEN))),
    ("a round, open, late answers", _one("oversight:round", _round(RoundState.OPEN), "state=reported")),
    ("findings of an open round", _one("oversight:round_findings", _round(RoundState.OPEN), "now=new")),
    ("a yearly round", _one("oversight:round", _round(RoundState.OPEN, RoundKind.ANNUAL))),
    ("a round, closed", _one("oversight:round", _round(RoundState.CLOSED))),
    ("a closed round verified", _one("oversight:round_verified", _round(RoundState.CLOSED))),
    ("findings of a closed round", _one("oversight:round_findings", _round(RoundState.CLOSED))),
)

OF_A_SCHOOL: tuple[tuple[str, _Address], ...] = (
    ("page", _of("governance:school")),
    ("trends", _of("oversight:school_trends")),
    ("work on findings", _of("oversight:school_findings")),
    ("notices", _of("oversight:school_notices")),
    ("waivers", _of("oversight:school_waivers")),
    ("attestations", _of("oversight:school_attestations")),
    ("rounds", _of("oversight:school_rounds")),
    ("its answer in a round", _answer),
    ("filings", _of("oversight:school_filings")),
    ("inbox", _bare("oversight:inbox")),
    ("new findings", _bare("oversight:new_findings")),
    ("reminders", _bare("oversight:reminders")),
)


def places(province: Jurisdiction, on: date) -> Places:
    """Choose a city, a county and a school of the province."""
    city = province.get_children().order_by("code")[0]
    county = city.get_children().filter(schools__isnull=False).order_by("code").first()
    return Places(province, city, county, School.objects.filter(jurisdiction=county)[0], on)


def visits(application: Callable, chosen: Places, requests: int) -> Iterator[Visit]:
    """Measure the pages, each for who looks after the place."""
    city = (("trends of findings, a city", _of("oversight:jurisdiction_trends")),)
    asked = (
        ("province", chosen.province, chosen.province, (*OF_A_PLACE, *OF_THE_PROVINCE)),
        ("province", chosen.province, chosen.city, city),
        ("county", chosen.county, chosen.county, OF_A_PLACE),
        ("school", chosen.school, chosen.school, OF_A_SCHOOL),
    )
    for word, reader, place, pages in asked:
        browser = Browser.of(application, official_of(reader))
        for name, address in pages:
            yield browser.visit(f"{word}: {name}", [address(place, chosen.on)], requests)


def school_by_school(chosen: Places, *, every: int = 40) -> tuple[float, int]:
    """Count the findings of twelve month ends the plain way: school after school, row after row.

    Return seconds and queries for all schools, from every ``every``-th of them.
    """
    schools = list(School.objects.filter(code__startswith="2177").order_by("code")[::every])
    days = [add_months(chosen.on.replace(day=1), -nth) for nth in range(12)]
    timings = Timings()

    def count() -> None:
        counts: Counter[tuple[date, str, str]] = Counter()
        for school in schools:
            for finding in Finding.objects.filter(school=school):
                for spell in finding.spells.all():
                    counts.update((d, spell.rule, spell.severity) for d in days if spell.holds_on(d))

    with counted() as queries:
        timings.take(count)
    return timings.seconds[0] * every, queries.queries * every

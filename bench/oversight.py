"""Pages of the district's desk with a province behind them; and the same numbers counted the plain way.

Another topic adds its pages to ``PAGES``.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import AccessGrant, GrantRole, User
from bench.measuring import Timings, counted
from bench.pages import Browser, Visit
from governance.models import Finding
from schools.models import Jurisdiction, School
from schools.periods import add_months, open_period

_LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class Places:
    """Whose pages are asked for."""

    province: Jurisdiction
    city: Jurisdiction
    county: Jurisdiction
    school: School
    on: date


def _list(place: Jurisdiction, on: date) -> str:
    first, end = add_months(on.replace(day=1), -1), on.replace(day=1)
    return f"{_of('oversight:jurisdiction_trend_findings', place)}?kind=standing&begin={first}&end={end}"


def _of(route: str, place: Jurisdiction | School, *more: str) -> str:
    return reverse(route, args=[place.code, *more])


#: Name and address of each page that is measured.
PAGES: tuple[tuple[str, Callable[[Places], str]], ...] = (
    ("province", lambda p: _of("governance:jurisdiction", p.province)),
    ("province, grave findings", lambda p: f"{_of('governance:jurisdiction', p.province)}?severity=error"),
    ("province, its organisations and members", lambda p: _of("governance:jurisdiction_party", p.province)),
    ("province, one rule", lambda p: _of("governance:jurisdiction_rule", p.province, "ORG-005")),
    ("county", lambda p: _of("governance:jurisdiction", p.county)),
    ("trends of findings", lambda p: _of("oversight:jurisdiction_trends", p.province)),
    ("trends of findings by week", lambda p: f"{_of('oversight:jurisdiction_trends', p.province)}?unit=week"),
    ("trends of findings, a city", lambda p: _of("oversight:jurisdiction_trends", p.city)),
    ("found and mended", lambda p: _of("oversight:jurisdiction_trends_mending", p.province)),
    ("coverage and leaders", lambda p: _of("oversight:jurisdiction_trends_structure", p.province)),
    ("terms due", lambda p: _of("oversight:jurisdiction_trends_terms", p.province)),
    ("list of findings", lambda p: _list(p.province, p.on)),
    ("work on findings, province", lambda p: _of("oversight:jurisdiction_findings", p.province)),
    ("work on findings, county", lambda p: _of("oversight:jurisdiction_findings", p.county)),
    ("notices", lambda p: _of("oversight:jurisdiction_notices", p.province)),
    ("waivers", lambda p: _of("oversight:jurisdiction_waivers", p.province)),
    ("attestations", lambda p: _of("oversight:jurisdiction_attestations", p.province)),
    ("local rules", lambda p: _of("oversight:local_rules", p.province)),
    ("rounds", lambda p: _of("oversight:jurisdiction_rounds", p.province)),
    ("filings", lambda p: _of("oversight:jurisdiction_filings", p.province)),
    ("reports", lambda p: _of("oversight:reports", p.province)),
    ("inbox", lambda _p: reverse("oversight:inbox")),
    ("reminders", lambda _p: reverse("oversight:reminders")),
    ("trends of a school", lambda p: _of("oversight:school_trends", p.school)),
)


def places(province: Jurisdiction, on: date) -> Places:
    """Choose a city, a county and a school of the province."""
    city = province.get_children().order_by("code")[0]
    county = city.get_children().filter(schools__isnull=False).order_by("code").first()
    return Places(province, city, county, School.objects.filter(jurisdiction=county)[0], on)


def official_of(place: Jurisdiction) -> User:
    """Return somebody who looks after the place."""
    user = User.objects.create(username=f"bench-{place.code}")
    period = open_period(_LONG_AGO)
    AccessGrant.objects.create(user=user, jurisdiction=place, role=GrantRole.OFFICIAL, period=period)
    return user


def visits(application: Callable, chosen: Places, requests: int) -> Iterator[Visit]:
    """Measure the pages for the official of the province."""
    browser = Browser.of(application, official_of(chosen.province))
    for name, address in PAGES:
        yield browser.visit(name, [address(chosen)], requests)


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

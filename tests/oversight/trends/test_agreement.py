"""Every number is the length of the list it opens: on generated states, on past days, for each visitor."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import resolve

from governance.models import SchoolFigures
from governance.presentation.day import Day
from governance.presentation.jurisdiction_page import JurisdictionPage, visible_jurisdictions
from governance.presentation.rule_page import RulePage, catalogue
from governance.rules.catalogue import all_rules
from oversight.trends.findings_page import FindingsPage, MendingPage
from oversight.trends.links import Cell
from oversight.trends.lists import FindingsList, SchoolsList, TermsList
from oversight.trends.page import Asked
from oversight.trends.school_page import SchoolTrends
from oversight.trends.steps import steps
from oversight.trends.structure_page import StructurePage, TermsPage
from schools.models import Jurisdiction, School
from tests import factories
from tests.oversight.trends.states import BEGIN, TODAY, Register, State, fill

pytestmark = pytest.mark.django_db

#: So many states for the numbers of trends, and so many for what takes longer.
STATES, FEWER = 200, 60
#: So many numbers of a state are opened, besides those that are counted again by hand.
OPENED = 24
STRETCH = steps(BEGIN, TODAY, "month")
NARROWED = (
    {},
    {"stage": "primary"},
    {"ownership": "public", "severity": "error"},
    {"chapter": "org"},
    {"form": "single", "severity": "warning"},
)


class Undone(Exception):
    """Takes a state back."""


@pytest.fixture
def register(db, monkeypatch):
    monkeypatch.setattr("oversight.trends.structure_page.timezone.localdate", lambda *_moment: TODAY)
    return Register.build()


def visitors(register):
    """Return who looks, with the places he may see."""
    city, county, school = factories.user(), factories.user(), factories.user()
    factories.grant(city, register.city)
    factories.grant(county, register.counties[0])
    factories.grant(school, register.schools[0])
    return [
        (factories.user(is_superuser=True), [register.city, *register.counties, register.schools[1]]),
        (city, [register.city, register.counties[1]]),
        (county, [register.counties[0], register.schools[0]]),
        (school, [register.schools[0]]),
    ]


def states(register, number: int = STATES) -> Iterator[tuple[int, State]]:
    """Yield so many states, each alone in the database."""
    for seed in range(number):
        try:
            with transaction.atomic():
                yield seed, fill(register, seed)
                raise Undone
        except Undone:
            pass


def cells_of(place, user, narrowed) -> list[Cell]:
    """Return every number with a list on the pages about trends of the place."""
    asked = Asked(STRETCH, narrowed, narrowed)
    if isinstance(place, School):
        page = SchoolTrends(place, user, asked)
        lines = [*page.by_severity, *page.groups, *page.flows]
        return [cell for line in lines for cell in line.cells]
    found, flow = FindingsPage(place, user, asked), MendingPage(place, user, asked)
    schools = {name: value for name, value in narrowed.items() if name in ("stage", "form", "ownership")}
    structure = StructurePage(place, user, Asked(STRETCH, schools, schools))
    terms = TermsPage(place, user, Asked(STRETCH, schools, schools))
    lines = [*found.by_severity, found.schools, *found.groups, *flow.flows]
    lines += [*structure.coverage, *structure.heads, *terms.months]
    rows, whole = flow.lasted
    beside = [cell for _one, _name, cell in rows] + ([whole[1]] if whole else [])
    below = [cell for one in found.comparison.neighbours for cell in (*one.counts, one.combined)]
    vacant = [cell for _role, _seats, cell in structure.vacancies]
    return [cell for line in lines for cell in line.cells] + beside + below + vacant + [terms.before]


LISTS = {"findings": FindingsList, "schools": SchoolsList, "terms": TermsList}


def opened(url: str, user) -> list:
    """Return the rows of the list behind an address, as its page shows them."""
    parts = urlsplit(url)
    match = resolve(parts.path)
    model = School if match.url_name.startswith("school_") else Jurisdiction
    place, kind = model.objects.get(code=match.kwargs["code"]), match.url_name.rpartition("_")[2]
    query = dict(parse_qsl(parts.query))
    more = (TODAY,) if kind == "terms" else ()
    found = LISTS[kind](place, user, query, *more)
    rows = list(found.rows)
    assert found.page.paginator.count == len(rows)
    return rows


def test_every_number_is_the_length_of_its_list(register):
    disagreements, compared = [], 0
    people = visitors(register)
    for seed, _state in states(register):
        chance = Random(seed)  # noqa: S311 -- a choice, not a secret
        user, places = people[seed % len(people)]
        place = chance.choice(places)
        cells = cells_of(place, user, NARROWED[seed % len(NARROWED)])
        for cell in chance.sample([c for c in cells if c.url], min(OPENED, len(cells) // 2)):
            n = len(opened(cell.url, user))
            compared += 1
            if n != cell.value:
                disagreements.append((seed, cell.url, cell.value, n))

    assert disagreements == []
    assert compared > STATES * OPENED * 0.9


def test_every_number_is_what_counting_by_hand_gives(register):
    """The lists could be wrong together with the numbers; here the rows are counted in Python."""
    disagreements, seen = [], 0
    user = factories.user(is_superuser=True)
    for seed, state in states(register, FEWER):
        page = FindingsPage(register.city, user, Asked(STRETCH))
        flow = MendingPage(register.city, user, Asked(STRETCH))
        structure = StructurePage(register.city, user, Asked(STRETCH))
        for nth, step in enumerate(STRETCH):
            by_hand = counted_by_hand(state, step)
            lines = [line.cells[nth].value for line in page.by_severity]
            told = dict(zip(("error", "warning", "info", "waived"), lines, strict=True))
            told |= {"new": flow.flows[0].cells[nth].value, "mended": flow.flows[1].cells[nth].value}
            told |= {
                "below": structure.measured[nth].below,
                "units": structure.measured[nth].base_units,
                "combined": structure.measured[nth].heads["combined"],
            }
            seen += sum(by_hand.values())
            if told != by_hand:
                disagreements.append((seed, step.day, told, by_hand))

    assert disagreements == []
    assert seen > FEWER


def counted_by_hand(state: State, step) -> dict[str, int]:
    """Return the numbers of a step, counted row by row."""
    stood = [s for s in state.spells if s.holds_on(step.day)]
    then = [f for f in state.figures if f.holds_on(step.day)]

    def inside(day):
        return day is not None and step.first <= day < step.end

    return {
        "waived": sum(s.is_waived for s in stood),
        "new": sum(inside(s.starts_on) and s.starts_on == s.opened_on for s in state.spells),
        "mended": sum(inside(s.mended_on) for s in state.spells),
        **{
            severity: sum(s.severity == severity and not s.is_waived for s in stood)
            for severity in ("error", "warning", "info")
        },
        "below": sum(f.covered_units < f.base_units for f in then),
        "units": sum(f.base_units for f in then),
        "combined": sum(f.heads == "combined" for f in then),
    }


def test_seats_that_are_empty_add_up_over_the_list(register):
    user, seen = factories.user(is_superuser=True), 0
    for _seed, _state in states(register, FEWER):
        for _role, seats, schools in StructurePage(register.city, user, Asked(STRETCH)).vacancies:
            seen += seats.value
            assert seats.url == schools.url
            assert sum(row.seats for row in opened(seats.url, user)) == seats.value

    assert seen > FEWER


DAYS = (None, date(2026, 2, 20), date(2026, 4, 30))


def test_the_pages_of_counties_and_rules_agree_on_every_day(register, monkeypatch):
    """Findings of a county by rule, by chapter, by school, and the rule's own page and the catalogue."""
    people, compared = visitors(register)[:3], 0
    for seed, _state in states(register, FEWER):
        chance = Random(seed)  # noqa: S311 -- a choice, not a secret
        user, places = people[seed % len(people)]
        place = chance.choice([one for one in places if isinstance(one, Jurisdiction)])
        on = chance.choice(DAYS)
        day = Day.present(TODAY) if on is None else Day(on, TODAY)
        page = county(place, user, day)
        totals = page.findings
        assert totals.severities["error"] == sum(c.errors for c in totals.by_chapter)
        for severity, name in (("error", "errors"), ("warning", "warnings"), ("info", "infos")):
            listed = county(place, user, day, f"severity={severity}")
            assert sum(getattr(row.school, name) for row in listed.rows) == totals.severities[severity]
            assert listed.page.paginator.count == len(listed.rows) == totals.schools[severity]
        assert [replace(one, schools=None) for one in page.rules] == [
            replace(one, schools=None) for one in totals.by_rule
        ]
        for one in page.rules:
            rule = RulePage(all_rules()[one.code], user, day, place=place)
            assert rule.page.paginator.count == len(list(rule.page.object_list)) == one.total
            assert (
                rule.schools
                == one.schools
                == county(place, user, day, f"rule={one.code}").page.paginator.count
            )
            compared += one.total
        below = county(place, user, day, "coverage=below")
        measured = SchoolFigures.objects.as_of(on or TODAY).filter(school__in=page.schools)
        if on is not None:
            assert below.page.paginator.count == sum(f.covered_units < f.base_units for f in measured)
        if place == register.city and seed % len(people) < 2:
            assert sum(child.errors_n for child in page.children) == totals.severities["error"]
        everywhere = {rule.code: n for _c, rules in catalogue(user, day) for rule, n in rules if n}
        if place == (register.city if seed % len(people) < 2 else register.counties[0]):
            # a rule of which everything is waived stands in the table with nothing open
            assert {one.code: one.total for one in totals.by_rule if one.total} == everywhere

    assert compared > FEWER


def county(place, user, day, query=""):
    return JurisdictionPage(place, user, day, QueryDict(query))


def test_nobody_sees_places_of_others(register):
    seen = [set(visible_jurisdictions(user)) for user, _places in visitors(register)[1:]]

    assert seen == [{register.city, *register.counties}, {register.counties[0]}, set()]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=standing",
        "kind=nonsense&begin=2026-01-01&end=2026-02-01",
        "kind=standing&begin=2026-02-01&end=2026-01-01",
        "kind=standing&begin=2026-01-01&end=2026-02-01&severity=none",
    ],
)
def test_a_list_that_makes_no_sense_does_not_exist(query, register, client):
    client.force_login(factories.user(is_superuser=True))

    address = f"/jurisdictions/{register.city.code}/trends/list/findings/?{query}"
    assert client.get(address).status_code == 404

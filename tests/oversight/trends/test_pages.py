"""The pages about trends: what they say, how many queries they take, what is typed into them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.choices import Heads
from tests import factories

pytestmark = pytest.mark.django_db

ROUTES = ("", "_mending", "_structure", "_terms")
#: Queries of each page: findings, found and mended, structure, terms.
QUERIES = {"": 15, "_mending": 11, "_structure": 10, "_terms": 8}


@pytest.fixture
def county(db):
    return factories.county()


@pytest.fixture
def official(client, county):
    user = factories.user()
    factories.grant(user, county)
    client.force_login(user)
    return client


def a_month_ago():
    return timezone.localdate() - timedelta(days=40)


def school_with_past(county, nth=0):
    """Return a school with a finding that stands, one that was mended, figures and a term."""
    school, since = factories.school(jurisdiction=county), a_month_ago()
    factories.finding(school, "ORG-005", severity="error", first_seen=since)
    factories.finding(
        school, "TERM-002", first_seen=since, closed_on=since + timedelta(days=7), subject_number=f"t{nth}"
    )
    figures = {"base_units": 4, "covered_units": 3, "heads": Heads.COMBINED, "vacancies": {"secretary": 1}}
    factories.figures(school, since, **figures)
    today = timezone.localdate()
    factories.term(factories.organization(school=school), planned_end=date(today.year, 12, 31))
    return school


def address(county, topic="", kind="trends"):
    return reverse(f"oversight:jurisdiction_{kind}{topic}", args=[county.code])


@pytest.mark.parametrize("topic", ROUTES)
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(topic, number, official, county, django_assert_num_queries):
    for nth in range(number):
        school_with_past(county, nth)

    with django_assert_num_queries(QUERIES[topic]):
        assert official.get(address(county, topic)).status_code == 200


@pytest.mark.parametrize("topic", ROUTES)
def test_nothing_on_record_is_said(topic, official, county):
    answer = official.get(address(county, topic))

    assert answer.status_code == 200
    assert "<svg" in answer.text


def test_a_number_leads_to_its_list(official, county):
    school = school_with_past(county)
    page = official.get(address(county)).context["page"]
    cell = page.by_severity[0].cells[-1]

    answer = official.get(cell.url)

    assert (cell.value, answer.context["list"].page.paginator.count) == (1, 1)
    assert school.name in answer.text
    assert "ORG-005" in answer.text


def test_waivers_count_as_they_were_then(official, county):
    since, later = a_month_ago(), a_month_ago() + timedelta(days=20)
    finding = factories.finding(factories.school(jurisdiction=county), first_seen=since, is_waived=True)
    finding.spells.all().delete()
    factories.spell(finding, since, later, is_waived=False)
    factories.spell(finding, later, opened_on=since)

    query = {"first": since.isoformat(), "last": (later - timedelta(days=1)).isoformat(), "unit": "week"}
    then = official.get(address(county), query).context["page"]
    now = official.get(address(county)).context["page"]

    assert [line.cells[-1].value for line in then.by_severity] == [0, 1, 0, 0]
    assert [line.cells[-1].value for line in now.by_severity] == [0, 0, 0, 1]


def test_days_to_mend_are_those_of_the_whole_fault(official, county):
    since = a_month_ago()
    for nth, days in enumerate((2, 4, 30)):
        school = factories.school(jurisdiction=county)
        finding = factories.finding(school, first_seen=since, closed_on=since + timedelta(days=days))
        if nth == 1:
            finding.spells.all().delete()
            middle = since + timedelta(days=1)
            factories.spell(finding, since, middle)
            factories.spell(finding, middle, finding.closed_on, opened_on=since, mended=True)

    rows, (whole, cell) = official.get(address(county, "_mending")).context["page"].lasted

    assert [(one.rule, one.mended, one.median, one.most) for one, _n, _c in rows] == [("ORG-005", 3, 4, 30)]
    assert (whole.mended, cell.value, official.get(cell.url).context["list"].page.paginator.count) == (
        3,
        3,
        3,
    )


def test_a_chapter_shows_its_rules(official, county):
    school_with_past(county)

    page = official.get(address(county), {"chapter": "org"}).context["page"]

    assert [line.name.split()[0] for line in page.groups] == ["ORG-005"]


def test_schools_are_narrowed(official, county):
    school_with_past(county)
    factories.figures(factories.school(jurisdiction=county, ownership="private"), a_month_ago())

    counted = [
        official.get(address(county, "_structure"), query).context["page"].measured[-1].schools
        for query in ({}, {"ownership": "private"}, {"ownership": "public"})
    ]

    assert counted == [2, 1, 1]


def test_what_is_no_date_is_said_and_stays(official, county):
    answer = official.get(address(county), {"first": "上个月"})

    assert answer.status_code == 200
    assert 'value="上个月"' in answer.text
    assert answer.context["form"].errors["first"]


def test_what_is_above_is_shown_only_as_an_average_of_several(official, county):
    school_with_past(county)
    neighbour = factories.jurisdiction("330784", "永康市", "county", county.parent)

    def rows():
        return official.get(address(county)).context["page"].comparison.rows

    few = rows()
    for _nth in range(3):
        factories.figures(factories.school(jurisdiction=neighbour), a_month_ago())
    several = {row.name: (row.here, row.above) for row in rows()}

    assert few == []
    assert several["应当整改，每校"] == ("1.00", "0.25")
    assert several["基本单元覆盖"] == ("75%", "75%")


def test_a_school_sees_its_own_past(client, county):
    school = school_with_past(county)
    user = factories.user()
    factories.grant(user, school)
    client.force_login(user)

    answer = client.get(reverse("oversight:school_trends", args=[school.code]))
    page = answer.context["page"]

    assert [line.cells[-1].value for line in page.by_severity] == [1, 0, 0, 0]
    assert "书记、校长一人兼任" in answer.text
    listed = client.get(page.by_severity[0].cells[-1].url)
    assert listed.context["list"].page.paginator.count == 1


def test_terms_that_end_this_year(official, county):
    school_with_past(county)
    page = official.get(address(county, "_terms")).context["page"]

    cell = page.months[-1].cells[0]

    assert cell.value == 1
    assert official.get(cell.url).context["list"].page.paginator.count == 1

"""My county: totals, filters, paging, and that nothing from elsewhere is counted."""

import re

import pytest
from django.urls import reverse

from governance.choices import OrgType, Severity
from governance.models import SchoolCheck
from governance.presentation.day import Day
from governance.presentation.jurisdiction_page import JurisdictionPage
from schools.choices import JurisdictionLevel, Ownership
from schools.domain.sorting import pinyin_key
from tests import factories

pytestmark = pytest.mark.django_db


def school_named(name, **changes):
    return factories.school(name=name, sort_key=pinyin_key(name), **changes)


@pytest.fixture
def county():
    return factories.county()


@pytest.fixture
def official(county):
    user = factories.user()
    factories.grant(user, county)
    return user


@pytest.fixture
def schools(county):
    """Three schools: one with a branch, one private and covered jointly, one without anything."""
    first = school_named("云溪中学", stages=["junior"], code="3133000001")
    second = school_named("赤溪小学", ownership=Ownership.PRIVATE)
    third = school_named("游埠镇中心小学")
    factories.organization(OrgType.BRANCH, school=first)
    factories.coverage(factories.organization(OrgType.JOINT_BRANCH, school=first, level="district"), second)
    factories.finding(first, "ORG-005", severity=Severity.WARNING)
    factories.finding(first, "TERM-002", severity=Severity.ERROR)
    factories.finding(second, "ORG-005", severity=Severity.INFO)
    return first, second, third


def page_for(user, county, rf, query=""):
    return JurisdictionPage(county, user, Day.present(factories.ON), rf.get(f"/?{query}").GET)


def names(page):
    return [row.school.name for row in page.rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=name", ["赤溪小学", "游埠镇中心小学", "云溪中学"]),
        ("sort=-errors", ["云溪中学", "赤溪小学", "游埠镇中心小学"]),
        ("stage=junior", ["云溪中学"]),
        ("ownership=private", ["赤溪小学"]),
        ("org_type=branch", ["云溪中学"]),
        ("org_type=joint", ["赤溪小学"]),
        ("org_type=none", ["游埠镇中心小学"]),
        ("rule=ORG-005", ["云溪中学", "赤溪小学"]),
        ("rule=ORG-005&severity=info", ["赤溪小学"]),
        ("chapter=term", ["云溪中学"]),
        ("severity=error", ["云溪中学"]),
        ("q=溪&sort=name", ["赤溪小学", "云溪中学"]),
        ("q=31330", ["云溪中学"]),
        ("q=yxzx", ["云溪中学"]),
        ("q=YBZ", ["游埠镇中心小学"]),
        ("q=没有", []),
        ("stage=no-such-stage&sort=name", ["赤溪小学", "游埠镇中心小学", "云溪中学"]),
    ],
)
def test_filters(query, expected, official, county, schools, rf):
    assert names(page_for(official, county, rf, query)) == expected


def test_what_a_county_itself_hosts_counts_too_and_is_listed(official, county, schools, rf):
    committee = factories.organization(OrgType.COMMITTEE, jurisdiction=county, level="upper")
    retired = factories.organization(OrgType.BRANCH, parent=committee, jurisdiction=county, kind="retired")
    factories.member(schools[0], retired)
    factories.member(schools[1])

    page = page_for(official, county, rf)

    assert (page.party.committees, page.party.branches, page.party.retired_branches) == (1, 3, 1)
    assert (page.party.members.total, page.party.unplaced) == (2, 1)
    assert page.own_organizations == [factories.upper(), committee, retired]


def test_closed_and_waived_findings_do_not_count(official, county, schools, rf):
    factories.finding(schools[2], "ORG-005", closed_on=factories.ON)
    factories.finding(schools[2], "LG-001", is_waived=True)

    page = page_for(official, county, rf, "rule=ORG-005")

    assert names(page) == ["云溪中学", "赤溪小学"]
    assert page.findings.severities == {"error": 1, "warning": 1, "info": 1}
    assert page.findings.schools == {"error": 1, "warning": 1, "info": 1}


def test_totals_by_chapter_and_rule(official, county, schools, rf):
    totals = page_for(official, county, rf).findings

    assert [(c.code, c.errors, c.warnings, c.infos) for c in totals.by_chapter if c.total] == [
        ("org", 0, 1, 1),
        ("term", 1, 0, 0),
    ]
    assert [(c.code, c.total, c.schools) for c in totals.by_rule] == [("TERM-002", 1, 1), ("ORG-005", 2, 2)]


def test_schools_by_the_type_of_their_organisation(official, county, schools, rf):
    counted = {code: n for code, _name, n in page_for(official, county, rf).org_types}

    assert counted == {"committee": 0, "general_branch": 0, "branch": 1, "joint": 1, "attached": 0, "none": 1}


def test_coverage_is_rounded_down(official, county, schools, rf):
    for school, covered in zip(schools[:2], (100, 99), strict=True):
        SchoolCheck.objects.create(
            school=school,
            on=factories.ON,
            checked_at="2026-06-01T00:00Z",
            base_units=100,
            covered_units=covered,
        )

    coverage = page_for(official, county, rf).coverage

    assert (coverage.percent, coverage.covered_units, coverage.base_units, coverage.checked) == (
        99,
        199,
        200,
        2,
    )


def test_what_lies_elsewhere_is_not_counted(county, schools, rf):
    elsewhere = factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
    school_named("余杭小学", jurisdiction=elsewhere)
    everywhere = factories.user(is_superuser=True)

    assert page_for(everywhere, county, rf).total == 3
    assert page_for(everywhere, elsewhere, rf).total == 1


def test_the_province_lists_its_cities_with_their_numbers(county, schools, rf):
    province = county.get_root()
    page = page_for(factories.user(is_superuser=True), province, rf)

    assert [(c.name, c.schools_n, c.errors_n) for c in page.children] == [("金华市", 3, 1)]


def test_the_page_shows_fifty_schools_and_leads_on(client, official, county):
    for number in range(51):
        factories.school(name=f"第{number}小学")
    client.force_login(official)
    address = reverse("governance:jurisdiction", args=[county.code])

    first, last = client.get(address, {"sort": "code"}), client.get(address, {"sort": "code", "page": "2"})

    assert len(first.context["page"].rows) == 50
    assert "?sort=code&amp;page=2#schools" in first.text
    assert len(last.context["page"].rows) == 1


def test_numbers_lead_to_the_list_behind_them(client, official, county, schools):
    client.force_login(official)

    page = client.get(reverse("governance:jurisdiction", args=[county.code])).text

    for link in (
        "?severity=error#schools",
        "?org_type=joint#schools",
        "?chapter=term&amp;severity=error#schools",
        f"/jurisdictions/{county.code}/rules/TERM-002/",
    ):
        assert f'href="{link}"' in page


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow_with_the_county(number, client, official, county, django_assert_num_queries):
    for _ in range(number):
        school = factories.school()
        factories.members(2, school, factories.organization(OrgType.BRANCH, school=school))
        factories.finding(school, "ORG-005")
    client.force_login(official)

    with django_assert_num_queries(26):
        assert client.get(reverse("governance:jurisdiction", args=[county.code])).status_code == 200


def test_the_coverage_figure_leads_to_the_schools_that_are_not_covered(official, county, schools, rf):
    for school, covered in zip(schools, (3, 2, 3), strict=True):
        SchoolCheck.objects.create(
            school=school,
            on=factories.ON,
            checked_at="2026-06-01T00:00:00Z",
            rules_version="x",
            base_units=3,
            covered_units=covered,
        )

    page = page_for(official, county, rf, "coverage=below")

    assert (page.coverage.covered_units, page.coverage.base_units) == (8, 9)
    assert names(page) == [schools[1].name]


def test_what_waits_for_a_decision_is_counted_and_led_to(client, official, county, schools):
    official.is_staff = True
    official.save()
    factories.organization(OrgType.BRANCH, school=schools[2], state="submitted", activated_on=None)
    client.force_login(official)

    body = client.get(reverse("governance:jurisdiction", args=[county.code])).content.decode()

    assert "待批 1" in body
    assert "?state__exact=submitted" in body


def test_above_counties_members_are_counted_by_a_request_of_their_own(client, official, county, schools):
    city = county.parent
    factories.grant(official, city)
    client.force_login(official)
    member = re.compile(r"党员 <b class=\"number\">\d+</b>")
    part = reverse("governance:jurisdiction_party", args=[city.code])

    page = client.get(reverse("governance:jurisdiction", args=[city.code])).text
    assert f'hx-get="{part}"' in page
    assert not member.search(page)
    assert member.search(client.get(part).text)

    own = client.get(reverse("governance:jurisdiction", args=[county.code])).text
    assert "/party/" not in own
    assert member.search(own)


def test_above_counties_rules_are_counted_by_a_request_of_their_own(client, official, county, schools):
    city = county.parent
    factories.grant(official, city)
    client.force_login(official)
    part = reverse("governance:jurisdiction_failing", args=[city.code])
    line = "?rule=ORG-005#schools"

    page = client.get(reverse("governance:jurisdiction", args=[city.code])).text
    assert f'hx-get="{part}"' in page
    assert line not in page
    assert line in client.get(part).text

    own = client.get(reverse("governance:jurisdiction", args=[county.code])).text
    assert "/failing/" not in own
    assert line in own


def test_above_counties_schools_are_listed_by_a_request_of_their_own(client, official, county, schools):
    city = county.parent
    factories.grant(official, city)
    client.force_login(official)
    part = reverse("governance:jurisdiction_schools", args=[city.code])
    line = reverse("governance:school", args=[schools[0].code])

    page = client.get(reverse("governance:jurisdiction", args=[city.code]), {"sort": "name"}).text
    assert f'hx-get="{part}?sort=name"' in page
    assert line not in page
    assert line in client.get(part).text
    assert line in client.get(reverse("governance:jurisdiction", args=[city.code]), {"list": "here"}).text

    own = client.get(reverse("governance:jurisdiction", args=[county.code])).text
    assert line in own


def test_the_address_tells_what_was_asked_of_the_list(client, official, county, schools):
    client.force_login(official)
    part = reverse("governance:jurisdiction_schools", args=[county.code])
    own = reverse("governance:jurisdiction", args=[county.code])

    by_filter = client.get(
        part, {"q": "", "sort": "name"}, HTTP_HX_REQUEST="true", HTTP_HX_TRIGGER="school-filter"
    )
    emptied = client.get(part, {"q": ""}, HTTP_HX_REQUEST="true", HTTP_HX_TRIGGER="school-filter")
    by_itself = client.get(part, {"sort": "name"}, HTTP_HX_REQUEST="true")

    assert by_filter.headers["HX-Push-Url"] == f"{own}?sort=name"
    assert emptied.headers["HX-Push-Url"] == own
    assert "HX-Push-Url" not in by_itself.headers

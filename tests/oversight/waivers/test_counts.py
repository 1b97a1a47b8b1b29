"""Every number of findings equals the list it opens, open and waived, on generated data."""

from random import Random

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from governance.choices import Severity
from governance.models import Finding
from governance.presentation.day import Day
from governance.presentation.filters import SchoolFilter, with_counts
from governance.presentation.jurisdiction_page import JurisdictionPage
from governance.presentation.rule_page import RulePage
from governance.rules.catalogue import all_rules
from schools.models import School
from tests import factories

pytestmark = pytest.mark.django_db

RULES = ("ORG-005", "ORG-013", "SEC-001", "LIF-001", "TERM-002")


@pytest.fixture(params=range(6))
def county(request):
    """A county with findings drawn at random: open, waived, mended, mended while waived."""
    rng = Random(request.param)  # noqa: S311 -- the same each time
    place = factories.county()
    for school in [factories.school(jurisdiction=place) for _ in range(4)]:
        for rule in RULES:
            for serial in range(rng.randrange(3)):
                factories.finding(
                    school,
                    rule,
                    subject_number=f"{school.code}-{serial}",
                    severity=rng.choice(Severity.values),
                    is_waived=rng.random() < 0.4,
                    closed_on=factories.ON if rng.random() < 0.2 else None,
                )
    return place


def day():
    return Day.present(timezone.localdate())


def page_of(county, **asked):
    query = QueryDict(mutable=True)
    query.update(asked)
    return JurisdictionPage(county, factories.user(is_superuser=True), day(), query)


def listed(school_filter, county):
    schools = SchoolFilter(school_filter).narrow(School.objects.filter(jurisdiction=county))
    return set(schools.values_list("pk", flat=True))


def test_totals_equal_their_lists(county):
    totals = page_of(county).findings
    rows = list(Finding.objects.filter(closed_on=None))
    assert rows

    assert totals.waived == sum(f.is_waived for f in rows)
    assert sum(totals.severities.values()) == sum(not f.is_waived for f in rows)
    assert totals.waived + sum(totals.severities.values()) == len(rows)
    assert totals.waived_schools == len(listed({"severity": "waived"}, county))
    for severity in Severity.values:
        assert totals.schools[severity] == len(listed({"severity": severity}, county))


def test_rules_and_chapters_add_up(county):
    totals = page_of(county).findings

    for attribute in ("errors", "warnings", "infos", "waived"):
        by_rule = sum(getattr(rule, attribute) for rule in totals.by_rule)
        assert by_rule == sum(getattr(chapter, attribute) for chapter in totals.by_chapter)
    for rule in totals.by_rule:
        found = Finding.objects.filter(rule=rule.code, closed_on=None)
        assert rule.total == found.filter(is_waived=False).count()
        assert rule.waived == found.filter(is_waived=True).count()
        assert rule.schools == len(listed({"rule": rule.code}, county))


def test_the_rows_of_the_list_add_up_to_the_totals(county):
    page = page_of(county)
    schools = list(with_counts(School.objects.filter(jurisdiction=county)))

    assert sum(school.waived for school in schools) == page.findings.waived
    for name, severity in (("errors", "error"), ("warnings", "warning"), ("infos", "info")):
        assert sum(getattr(s, name) for s in schools) == page.findings.severities[severity]
    cells = sum(n for row in page.rows for _code, n in row.chapters)
    assert cells == sum(page.findings.severities.values())


def test_the_page_of_a_rule_shows_what_the_county_counts(county):
    totals = page_of(county).findings
    user = factories.user(is_superuser=True)

    for counted in totals.by_rule:
        page = RulePage(all_rules()[counted.code], user, day(), place=county)
        assert page.page.paginator.count == counted.total
        assert page.waived_count == len(page.waived_rows) == counted.waived
        assert page.schools == counted.schools


def test_the_page_of_a_school_shows_what_the_list_counts(county, client):
    client.force_login(factories.user(is_superuser=True))
    for school in with_counts(School.objects.filter(jurisdiction=county)):
        page = client.get(reverse("governance:school", args=[school.code])).context["page"]

        assert (
            sum(page.counts.values()) == len(page.findings) == school.errors + school.warnings + school.infos
        )
        assert len(page.waived) == school.waived

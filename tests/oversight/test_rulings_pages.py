"""Lists of waivers, attestations and local rules: as many queries for one row as for three."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.choices import OrgType
from tests import factories

pytestmark = pytest.mark.django_db

FAR = date(2030, 1, 1)


@pytest.fixture
def county():
    return factories.county()


@pytest.fixture
def official(client, county):
    client.force_login(factories.grant(factories.user(), county).user)
    return client


def with_everything(county):
    """A school with a request, a waiver, an attestation and a statement."""
    school = factories.school(jurisdiction=county)
    factories.members(4, school, factories.organization(OrgType.BRANCH, school=school))
    factories.waiver_request(school, factories.finding(school, "LG-001"))
    factories.waiver(school, "SEC-001", "school", school.code, end=FAR)
    factories.attestation(school, "LIF-006", end=FAR)
    factories.statement(school)
    return school


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("route", "query", "most"),
    [
        ("jurisdiction_waivers", "?view=asked", 20),
        ("jurisdiction_waivers", "?view=in_force", 45),
        ("jurisdiction_attestations", "", 45),
        ("jurisdiction_attestations", "?status=handed_in", 45),
        ("local_rules", "", 20),
    ],
)
def test_queries_do_not_grow_with_the_county(official, county, route, query, most):
    address = reverse(f"oversight:{route}", args=[county.code]) + query
    with_everything(county)
    official.get(address)
    for_one = queries(official, address)
    for _ in range(2):
        with_everything(county)

    assert queries(official, address) == for_one <= most


def test_the_lists_show_every_row(official, county):
    schools = [with_everything(county) for _ in range(3)]

    for view in ("asked", "in_force"):
        answer = official.get(reverse("oversight:jurisdiction_waivers", args=[county.code]), {"view": view})
        assert answer.context["page"].counts[view] == len(answer.context["page"].rows) == 3
    matrix = official.get(reverse("oversight:jurisdiction_attestations", args=[county.code])).context["page"]
    assert {row.school for row in matrix.rows} == set(schools)


def test_numbers_of_the_views_equal_their_lists(official, county):
    with_everything(county)
    school = with_everything(county)
    factories.waiver(school, "SEC-002", "school", school.code, start=date(2020, 1, 1), end=date(2021, 1, 1))
    factories.waiver(school, "SEC-006", "school", school.code, start=date(2029, 1, 1), end=FAR)
    address = reverse("oversight:jurisdiction_waivers", args=[county.code])
    counts = official.get(address).context["page"].counts

    listed = {
        view: official.get(address, {"view": view}).context["page"].page.paginator.count for view in counts
    }

    assert counts == listed
    assert (counts["ended"], counts["coming"], counts["in_force"], counts["asked"]) == (1, 1, 2, 2)


def test_a_filter_narrows_numbers_and_list_alike(official, county):
    school = with_everything(county)
    with_everything(county)
    address = reverse("oversight:jurisdiction_waivers", args=[county.code])

    page = official.get(address, {"view": "in_force", "q": school.code}).context["page"]

    assert [row.waiver.school for row in page.rows] == [school]
    assert page.counts["in_force"] == 1
    assert (
        official.get(address, {"view": "in_force", "rule": "ORG-005"}).context["page"].counts["in_force"] == 0
    )


def test_nothing_typed_is_lost(official, county):
    address = reverse("oversight:local_setting", args=[county.code, "parameter", "BRANCH_MAX"])

    answer = official.get(address, {"value": "60", "document_number": "一号", "start": "2030-01-01"})

    assert answer.status_code == 422
    assert 'value="60"' in answer.text
    assert 'value="一号"' in answer.text


def test_a_viewer_looks_and_sets_nothing(client, county):
    from accounts.models import GrantRole

    client.force_login(factories.grant(factories.user(), county, GrantRole.VIEWER).user)
    address = reverse("oversight:local_setting", args=[county.code, "parameter", "BRANCH_MAX"])

    assert client.get(address).status_code == 200
    assert client.get(address, {"value": "30"}).status_code == 403
    assert client.post(address, {"value": "30"}).status_code == 403


def test_a_number_fixed_by_regulation_is_set_by_nobody(official, county):
    address = reverse("oversight:local_setting", args=[county.code, "parameter", "MIN_FULL_BRANCH"])

    assert official.get(address).status_code == 200
    given = {"value": "3", "document_number": "一号", "start": "2030-01-01"}
    assert official.post(address, given).status_code == 403

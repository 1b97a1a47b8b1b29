"""Every list and every row that can be read: what is there, and to whom."""

import pytest

from tests import factories
from tests.api.asking import Caller
from tests.structures import general_branch

pytestmark = pytest.mark.django_db

LISTS = (
    "/jurisdictions", "/schools", "/organizations", "/units", "/people", "/posts", "/assignments",
    "/memberships", "/terms", "/leading-groups", "/findings", "/plans", "/changes", "/notices", "/waivers",
    "/rounds", "/filings", "/attestations",
)  # fmt: skip


@pytest.fixture
def structure():
    return general_branch()


def caller(scope, role=""):
    user = factories.user()
    factories.grant(user, scope, role)
    return Caller(user)


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_pages(structure, path):
    asked = caller(factories.county())

    page = asked.read(path)

    assert list(page) == ["items", "next"]


def test_a_school_is_read_with_its_version(structure):
    asked = caller(structure.school)

    answer = asked.get(f"/schools/{structure.school.code}")

    assert answer.json()["name"] == structure.school.name
    assert answer.headers["ETag"].startswith(f'W/"{structure.school.version}-')


def test_the_structure_names_organisations_units_and_holders(structure):
    found = caller(structure.school).read(f"/schools/{structure.school.code}/structure")

    assert [one["number"] for one in found["organizations"]] == [
        structure.root.number, *(branch.number for branch in structure.branches),
    ]  # fmt: skip
    assert [one["units"] for one in found["organizations"]][1:] == [[unit.number] for unit in structure.units]
    held = {(post["role"], post["person"]["name"]) for post in found["organizations"][1]["posts"]}
    assert held == {("secretary", structure.people[0].name)}

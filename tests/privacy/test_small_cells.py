"""Above the schools no number by political status points at a handful of people."""

import pytest
from django.urls import reverse

from governance.choices import OrgType
from governance.presentation.members import Members
from tests import factories


@pytest.mark.parametrize(
    ("members", "is_told"),
    [
        (Members(12, 0, 0), True),
        (Members(12, 5, 0), True),
        (Members(12, 1, 0), False),
        (Members(4, 0, 0), False),
        (Members(12, 0, 4), False),
        (Members(0, 0, 0), True),
    ],
)
def test_a_small_part_is_not_told(members, is_told):
    assert (members.coarse == str(members)) is is_told


def test_the_page_of_the_county_tells_the_sum_alone(db, client):
    county = factories.county()
    school = factories.school(jurisdiction=county)
    branch = factories.organization(OrgType.BRANCH, school=school)
    factories.members(3, school, branch)
    client.force_login(factories.grant(factories.user(), county, "viewer").user)

    address = reverse("governance:jurisdiction_party", args=[county.code])

    page = client.get(address)

    assert page.context["page"].party.members.total == 3
    assert "不足5人的分项" in page.text
    assert "正式党员3人" not in page.text

    factories.members(9, school, branch)
    page = client.get(address)
    assert "不足5人的分项" not in page.text
    assert "正式党员12人" in page.text

"""Who may do what, and the sentence that says why not."""

import pytest

from accounts.models import GrantRole
from accounts.permissions import (
    may_approve,
    may_edit,
    may_edit_jurisdiction,
    may_export,
    may_see_people,
)
from schools.choices import JurisdictionLevel
from tests import factories

pytestmark = pytest.mark.django_db

#: visitor: edit, approve, export, see people
SCHOOL = {
    "superuser": (True, True, True, True),
    "administrator": (True, False, True, True),
    "official": (False, True, True, True),
    "province": (False, True, True, True),
    "viewer": (False, False, False, False),
    "county viewer": (False, False, False, False),
    "neighbour": (False, False, False, False),
    "outsider": (False, False, False, False),
    "former": (False, False, False, False),
    "stranger": (False, False, False, False),
}


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def someone(school):
    """Return the user of the name."""

    def make(name):
        county = school.jurisdiction
        user = factories.user(is_superuser=name == "superuser")
        grants = {
            "administrator": lambda: factories.grant(user, school),
            "official": lambda: factories.grant(user, county),
            "province": lambda: factories.grant(user, county.get_root()),
            "viewer": lambda: factories.grant(user, school, GrantRole.VIEWER),
            "county viewer": lambda: factories.grant(user, county, GrantRole.VIEWER),
            "neighbour": lambda: factories.grant(user, factories.school(jurisdiction=county)),
            "outsider": lambda: factories.grant(
                user, factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
            ),
            "former": lambda: factories.grant(user, school, end=factories.ON.replace(year=2021)),
        }
        grants.get(name, lambda: None)()
        return user

    return make


@pytest.mark.parametrize("name", SCHOOL)
def test_on_a_school(name, someone, school):
    user = someone(name)

    asked = (may_edit, may_approve, may_export, may_see_people)
    assert tuple(bool(may(user, school)) for may in asked) == SCHOOL[name]


@pytest.mark.parametrize("name", SCHOOL)
def test_on_the_county(name, someone, school):
    user = someone(name)

    expected = name in {"superuser", "official", "province"}
    assert bool(may_edit_jurisdiction(user, school.jurisdiction)) is expected
    assert bool(may_export(user, school.jurisdiction)) is expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("official", "学校结构由学校管理员登记，主管部门负责审核。"),
        ("viewer", "只有本校的学校管理员可以修改。"),
    ],
)
def test_a_refusal_says_why(name, reason, someone, school):
    assert may_edit(someone(name), school).reason == reason


def test_grants_are_read_once(someone, school, django_assert_num_queries):
    user = someone("administrator")

    with django_assert_num_queries(1):
        assert may_edit(user, school)
        assert may_export(user, school)
        assert not may_approve(user, school)

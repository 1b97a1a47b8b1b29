"""Who may do what, and the sentence that says why not."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AccessGrant, GrantRole
from accounts.permissions import (
    may_approve,
    may_edit,
    may_edit_branch,
    may_edit_jurisdiction,
    may_export,
    may_review,
    may_see_members,
    may_see_people,
    sees_anything,
)
from governance.choices import OrgType
from schools.choices import JurisdictionLevel
from schools.models import School
from tests import factories

pytestmark = pytest.mark.django_db

#: visitor: edit, approve, review, export, see people
SCHOOL = {
    "superuser": (True, True, True, True, True),
    "administrator": (True, False, False, True, True),
    "official": (False, True, True, True, True),
    "province": (False, True, True, True, True),
    "reviewer": (False, False, True, False, True),
    "reviewer of the school": (False, False, True, False, True),
    "editor": (False, False, False, False, False),
    "viewer": (False, False, False, False, False),
    "county viewer": (False, False, False, False, False),
    "system": (False, False, False, False, False),
    "security": (False, False, False, False, False),
    "auditor": (False, False, False, False, False),
    "neighbour": (False, False, False, False, False),
    "outsider": (False, False, False, False, False),
    "former": (False, False, False, False, False),
    "stranger": (False, False, False, False, False),
}
SEEING = {
    "superuser", "administrator", "official", "province", "reviewer", "reviewer of the school", "editor",
    "viewer", "county viewer",
}  # fmt: skip


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
            "reviewer": lambda: factories.grant(user, county, GrantRole.REVIEWER),
            "reviewer of the school": lambda: factories.grant(user, school, GrantRole.REVIEWER),
            "editor": lambda: factories.grant(user, factories.organization(OrgType.BRANCH, school=school)),
            "system": lambda: factories.grant(user, county, GrantRole.SYSTEM),
            "security": lambda: factories.grant(user, county, GrantRole.SECURITY),
            "auditor": lambda: factories.grant(user, county, GrantRole.AUDITOR),
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

    asked = (may_edit, may_approve, may_review, may_export, may_see_people)
    assert tuple(bool(may(user, school)) for may in asked) == SCHOOL[name]


@pytest.mark.parametrize("name", SCHOOL)
def test_on_the_county(name, someone, school):
    user = someone(name)

    expected = name in {"superuser", "official", "province"}
    assert bool(may_edit_jurisdiction(user, school.jurisdiction)) is expected
    assert bool(may_export(user, school.jurisdiction)) is expected


@pytest.mark.parametrize("name", SCHOOL)
def test_what_is_seen(name, someone, school):
    user = someone(name)

    assert School.objects.visible_to(user).filter(pk=school.pk).exists() is (name in SEEING)
    assert sees_anything(user) is (name in SEEING | {"neighbour", "outsider"})


def test_an_editor_edits_his_branch_and_what_is_below_it(school):
    root = factories.organization(OrgType.GENERAL_BRANCH, school=school)
    own, other = (factories.organization(OrgType.BRANCH, parent=root) for _ in range(2))
    below = factories.organization(OrgType.GROUP, parent=own)
    user = factories.grant(factories.user(), own).user

    asked = {"root": root, "own": own, "below": below, "other": other}
    for may in (may_edit_branch, may_see_members):
        assert {name for name, one in asked.items() if may(user, one)} == {"own", "below"}


def test_a_grant_on_a_branch_of_another_school_is_refused_and_opens_nothing(school):
    other = factories.organization(OrgType.BRANCH, school=factories.school())
    grant = factories.grant(factories.user(), other)
    AccessGrant.objects.filter(pk=grant.pk).update(school=school)
    grant.refresh_from_db()

    with pytest.raises(ValidationError) as problem:
        grant.full_clean()
    assert problem.value.message_dict == {"organization": ["这个党组织不属于所选的学校。"]}
    assert not may_edit_branch(grant.user, other)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("official", "学校结构由学校管理员登记，主管部门负责审核。"),
        ("reviewer", "学校结构由学校管理员登记，主管部门负责审核。"),
        ("editor", "支部编辑只办理本支部的党员和职务，其他事项由学校管理员办理。"),
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

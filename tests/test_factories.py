"""The rows of the factories are valid, and valid together."""

import pytest
from django.db import connection, transaction

from governance.choices import BodyKind, OrgType, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_school_made_by_the_factories_passes_every_validation():
    school = make.school()
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    branch = make.organization(parent=top)
    unit = make.unit(school)
    member = make.member(school, branch)
    group = make.leading_group(school)
    rows = [
        school,
        top,
        branch,
        unit,
        member,
        group,
        make.term(branch),
        make.host_unit(branch, unit),
        make.unit_membership(unit, member),
        make.assign(member, branch),
        make.assign(member, school, Role.PRINCIPAL),
        make.assign(member, unit, Role.UNIT_HEAD),
        make.assign(member, group, Role.HEAD),
        make.document(school),
        make.affiliation(school),
        make.restriction(member),
        make.parameter("BRANCH_MAX", 40),
        make.enforcement("ORG-014", "report"),
        make.waiver(school, "ORG-005", "school", school.code),
        make.finding(school),
        make.grant(make.user(), school),
        make.grant(make.user(), make.county()),
    ]
    for row in rows:
        row.full_clean(exclude=["password"])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_joint_branch_covers_two_schools():
    first, second = make.school(), make.school()
    joint = make.organization(OrgType.JOINT_BRANCH, school=first)
    make.coverage(joint, first)
    make.coverage(joint, second)
    make.coverage(joint, other_unit="演示村")
    assert joint.coverages.count() == 3


def test_a_post_belongs_to_the_body_it_was_made_for():
    school = make.school()
    assert make.post(school, Role.PRINCIPAL).body == school
    assert make.post(school, Role.PRINCIPAL) == make.post(school, Role.PRINCIPAL)
    assert make.post(make.unit(school), Role.UNIT_HEAD).body_kind == BodyKind.UNIT


def test_the_county_lies_in_its_city_and_province():
    place = make.county()
    assert [j.code for j in place.get_ancestors()] == ["330000", "330700"]
    assert make.county() == place
    assert make.upper().jurisdiction == place

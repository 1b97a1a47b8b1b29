"""Every way to write a row leaves exactly one record of it."""

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import AuditRecord
from governance.choices import OrgType
from governance.domain.act import Act
from governance.domain.units import unit_rename
from governance.plans.drafting import plan_create, step_add
from governance.plans.staging import staged
from schools.models import Person
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.figure("ways to write a row that leave not exactly one record of it", "none"),
]


def records(action="", **where):
    """Return the records of people, oldest first."""
    where = {"subject": "schools_person", **where}
    found = AuditRecord.objects.filter(**where).order_by("pk")
    return list(found.filter(action=action) if action else found)


@pytest.fixture
def people(db):
    """Three people; what was recorded until now is not counted."""
    school = factories.school()
    return [factories.person(school) for _ in range(3)]


def since(start):
    return [(one.action, one.subject_id) for one in records(pk__gt=start)]


def mark():
    newest = AuditRecord.objects.first()
    return newest.pk if newest else 0


def test_save(people):
    start = mark()
    people[0].name = "甲"
    people[0].save()

    assert since(start) == [("update", str(people[0].pk))]


def test_save_of_nothing_new_is_no_change(people):
    start = mark()
    Person.objects.filter(pk=people[0].pk).update(name=people[0].name)

    assert since(start) == []


def test_create_and_delete(people):
    start = mark()
    person = factories.person(people[0].school)
    key = str(person.pk)
    person.delete()

    assert since(start) == [("insert", key), ("delete", key)]


def test_bulk_create(people):
    school = people[0].school
    start = mark()
    made = Person.objects.bulk_create(
        Person(school=school, number=f"P-{number}", name="乙") for number in range(900_001, 900_011)
    )

    assert since(start) == [("insert", str(one.pk)) for one in made]


def test_bulk_update(people):
    start = mark()
    for number, person in enumerate(people):
        person.name = f"丙{number}"
    Person.objects.bulk_update(people, ["name"])

    assert sorted(since(start)) == sorted(("update", str(one.pk)) for one in people)


def test_update_of_a_queryset(people):
    start = mark()
    Person.objects.filter(school=people[0].school).update(name="丁")

    assert sorted(since(start)) == sorted(("update", str(one.pk)) for one in people)


def test_raw_sql(people):
    start = mark()
    with connection.cursor() as cursor:
        cursor.execute("-- why\nUPDATE schools_person SET name = 'raw' WHERE id = %s", [people[0].pk])
        cursor.execute("DELETE FROM schools_person WHERE id = %s", [people[1].pk])

    assert since(start) == [("update", str(people[0].pk)), ("delete", str(people[1].pk))]


def test_raw_sql_behind_a_common_table_expression(people):
    start = mark()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH them AS (SELECT id FROM schools_person) "
            "UPDATE schools_person SET name = 'raw' WHERE id IN (SELECT id FROM them)"
        )

    assert len(since(start)) == 3


def test_upsert(people):
    start = mark()
    Person.objects.bulk_create(
        [Person(id=people[0].pk, school=people[0].school, number=people[0].number, name="戊")],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name"],
    )

    assert since(start) == [("update", str(people[0].pk))]


def test_a_form_of_the_desk(client):
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    user = factories.user()
    start = mark()
    answer = client.post(
        reverse("admin:accounts_user_change", args=[user.pk]),
        {"username": user.username, "display_name": "新名", "is_active": "on", "new_password": ""},
    )

    found = records(subject="accounts_user", pk__gt=start)
    assert answer.status_code == 302
    assert [(one.action, one.subject_id, one.after) for one in found] == [
        ("update", str(user.pk), {"display_name": "新名"})
    ]


def test_an_operation_and_its_reason():
    school = factories.school()
    user = factories.grant(factories.user(), school).user
    unit = factories.unit(school)
    start = mark()
    act = Act(actor=user, today=factories.ON, reason="更正名称")
    unit_rename(act=act, unit=unit, name="新的名称")
    found = records(subject="schools_unit", pk__gt=start)

    assert [(one.action, one.reason) for one in found] == [("update", "更正名称")]


def test_a_preview_leaves_nothing():
    school = factories.school()
    user = factories.grant(factories.user(), school).user
    branch = factories.organization(OrgType.BRANCH, school=school)
    plan = plan_create(user=user, school=school, title="调整支部", effective_on=factories.ON)
    arguments = {"organization": branch.number, "full_name": "中共演示新名支部委员会"}
    step_add(user=user, plan=plan, action="organization_rename", arguments=arguments)
    start = mark()
    with staged(plan, user=user, today=factories.ON):
        assert records(subject="governance_partyorganization", action="update", pk__gt=start) != []

    assert mark() == start


def test_numbers_of_trees_leave_no_record_but_for_jurisdictions():
    school = factories.school()
    first = factories.unit(school)
    start = mark()
    factories.unit(school, parent=first)

    assert [one.action for one in records(subject="schools_unit", pk__gt=start)] == ["insert"]

    start = mark()
    below = factories.jurisdiction(code="330799", name="下属", parent=school.jurisdiction)
    found = records(subject="schools_jurisdiction", pk__gt=start)
    assert [(one.action, one.subject_id) for one in found if one.action == "insert"] == [
        ("insert", str(below.pk))
    ]
    assert {name for one in found if one.action == "update" for name in one.after} <= {"lft", "rght"}

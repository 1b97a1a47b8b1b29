"""What auditors read, which of it, and that they did."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import GrantRole
from accounts.permissions import may_audit
from audit import context
from audit.choices import Action
from audit.models import AuditRecord
from audit.reading import AUDITOR, PAGE_SIZE, may_read
from schools.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return factories.county()


@pytest.fixture
def school(county):
    return factories.school(jurisdiction=county)


@pytest.fixture
def auditor(county):
    user = factories.user("auditor-1")
    factories.grant(user, county, GrantRole.AUDITOR)
    return user


@pytest.fixture
def visitor(client, auditor):
    client.force_login(auditor)
    return client


def listed(answer):
    return [one["row"].pk for one in answer.context["page"]]


def test_the_role_has_one_name():
    assert AUDITOR == GrantRole.AUDITOR


def test_who_reads(school):
    clerk = factories.user()
    factories.grant(clerk, school)

    for user, expected in ((clerk, False), (factories.user(is_superuser=True), True)):
        assert (may_read(user), bool(may_audit(user))) == (expected, expected)


def test_an_auditor_sees_no_school(visitor, auditor, school):
    assert (may_read(auditor), bool(may_audit(auditor))) == (True, True)
    assert visitor.get(reverse("governance:school", args=[school.code])).status_code == 404
    assert visitor.get("/").url == reverse("audit:records")


def test_an_auditor_reads_what_belongs_to_his_jurisdiction_and_nothing_else(client, school):
    elsewhere = factories.jurisdiction(code="320000", name="外省")
    inside = factories.person(school)
    outside = factories.person(factories.school(jurisdiction=elsewhere))
    below = factories.jurisdiction(code="330799", name="下属", parent=school.jurisdiction)
    user = factories.user()
    factories.grant(user, below, GrantRole.AUDITOR)
    own = factories.person(factories.school(jurisdiction=below))
    client.force_login(user)
    seen = {
        one["row"].subject_id
        for one in client.get(reverse("audit:records"), {"subject": "schools_person"}).context["page"]
    }

    assert seen == {str(own.pk)}
    assert {str(inside.pk), str(outside.pk)} & seen == set()


def test_a_record_outside_does_not_exist(client, school):
    below = factories.jurisdiction(code="330799", name="下属", parent=school.jurisdiction)
    user = factories.user()
    factories.grant(user, below, GrantRole.AUDITOR)
    factories.person(school)
    found = AuditRecord.objects.filter(subject="schools_person").first()
    client.force_login(user)

    assert client.get(reverse("audit:record", args=[found.pk])).status_code == 404


def test_looking_is_on_record(visitor, auditor):
    visitor.get(reverse("audit:records"), {"actor": "somebody", "action": "delete"})
    found = AuditRecord.objects.filter(action=Action.LOOK).get()

    assert (found.actor_id, found.detail) == (
        auditor.pk,
        {"asked": {"actor": "somebody", "action": "delete"}},
    )


@pytest.mark.parametrize(
    "question",
    [
        {"actor": "clerk-1"},
        {"kind": "user"},
        {"action": "update", "actor": "clerk-1"},
        {"subject": "schools_person", "subject_id": "{person}", "action": "update"},
        {"request": "{request}", "subject": "schools_person"},
    ],
)
def test_questions(visitor, school, question):
    clerk = factories.user("clerk-1")
    factories.grant(clerk, school)
    person = factories.person(school)
    acting = context.Context("visitor", "-", request="ab12", asker=lambda: clerk)
    with context.acting(acting):
        Person.objects.filter(pk=person.pk).update(name="改名")
    wanted = AuditRecord.objects.filter(request="ab12").get().pk
    asked = {name: value.format(person=person.pk, request="ab12") for name, value in question.items()}

    assert listed(visitor.get(reverse("audit:records"), asked)) == [wanted]


def test_days(visitor, school):
    factories.person(school)
    where = {"subject": "schools_person"}

    assert len(listed(visitor.get(reverse("audit:records"), where))) == 1
    assert listed(visitor.get(reverse("audit:records"), {**where, "last": "2020-01-01"})) == []
    assert len(listed(visitor.get(reverse("audit:records"), {**where, "first": "2020-01-01"}))) == 1


def test_a_question_that_cannot_be_meant_is_answered_on_the_form(visitor):
    answer = visitor.get(reverse("audit:records"), {"first": "yesterday"})

    assert listed(answer) == []
    assert answer.context["filter"].errors.keys() == {"first"}


def test_pages_go_on_by_key(visitor, school):
    for _ in range(PAGE_SIZE + 3):
        factories.person(school)
    where = {"subject": "schools_person"}
    first = visitor.get(reverse("audit:records"), where)
    second = visitor.get(reverse("audit:records"), {**where, "before": first.context["next"]})

    assert (len(listed(first)), len(listed(second))) == (PAGE_SIZE, 3)
    assert listed(first) + listed(second) == sorted(set(listed(first) + listed(second)), reverse=True)
    assert second.context["next"] is None


def test_before_and_after_without_names(visitor, school):
    person = factories.person(school, name="王小演示")
    Person.objects.filter(pk=person.pk).update(name="李小演示")
    found = AuditRecord.objects.filter(subject="schools_person", action="update").get()
    text = visitor.get(reverse("audit:record", args=[found.pk])).content.decode()

    assert found.before == {"name": "王小演示"}
    assert "已脱敏，4 字" in text
    assert "王小演示" not in text
    assert "李小演示" not in text


def test_a_file(visitor, school):
    person = factories.person(school, name="王小演示")
    answer = visitor.get(reverse("audit:records_csv"), {"subject": "schools_person"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))

    assert [row[9] for row in rows[1:]] == [str(person.pk)]
    assert "王小演示" not in answer.content.decode()
    assert AuditRecord.objects.filter(action=Action.DOWNLOAD, subject="audit:records_csv").count() == 1


def test_a_file_has_no_formulas(visitor, school):
    with context.acting(context.job("=1+1")):
        factories.person(school)
    answer = visitor.get(reverse("audit:records_csv"), {"subject": "schools_person"})

    assert next(csv.reader(StringIO(answer.content.decode().splitlines()[1])))[4] == "'=1+1"


def test_as_many_queries_for_three_as_for_one(visitor, school):
    def count():
        with CaptureQueriesContext(connection) as queries:
            visitor.get(reverse("audit:records"), {"subject": "schools_person"})
        return len(queries)

    factories.person(school)
    count()
    one = count()
    factories.person(school)
    factories.person(school)
    assert count() == one

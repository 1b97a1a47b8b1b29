"""The scope goes with the transaction: to no other request, no other transaction, no other borrower."""

from contextlib import suppress

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from psycopg.pq import TransactionStatus

from audit import context
from audit.models import AuditRecord
from schools.models import Person
from schools.row_security.scope import across_schools
from tests import factories
from tests.row_security.people import asked_by, asked_by_nobody

TIMES = 1000
_TOLD = (
    "SELECT current_setting('lz.reads', true), current_setting('lz.writes', true), "
    "coalesce(current_setting('lz.schools', true), '')"
)


@pytest.fixture
def two():
    schools = factories.school(), factories.school()
    users = factories.user(), factories.user()
    for user, school in zip(users, schools, strict=True):
        factories.grant(user, school, "administrator")
        factories.person(school)
    return list(zip(users, schools, strict=True))


def status():
    return connection.connection.pgconn.transaction_status


def told_to_fresh_transaction():
    """What the session says by itself, past everything that tells it."""
    return connection.connection.execute(_TOLD).fetchone()


@pytest.mark.django_db(transaction=True)
def test_reads_of_one_scope_share_a_transaction_and_leave_nothing(two):
    (user, school), _other = two
    connection.ensure_connection()

    with asked_by(user):
        assert Person.objects.get().school == school
        assert status() == TransactionStatus.INTRANS
        assert Person.objects.count() == 1

    connection.let_go()
    assert status() == TransactionStatus.IDLE
    assert told_to_fresh_transaction() == ("all", "all", "")


@pytest.mark.django_db(transaction=True)
def test_a_pool_lent_a_thousand_times_leaks_nothing(two):
    (user, school), (other, others_school) = two
    found = []

    for nth in range(TIMES // 4):
        with asked_by(user):
            found.append(Person.objects.values_list("school", flat=True).get() == school.pk)
        connection.close()
        with asked_by_nobody():
            found.append(Person.objects.exists() is False)
        connection.close()
        with asked_by(other), transaction.atomic():
            found.append(Person.objects.values_list("school", flat=True).get() == others_school.pk)
        connection.close()
        connection.ensure_connection()
        found.append(told_to_fresh_transaction() == ("all", "all", ""))
        connection.close()
        assert all(found), nth

    assert len(found) == TIMES


@pytest.mark.django_db(transaction=True)
def test_a_write_is_committed_at_once_and_a_failure_undone(two):
    (user, school), _other = two

    with asked_by(user):
        Person.objects.filter(school=school).update(name="演示新名")
        assert status() == TransactionStatus.IDLE
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute('SELECT "nothing" FROM schools_school')
        assert status() == TransactionStatus.IDLE
        assert Person.objects.get().name == "演示新名"
    connection.let_go()


@pytest.mark.django_db(transaction=True)
def test_each_of_several_writes_says_who_makes_it(two):
    (user, school), _other = two
    before = AuditRecord.objects.count()

    with asked_by(user), context.acting(context.job("演示")):
        for name in ("甲", "乙"):
            Person.objects.filter(school=school).update(name=name)
            connection.let_go()

    assert [one.actor for one in AuditRecord.objects.order_by("-pk")[:2]] == ["演示", "演示"]
    assert AuditRecord.objects.count() == before + 2


@pytest.mark.django_db
def test_the_scope_changes_inside_a_transaction_and_survives_its_parts(two):
    (user, school), (other, others_school) = two

    with asked_by(user):
        with suppress(ZeroDivisionError), transaction.atomic(), across_schools("a test"):
            assert Person.objects.filter(school__in=[school, others_school]).count() == 2
            raise ZeroDivisionError
        assert Person.objects.get().school == school
        with transaction.atomic(), asked_by(other):
            assert Person.objects.get().school == others_school
        assert Person.objects.get().school == school

    assert Person.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_can_still_be_asked_for_first(two):
    (user, school), _other = two

    with asked_by(user), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        assert Person.objects.get().school == school


@pytest.mark.django_db(transaction=True)
def test_a_file_written_while_it_is_read_has_the_scope_of_its_request(two):
    (user, school), _other = two
    client = Client()
    client.force_login(user)

    answer = client.post(reverse("governance:school_export", args=[school.code]), {"purpose": "work"})
    text = b"".join(answer.streaming_content).decode()

    assert school.name in text


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_an_error_and_the_next_request_is_served(two):
    (user, school), _other = two
    with asked_by(user):
        assert Person.objects.count() == 1
        connection.connection.pgconn.finish()
        with pytest.raises(OperationalError):
            Person.objects.count()
        connection.close()
        assert Person.objects.get().school == school
    connection.let_go()

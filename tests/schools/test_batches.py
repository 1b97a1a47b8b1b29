"""Rows written many at once are as if each had been saved."""

from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from governance.models import ChangeSet
from schools.choices import PoliticalStatus
from schools.domain import batches
from schools.domain.batches import Batch
from schools.models import Employment, Person, Unit
from tests import factories

pytestmark = pytest.mark.django_db

AWKWARD = ('欧阳"娜"\'娜\\', "a,b{c}", "换\n行\t", "%s %(x)s", "𠮷<script>")


def values(row):
    """Return what the database has of the row, but for its key."""
    row = type(row).objects.get(pk=row.pk)
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}


def person(school, number, name):
    return Person(
        school=school,
        number=number,
        name=name,
        political_status=PoliticalStatus.FULL,
        joined_on=date(2001, 2, 28),
    )


def test_texts_days_and_empty_values_are_those_of_a_row_saved_by_itself():
    school = factories.school()
    batch = Batch()
    many = [batch.add(person(school, f"R1{nth}", name)) for nth, name in enumerate(AWKWARD)]
    batch.save()

    for nth, name in enumerate(AWKWARD):
        one = person(school, f"R2{nth}", name)
        one.save()
        assert values(many[nth]) == {**values(one), "number": f"R1{nth}"}
        assert values(one)["name"] == name


@pytest.mark.parametrize(
    "period",
    [
        DateRange(date(2020, 1, 1), None, "[)"),
        DateRange(date(2020, 1, 1), date(2020, 12, 31), "[]"),
        DateRange(None, date(2021, 1, 1), "[)"),
    ],
)
def test_a_period_keeps_its_ends(period):
    school = factories.school()
    someone = factories.person(school)
    batch = Batch()
    row = batch.add(Employment(person=someone, school=school, period=period))

    if period.lower is None:
        with pytest.raises(Exception, match="employment"):
            batch.save()
        return
    batch.save()

    end = date(2021, 1, 1) if period.upper else None
    assert Employment.objects.get(pk=row.pk).period == DateRange(date(2020, 1, 1), end, "[)")


def test_lists_and_what_is_kept_as_json_come_back():
    school = factories.school(stages=["primary", "junior"], former_names=['旧"名', "二,小"])
    batch = Batch()
    details = [{"kind": "unit", "after": {"name": 'a"b'}, "n": [1, None, True]}]
    row = batch.add(
        ChangeSet(
            school=school,
            operation="x",
            summary="s",
            effective_on=date(2026, 1, 1),
            details=details,
            parts=[],
        )
    )
    batch.save()

    found = ChangeSet.objects.get(pk=row.pk)
    assert (found.details, found.parts, found.key) == (details, [], row.key)
    assert found.recorded_at.date() == row.recorded_at.date()


def test_more_rows_than_go_into_one_statement(monkeypatch):
    monkeypatch.setattr(batches, "_AT_ONCE", 2)
    like = factories.unit(factories.school())
    batch, school = Batch(), factories.school()
    root = batch.add(unit_like(like, school, 1, None))
    for nth in range(2, 6):
        batch.add(unit_like(like, school, nth, root))

    assert batch.save(school_id=school.pk) == {Unit: 5}

    root.refresh_from_db()
    assert (root.lft, root.rght) == (1, 10)
    assert Unit.objects.filter(tree_id=root.tree_id).count() == 5


def unit_like(other, school, nth, parent):
    return Unit(
        school=school, number=f"N{nth}", name=f"{nth}组", kind=other.kind, parent=parent, period=other.period
    )


def test_the_statement_stays_on_the_server():
    school = factories.school()
    for nth in range(2):
        batch = Batch()
        batch.add(person(school, f"R{nth}", "演示"))
        batch.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [text for (text,) in cursor.fetchall() if text.startswith('INSERT INTO "schools_person"')]
    assert len(kept) == 1

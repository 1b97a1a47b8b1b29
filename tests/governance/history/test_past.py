"""Rows as they were on a day, and as they were known on a day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from governance.domain.records import record_create, record_remove
from governance.domain.structure import organization_move, organization_rename
from governance.history.past import end_of, known_rows, replay
from governance.models import Document, PartyOrganization, Post
from schools.history import event_models
from schools.models import School
from tests import factories
from tests.governance.domain.world import World
from tests.structures import do

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def rename(branch, name, on):
    act = do(effective_on=on, reason="演示理由")
    organization_rename(act=act, organization=branch, full_name=name)


def name_on(branch, on):
    rows = [PartyOrganization.objects.get(pk=branch.pk)]
    replay(PartyOrganization, Q(school=branch.school), on).apply(rows)
    return rows[0].full_name


@pytest.fixture
def world(db):
    return World.build()


def test_name_of_a_day_is_that_of_the_last_change_in_effect(world):
    branch, first = world.branch, world.branch.full_name
    rename(branch, "中共三月支部委员会", MARCH)
    rename(branch, "中共五月支部委员会", MAY)

    days = (date(2026, 2, 28), MARCH, date(2026, 4, 30), MAY, factories.ON)
    assert [name_on(branch, day) for day in days] == [
        first,
        "中共三月支部委员会",
        "中共三月支部委员会",
        "中共五月支部委员会",
        "中共五月支部委员会",
    ]


def test_change_that_reaches_back_does_not_bring_along_what_took_effect_later(world):
    group, new = world.group(), world.order.branches[1]
    name, old = group.full_name, group.parent_id
    rename(group, "中共五月党小组", MAY)
    organization_move(act=do(effective_on=MARCH, reason="演示理由"), organization=group, parent=new)

    found = {}
    for day in (MARCH - timedelta(days=1), APRIL, MAY):
        row = PartyOrganization.objects.get(pk=group.pk)
        replay(PartyOrganization, Q(school=world.school), day).apply([row])
        found[day] = (row.full_name, row.parent_id)
    assert found == {
        MARCH - timedelta(days=1): (name, old),
        APRIL: (name, new.pk),
        MAY: ("中共五月党小组", new.pk),
    }


def test_rows_nobody_changed_since_are_not_asked_about(world, django_assert_num_queries):
    rename(world.branch, "中共三月支部委员会", MARCH)

    with django_assert_num_queries(1):
        later = replay(PartyOrganization, Q(school=world.school), APRIL)

    assert (later.values, later.unmade) == ({}, frozenset())


def test_row_made_by_a_later_change_was_not_there(world):
    paper = Document(school=world.school, kind="approval")
    record_create(act=do(effective_on=MAY), row=paper)

    assert replay(Document, Q(school=world.school), APRIL).unmade == {paper.pk}
    assert replay(Document, Q(school=world.school), MAY).unmade == frozenset()


def test_what_was_loaded_was_there_from_the_beginning(world):
    assert replay(Post, Q(school=world.school), date(1949, 10, 1)).unmade == frozenset()


def test_day_ends_here_and_not_in_greenwich():
    assert end_of(MAY).isoformat() == "2026-05-02T00:00:00+08:00"


@pytest.mark.django_db(transaction=True)
def test_rows_as_they_were_known_on_a_day():
    school = factories.school()
    kept, gone = factories.document(school, title="甲"), factories.document(school, title="乙")
    recorded_on(MARCH)
    Document.objects.filter(pk=kept.pk).update(title="丙")
    record_remove(act=do(), row=gone)
    recorded_on(MAY)
    late = factories.document(school, title="丁")

    def known(day):
        return [(row.pk, row.title) for row in known_rows(Document, Q(school=school), day)]

    assert known(MARCH - timedelta(days=1)) == []
    assert known(MARCH) == known(APRIL) == [(kept.pk, "甲"), (gone.pk, "乙")]
    assert known(MAY) == [(kept.pk, "丙")]
    assert known(timezone.localdate()) == [(kept.pk, "丙"), (late.pk, "丁")]


@pytest.mark.django_db(transaction=True)
def test_row_that_went_elsewhere_is_known_where_it_was():
    here, there = factories.school(), factories.school()
    person = factories.person(here)
    recorded_on(MARCH)
    person.school = there
    person.save()

    def home(day):
        rows = {school: known_rows(type(person), Q(school=school), day) for school in (here, there)}
        return [school for school in rows if rows[school] == [person]]

    assert (home(MARCH), home(timezone.localdate())) == ([here], [there])


def recorded_on(day):
    """Let what was recorded today have been recorded at noon of the day, as only the owner can."""
    noon = end_of(day) - timedelta(hours=12)
    with connection.as_owner():
        for model in event_models():
            model.objects.filter(pgh_created_at__gte=timezone.now() - timedelta(hours=1)).update(
                pgh_created_at=noon
            )


def test_school_of_the_day(world):
    school = School.objects.get(pk=world.school.pk)

    assert not replay(School, Q(pgh_obj=school), MARCH).apply([school])

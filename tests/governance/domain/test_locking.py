"""Acts on several schools at once: no deadlock, and a plain sentence where the ground moves."""

import pytest
from django.db import OperationalError, connection

from governance.domain import locks
from governance.domain.locks import StructureMoved, affected_schools, lock_affected
from governance.domain.members import member_transfer
from governance.domain.operation import operation
from governance.domain.refusals import Stale
from governance.domain.units import unit_create
from governance.models import ChangeSet, PartyMembership
from schools.models import Unit
from tests import factories
from tests.governance.domain.test_concurrency import together
from tests.structures import do, general_branch, single_branch

ROUNDS = 3


@pytest.mark.django_db(transaction=True)
def test_acts_on_two_schools_in_opposite_order_never_wait_for_each_other():
    one, two = single_branch(), single_branch()

    def swap(source, target, person):
        for _round in range(ROUNDS):
            member_transfer(act=do(), people=[person], organization=target.root)
            member_transfer(act=do(), people=[person], organization=source.root)

    results = together(
        lambda: swap(one, two, one.people[2]),
        lambda: swap(two, one, two.people[2]),
        lambda: swap(one, two, one.people[3]),
        lambda: swap(two, one, two.people[3]),
    )

    assert results == [None] * 4
    assert PartyMembership.objects.filter(period__endswith=None).count() == 10


@pytest.fixture
def growing(monkeypatch):
    """Let the schools an act touches grow while the locks are taken, ``times`` times."""

    def grow(times: int, extra: int) -> list[int]:
        calls: list[int] = []

        def looked_up(ids):
            calls.append(1)
            found = affected_schools(ids)
            is_second_look = len(calls) % 2 == 0 and len(calls) // 2 <= times
            return found | {extra} if is_second_look else found

        monkeypatch.setattr(locks, "affected_schools", looked_up)
        return calls

    return grow


def held_locks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return cursor.fetchone()[0]


def test_structure_that_moved_is_locked_again(single, growing):
    growing(2, factories.school().pk)

    unit_create(act=do(), school=single.school, name="语文组", kind="subject")

    assert Unit.objects.filter(school=single.school).count() == 1


def test_locks_that_no_longer_suffice_are_given_back(single, growing):
    growing(99, factories.school().pk)
    before = held_locks()

    with pytest.raises(StructureMoved):
        lock_affected([single.school.pk])

    assert held_locks() == before


def test_structure_that_keeps_moving_is_said_in_words(single, growing):
    growing(99, factories.school().pk)

    with pytest.raises(Stale, match="稍后再试"):
        unit_create(act=do(), school=single.school, name="语文组", kind="subject")

    assert (ChangeSet.objects.count(), Unit.objects.filter(school=single.school).count()) == (0, 0)


@pytest.mark.parametrize("sqlstate", ["40P01", "55P03"])
def test_two_acts_that_wait_for_each_other_end_in_words(db, sqlstate):
    school = general_branch().school
    found = OperationalError("deadlock detected")
    found.__cause__ = type("Cause", (Exception,), {"sqlstate": sqlstate})()

    with (
        pytest.raises(Stale, match="稍后再试"),
        operation(do(), "unit_create", school=school, organising=False),
    ):
        raise found


def test_lost_connection_stays_an_error(db):
    school = general_branch().school

    with (
        pytest.raises(OperationalError),
        operation(do(), "unit_create", school=school, organising=False),
    ):
        raise OperationalError("server closed the connection")

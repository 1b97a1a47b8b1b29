"""Real threads on real connections: nobody's update is lost, no post is given twice."""

import random
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from governance.choices import Role
from governance.domain.posts import post_assign
from governance.domain.records import record_correct
from governance.domain.refusals import Refusal, Stale
from governance.domain.units import unit_move
from governance.models import Document, RoleAssignment
from schools.domain.trees import wrong_nodes
from schools.models import Person, School, Unit
from tests import factories
from tests.security.scoreboard import record
from tests.structures import do

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


def together(job: Callable[[int], int], threads: int) -> list[int]:
    """Run the job in so many threads at once, each on a connection of its own."""

    def run(nth):
        try:
            return job(nth)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def counted(write: Callable[[], None], number: int) -> Callable[[int], int]:
    """Return a job that writes so often, looking again whenever it was told that something moved."""

    def job(_nth):
        refused = 0
        for _time in range(number):
            while True:
                try:
                    write()
                    break
                except Stale:
                    refused += 1
        return refused

    return job


def one_more_at_the_school(key: int) -> None:
    """Add one to what a person's row says, as somebody who saw it and this version of the school."""
    person = Person.objects.select_related("school").get(pk=key)
    act = do(reason="演示", version=School.objects.get(pk=person.school_id).version)
    fresh = Person.objects.get(pk=key)  # read after the version, as a page does
    record_correct(act=act, row=fresh, fields={"staff_number": str(int(fresh.staff_number) + 1)})


def one_more_at_the_jurisdiction(key: int) -> None:
    """Add one to what a row without a version says, as somebody who saw it."""
    seen = Document.objects.get(pk=key)
    fields = {"title": str(int(seen.title) + 1)}
    record_correct(act=do(reason="演示"), row=seen, fields=fields, seen=seen)


@pytest.mark.parametrize("number", [40, pytest.param(2_000, marks=pytest.mark.security)])
@pytest.mark.timeout(3600)
def test_no_update_is_lost(number):
    person = factories.person(factories.school(), staff_number="0")
    paper = factories.document(factories.county(), title="0")
    each = number // 2 // THREADS

    refused = sum(together(counted(lambda: one_more_at_the_school(person.pk), each), THREADS))
    refused += sum(together(counted(lambda: one_more_at_the_jurisdiction(paper.pk), each), THREADS))

    person.refresh_from_db()
    paper.refresh_from_db()
    lost = 2 * each * THREADS - int(person.staff_number) - int(paper.title)
    record(f"updates lost in {number} side by side", "0", f"{lost}, and {refused} told to look again")
    assert refused > 0  # they did meet
    assert (person.staff_number, paper.title) == (str(each * THREADS), str(each * THREADS))


def misplaced(units: list[Unit]) -> list[Unit]:
    """Return the units whose numbers do not say what their parents say, worked out without SQL of ours."""
    by_key = {unit.pk: unit for unit in units}

    def is_right(unit):
        if unit.parent_id is None:
            return unit.level == 0 and unit.lft < unit.rght
        above = by_key[unit.parent_id]
        is_below = above.lft < unit.lft < unit.rght < above.rght
        return is_below and (unit.tree_id, unit.level) == (above.tree_id, above.level + 1)

    return [unit for unit in units if not is_right(unit)]


def numbers_of(units: list[Unit]) -> dict[int, list[int]]:
    """Return the numbers given out on the way in and out of each tree, in order."""
    found = defaultdict(list)
    for unit in units:
        found[unit.tree_id] += [unit.lft, unit.rght]
    return {tree: sorted(numbers) for tree, numbers in found.items()}


@pytest.mark.parametrize("number", [24, pytest.param(20_000, marks=pytest.mark.security)])
@pytest.mark.timeout(7200)
def test_no_tree_is_broken(number):
    school = factories.school()
    roots = [factories.unit(school) for _ in range(3)]
    below = [factories.unit(school, parent=root) for root in roots for _each in range(4)]

    def clerk(nth):
        chance, moved = random.Random(nth), 0  # noqa: S311 -- a repeatable test, no secret
        while moved < number // THREADS:
            unit, parent = chance.choice(below), chance.choice([*roots, *below])
            try:
                unit_move(act=do(reason="演示"), unit=unit, parent=parent)
                moved += 1
            except (Refusal, ValidationError):  # below itself, or behind somebody else
                continue
        return moved

    moved = sum(together(clerk, THREADS))

    wrong = len(list(wrong_nodes(Unit)))
    record(f"wrong numbers of trees after {number} moves side by side", "0", f"{wrong} after {moved}")
    assert wrong == 0
    assert moved == number
    units = list(Unit.objects.filter(school=school))
    assert {unit.pk for unit in units} == {unit.pk for unit in roots + below}
    assert misplaced(units) == []
    assert {unit.pk for unit in units if unit.parent_id is None} == {root.pk for root in roots}
    assert all(numbers == [*range(1, len(numbers) + 1)] for numbers in numbers_of(units).values())


@pytest.mark.parametrize("number", [30, pytest.param(5_000, marks=pytest.mark.security)])
@pytest.mark.timeout(7200)
def test_no_post_is_given_twice(number):
    school = factories.school()
    people = [factories.person(school) for _ in range(2)]
    barrier = Barrier(2)

    def contend(nth):
        won = 0
        for _race in range(number):
            barrier.wait()
            try:
                post_assign(act=do(reason="演示"), body=school, role=Role.PRINCIPAL, person=people[nth])
                won += 1
            except (Refusal, ValidationError):
                pass
            if barrier.wait() == 0:
                held.append(RoleAssignment.objects.filter(post__role=Role.PRINCIPAL).count())
                RoleAssignment.objects.all().delete()
        return won

    held: list[int] = []
    won = together(contend, 2)

    record(f"double bookings in {number} races", "0", sum(one > 1 for one in held))
    assert held == [1] * number
    assert sum(won) == number

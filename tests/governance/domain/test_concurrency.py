"""Real threads on real connections: the door keeps trees and posts right."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from governance.choices import OrgType, Role
from governance.domain.founding import organization_draft
from governance.domain.posts import post_assign
from governance.domain.refusals import Refusal
from governance.domain.structure import organization_dissolve, organization_move
from governance.domain.units import unit_create, unit_move
from governance.models import PartyOrganization, RoleAssignment
from schools.domain.trees import wrong_nodes
from schools.models import Unit
from tests import factories
from tests.structures import do, general_branch, single_branch

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 6


def together(*jobs: Callable[[], object]) -> list[object]:
    """Run the jobs at once, each on a connection of its own; return results and refusals in order."""

    def run(job):
        try:
            return job()
        except (Refusal, ValidationError) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_units_added_and_moved_at_once_leave_a_right_tree():
    school = factories.school()
    roots = [unit_create(act=do(), school=school, name=f"校区{n}", kind="campus") for n in range(3)]

    def clerk(seed: int):
        chance = random.Random(seed)  # noqa: S311 -- a repeatable test, no secret
        for step in range(4):
            unit_create(
                act=do(), school=school, name=f"组{seed}-{step}", kind="grade", parent=chance.choice(roots)
            )
            moved = chance.choice(list(Unit.objects.filter(school=school, parent__isnull=False)))
            unit_move(act=do(), unit=moved, parent=chance.choice(roots))

    results = together(*(lambda seed=seed: clerk(seed) for seed in range(THREADS)))

    assert [r for r in results if r is not None] == []
    assert Unit.objects.filter(school=school).count() == 3 + 4 * THREADS
    assert list(wrong_nodes(Unit)) == []


def test_organisations_founded_at_once_in_many_schools_get_trees_of_their_own():
    schools = [factories.school() for _ in range(THREADS)]
    above = factories.upper()

    def found(school):
        return organization_draft(
            act=do(), school=school, type=OrgType.BRANCH, full_name=f"中共{school.name}支部", superior=above
        )

    founded = together(*(lambda school=school: found(school) for school in schools))

    assert len({org.tree_id for org in founded}) == THREADS
    assert list(wrong_nodes(PartyOrganization)) == []


def test_two_secretaries_at_once_become_one():
    single = single_branch()
    RoleAssignment.objects.filter(organization=single.root, role=Role.SECRETARY).delete()

    def assign(person):
        return post_assign(act=do(reason="补选"), body=single.root, role=Role.SECRETARY, person=person)

    results = together(*(lambda p=p: assign(p) for p in single.people[2:4]))

    assert sorted(type(r).__name__ for r in results) == ["RoleAssignment", "ValidationError"]
    assert RoleAssignment.objects.filter(organization=single.root, role=Role.SECRETARY).count() == 1


def test_moves_into_each_other_make_no_cycle():
    general = general_branch()
    second = factories.organization(OrgType.GENERAL_BRANCH, school=general.school, level="district")
    first = PartyOrganization.objects.get(pk=general.root.pk)
    first.type = OrgType.COMMITTEE
    first.save()

    results = together(
        lambda: organization_move(act=do(reason="试"), organization=second, parent=general.root),
        lambda: organization_move(act=do(reason="试"), organization=general.root, parent=second),
    )

    assert sum(isinstance(r, PartyOrganization) for r in results) == 1
    assert list(wrong_nodes(PartyOrganization)) == []


def test_move_below_what_is_being_dissolved_has_one_consistent_outcome():
    general = general_branch()
    paper = factories.document(general.school)
    branch, other = general.branches
    group = factories.organization(OrgType.GROUP, parent=branch)

    results = together(
        lambda: organization_move(act=do(reason="试"), organization=group, parent=other),
        lambda: organization_dissolve(act=do(reason="试"), organization=branch, document=paper),
    )

    assert isinstance(results[0], PartyOrganization)
    assert isinstance(results[1], Refusal)
    assert PartyOrganization.objects.get(pk=group.pk).parent_id == other.pk

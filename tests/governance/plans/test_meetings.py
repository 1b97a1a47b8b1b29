"""Whatever two people do at once, the school ends as if one had come first, and nobody sees a fault.

Every pair of acts that can meet runs from two threads on two connections. Beforehand both orders are
tried one after the other and taken back: what the threads leave behind must equal one of them.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import User
from governance.choices import OrgType, Role
from governance.domain import (
    founding,
    hosting,
    members,
    merging,
    posts,
    splitting,
    structure,
    undoing,
    units,
)
from governance.domain.facts import load_facts
from governance.domain.new_branches import NewBranch
from governance.domain.refusals import Refusal
from governance.models import ChangeSet, Document, Finding, HostUnit, PartyOrganization, Plan, RoleAssignment
from governance.plans import deciding, drafting
from governance.plans.comparison import nodes_of
from governance.plans.publishing import plan_publish
from governance.presentation.loading import load_structure
from governance.rules.judging import judge
from schools.domain.trees import wrong_nodes
from schools.models import Unit
from tests import factories
from tests.structures import Structure, do, general_branch

pytestmark = pytest.mark.django_db(transaction=True)

ON = factories.ON


@dataclass
class Scene:
    """A school, its people at work on it, and two plans: one submitted, one approved.

    ``free`` is a unit no branch stands on, ``second`` the other unit of the second branch.
    """

    order: Structure
    clerk: User
    official: User
    group: PartyOrganization
    paper: Document
    free: Unit
    second: HostUnit
    renaming: ChangeSet
    submitted: Plan
    approved: Plan


def scene() -> Scene:
    order = general_branch()
    clerk = factories.grant(factories.user(), order.school).user
    official = factories.grant(factories.user(), order.school.jurisdiction).user
    group = factories.organization(OrgType.GROUP, parent=order.branches[0], full_name="第一党小组")
    free, other = factories.unit(order.school, "九年级组"), factories.unit(order.school, "八年级备课组")
    second = factories.host_unit(order.branches[1], other)
    renaming = do()
    structure.organization_rename(
        act=renaming, organization=order.branches[0], full_name="中共演示戊支部委员会"
    )
    submitted = _plan(order, clerk, order.branches[0], "中共演示甲支部委员会")
    approved = _plan(order, clerk, order.branches[1], "中共演示乙支部委员会")
    _approve(approved, official)
    paper = factories.document(order.school)
    return Scene(order, clerk, official, group, paper, free, second, renaming.change_set, submitted, approved)


def _plan(order: Structure, clerk: User, organization: PartyOrganization, name: str) -> Plan:
    plan = drafting.plan_create(user=clerk, school=order.school, title=name, effective_on=ON)
    arguments = {"organization": organization.number, "full_name": name}
    drafting.step_add(user=clerk, plan=plan, action="organization_rename", arguments=arguments)
    return deciding.plan_submit(user=clerk, plan=plan, today=ON)


def _approve(plan: Plan, official: User) -> Plan:
    paper = factories.document(plan.school)
    return deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)


def _fresh(plan: Plan) -> Plan:
    return Plan.objects.select_related("school").get(pk=plan.pk)


def _end_secretary(s: Scene) -> Any:
    held = RoleAssignment.objects.filter(organization=s.order.branches[0], role=Role.SECRETARY)
    return posts.post_end(act=do(), assignment=held.get())


def _split(s: Scene) -> Any:
    leaving = s.order.people[1:4]
    part = NewBranch(
        "中共演示己支部委员会", leaving[0], members=tuple(leaving), host_units=(s.free,), approved_on=ON
    )
    return splitting.organization_split(
        act=do(reason="测试"), organization=s.order.branches[0], parts=[part], approval=s.paper, keeps=True
    )


ACTS: dict[str, Callable[[Scene], Any]] = {
    "move a group": lambda s: structure.organization_move(
        act=do(), organization=s.group, parent=s.order.branches[1]
    ),
    "rename a branch": lambda s: structure.organization_rename(
        act=do(), organization=s.order.branches[0], full_name="中共演示丙支部委员会"
    ),
    "dissolve a group": lambda s: structure.organization_dissolve(
        act=do(), organization=s.group, document=s.paper
    ),
    "split a branch": _split,
    "merge the branches": lambda s: merging.organization_merge(
        act=do(reason="测试"), organizations=s.order.branches, approval=s.paper, into=s.order.branches[1]
    ),
    "undo the renaming": lambda s: undoing.change_undo(act=do(reason="测试"), change_set=s.renaming),
    "draft a branch": lambda s: founding.organization_draft(
        act=do(),
        school=s.order.school,
        type=OrgType.BRANCH,
        full_name="中共演示丁支部委员会",
        parent=s.order.root,
        host_units=(s.order.units[1],),
    ),
    "attach a unit": lambda s: hosting.host_attach(
        act=do(), organization=s.order.branches[0], units=[s.order.units[1]]
    ),
    "detach a unit": lambda s: hosting.host_detach(
        act=do(reason="测试"), host=HostUnit.objects.get(pk=s.second.pk)
    ),
    "appoint": lambda s: posts.post_assign(
        act=do(reason="测试"), body=s.order.branches[0], role=Role.MEMBER, person=s.order.people[2]
    ),
    "end a post": _end_secretary,
    "transfer members": lambda s: members.member_transfer(
        act=do(), people=s.order.people[1:3], organization=s.order.branches[1]
    ),
    "move a unit": lambda s: units.unit_move(act=do(), unit=s.order.units[0], parent=s.order.units[1]),
    "move it the other way": lambda s: units.unit_move(
        act=do(), unit=s.order.units[1], parent=s.order.units[0]
    ),
    "close a unit": lambda s: units.unit_close(act=do(), unit=s.order.units[0]),
    "add a step": lambda s: drafting.step_add(
        user=s.clerk,
        plan=_fresh(s.approved),
        action="unit_close",
        arguments={"unit": s.order.units[0].number},
    ),
    "approve": lambda s: _approve(_fresh(s.submitted), s.official),
    "withdraw": lambda s: deciding.plan_withdraw(user=s.clerk, plan=_fresh(s.submitted)),
    "publish": lambda s: plan_publish(user=s.official, plan=_fresh(s.approved), today=ON),
}


def attempt(name: str, s: Scene) -> str:
    """Do it; return whether it was done or refused. Anything else is a fault and surfaces."""
    try:
        with transaction.atomic():
            ACTS[name](s)
    except (Refusal, ValidationError):
        return "refused"
    return "done"


def state(s: Scene) -> tuple:
    """Return what the acts have left behind, as far as people can see it."""
    nodes = nodes_of(load_structure(s.order.school, ON))
    plans = [(plan.title, plan.state) for plan in Plan.objects.filter(school=s.order.school).order_by("pk")]
    return tuple(nodes.values()), tuple(plans)


Ending = tuple[list[tuple[str, str]], tuple]


def one_after_the_other(first: str, second: str, s: Scene) -> Ending:
    """Return what became of the two in this order, leaving nothing behind."""
    with transaction.atomic():
        done = sorted((name, attempt(name, s)) for name in (first, second))
        ending = done, state(s)
        transaction.set_rollback(True)
    return ending


def at_once(first: str, second: str, s: Scene) -> Ending:
    """Return what became of the two from two threads."""

    def run(name: str) -> tuple[str, str]:
        try:
            return name, attempt(name, s)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, (first, second))), state(s)


def stored_findings(s: Scene) -> set[tuple[str, str]]:
    rows = Finding.objects.filter(school=s.order.school).open()
    return set(rows.values_list("rule", "subject_number"))


def judged_anew(s: Scene) -> set[tuple[str, str]]:
    facts = load_facts([s.order.school.pk], ON)[s.order.school.pk]
    return {(j.rule, j.subject_number) for j in judge(facts) if j.fails}


@pytest.mark.parametrize("name", ACTS)
def test_every_act_can_be_done_when_nobody_else_acts(name):
    assert attempt(name, scene()) == "done"


@pytest.mark.parametrize("first", ACTS)
def test_two_at_once_end_like_one_after_the_other(first, again):
    scene_again = again(scene)
    names = list(ACTS)
    partners = [b for a, b in combinations_with_replacement(names, 2) if a == first]
    for second in partners:
        s = scene_again()
        orders = [one_after_the_other(first, second, s), one_after_the_other(second, first, s)]
        happened = at_once(first, second, s)
        assert happened in orders, (first, second)
        assert stored_findings(s) == judged_anew(s), (first, second)
    assert [list(wrong_nodes(model)) for model in (PartyOrganization, Unit)] == [[], []]

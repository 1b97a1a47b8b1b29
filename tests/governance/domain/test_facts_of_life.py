"""Facts of life are recorded in the worst of schools; rules refuse an act only for what it newly causes."""

from datetime import date

import pytest

from governance.choices import Enforcement, OrgState, Outcome, Role, SubjectKind
from governance.domain.hosting import host_attach, host_detach
from governance.domain.members import member_transfer
from governance.domain.people import person_leave
from governance.domain.posts import post_end, post_hand_over
from governance.domain.refusals import ReasonNeeded, Refused
from governance.domain.structure import organization_dissolve, organization_rename
from governance.domain.terms import term_close
from governance.domain.units import unit_close
from governance.domain.weighing import weigh
from governance.models import ChangeSet, PartyMembership, RoleAssignment
from governance.rules.examples import branch, school
from governance.rules.results import Judgement, Result
from schools.choices import EmploymentEnd
from tests import factories
from tests.governance.domain.acts import CASES
from tests.governance.domain.census import recorded, register
from tests.governance.domain.world import World
from tests.structures import do, open_findings

FACTS = (
    "confirm",
    "transfer",
    "transfer out",
    "leave",
    "restrict",
    "hire",
    "move a person",
    "retire",
    "end a post",
    "close a term",
    "extend",
    "note a step",
    "create a unit",
    "move a unit",
    "close a unit",
    "rename",
    "join",
    "correct a record",
)


@pytest.fixture
def world(db):
    return World.build()


@pytest.mark.parametrize("name", FACTS)
def test_fact_asks_no_reason_though_every_rule_may_refuse(world, name):
    """The district has every movable rule refuse, and the school is in disorder already."""
    for rule in ("ORG-008", "ORG-011", "ORG-013", "ORG-014", "CMT-008", "CMT-012", "SEC-017", "LG-001"):
        factories.enforcement(rule, Enforcement.REFUSE)
    world.order.root.hosts.all().delete()
    RoleAssignment.objects.filter(role=Role.DEPUTY_SECRETARY).delete()
    arguments = CASES[name].arguments(world)

    CASES[name].operation(act=do(), **arguments)

    assert ChangeSet.objects.get().reason == ""


def test_a_branch_may_be_emptied_fact_by_fact(world):
    for person in world.order.people[:4]:
        person_leave(act=do(), person=person, reason=EmploymentEnd.RETIRED)
    member_transfer(act=do(), people=world.order.people[:4], external_organization="演示社区党支部")
    for held in RoleAssignment.objects.filter(organization=world.branch):
        post_end(act=do(), assignment=held)
    term_close(act=do(), term=world.branch.terms.get())
    unit_close(act=do(), unit=world.order.units[0])

    found = {rule for rule, _severity in open_findings(world.school)}
    assert {"ORG-013", "CMT-016"} <= found
    assert not PartyMembership.objects.as_of(factories.ON).filter(organization=world.branch).exists()


def test_what_was_wrong_already_holds_up_nothing_else(world):
    unit_close(act=do(), unit=world.order.units[0])

    host_attach(act=do(), organization=world.order.branches[1], units=[world.unit()])
    organization_rename(act=do(), organization=world.branch, full_name=world.branch.full_name + "（新）")

    assert ("ORG-013", "warning") in open_findings(world.school)


def test_refused_act_leaves_no_trace(world):
    paper = factories.document(world.school)
    before, record = register(), recorded()

    with pytest.raises(Refused):
        organization_dissolve(act=do(reason="试"), organization=world.branch, document=paper)
    with pytest.raises(Refused):
        host_detach(act=do(reason="试"), host=world.branch.hosts.get())
    secretary = RoleAssignment.objects.get(organization=world.branch, role=Role.SECRETARY)
    with pytest.raises(ReasonNeeded):
        post_hand_over(act=do(), assignment=secretary, person=world.order.people[1])

    assert (register(), recorded()) == (before, record)


def test_a_draft_is_dissolved_with_what_it_was_to_stand_on(world):
    draft = world.inner(OrgState.DRAFT)

    organization_dissolve(act=do(), organization=draft, document=None)

    draft.refresh_from_db()
    assert draft.state == OrgState.DISSOLVED
    assert not draft.hosts.as_of(factories.ON).exists()


# -- weighing -----------------------------------------------------------------------------------------


def judged(outcome: Outcome, number: str, rule: str = "ORG-009") -> Judgement:
    severity = "error" if outcome in (Outcome.FAIL, Outcome.WAIVED) else None
    return Judgement(rule, SubjectKind.ORGANIZATION, 1, number, "示例", Result(outcome, severity))


@pytest.mark.parametrize("turned", [False, True])
def test_new_fault_of_a_successor_counts_wherever_its_predecessor_is_listed(turned):
    after = [judged(Outcome.NOT_APPLICABLE, "P1"), judged(Outcome.FAIL, "P2")]
    balance = weigh(
        [judged(Outcome.PASS, "P1")],
        after[::-1] if turned else after,
        school(branch()),
        {"P2": "P1"},
    )

    assert [j.subject_number for j in balance.refusing] == ["P2"]
    assert [j.subject_number for j in balance.caused] == ["P2"]


def test_waiver_of_another_unit_or_another_day_does_not_help(world):
    host = world.branch.hosts.get()
    factories.waiver(world.school, "ORG-013", SubjectKind.ORGANIZATION, world.order.branches[1].number)
    factories.waiver(
        world.school,
        "ORG-013",
        SubjectKind.ORGANIZATION,
        world.branch.number,
        start=date(2025, 1, 1),
        end=date(2026, 1, 1),
    )

    with pytest.raises(Refused):
        host_detach(act=do(reason="试"), host=host)


@pytest.mark.parametrize(
    ("level", "reason", "outcome"),
    [
        (Enforcement.REFUSE, "演示理由", Refused),
        (Enforcement.ASK, "", ReasonNeeded),
        (Enforcement.ASK, "演示理由", None),
        (Enforcement.REPORT, "", None),
    ],
)
def test_district_decides_what_detaching_the_last_unit_meets(world, level, reason, outcome):
    factories.enforcement("ORG-013", level)
    factories.enforcement("ORG-014", Enforcement.REPORT)
    host = world.branch.hosts.get()

    if outcome is not None:
        with pytest.raises(outcome):
            host_detach(act=do(reason=reason), host=host)
        return
    host_detach(act=do(reason=reason), host=host)
    assert ("ORG-013", "warning") in open_findings(world.school)

"""CMT-009, CMT-011: who may hold a post, and the approval of who was elected."""

import json
from datetime import timedelta

import pytest

from governance.choices import (
    Gate,
    MemberStage,
    Method,
    OrgState,
    Outcome,
    Role,
    Severity,
)
from governance.domain.weighing import weigh
from governance.facts import OrgFact, SchoolFacts
from governance.rules.cmt.ineligible_post_holder import detail
from governance.rules.examples import (
    ON,
    branch,
    group,
    holder,
    school,
    term,
    unit,
)
from governance.rules.judging import judge, judge_at
from tests.governance.rules.judged import (
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    at_gate,
    fails,
    mend_of,
    only,
    outcome,
    sentence_of,
)

ORG = branch(full=8, term=term(committee_seats=3))


def in_post(role: Role = Role.MEMBER, org: OrgFact = ORG, **changes: object) -> SchoolFacts:
    on = changes.pop("on", ON)
    return school(org, roles=(holder(org, role, **changes),), on=on)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, PASS),
        ({"stage": MemberStage.PROBATIONARY}, fails(Severity.ERROR)),
        ({"stage": MemberStage.NONE}, fails(Severity.ERROR)),
        ({"may_vote": False}, fails(Severity.ERROR)),
        ({"stage": MemberStage.UNCLEAR}, UNKNOWN),
        ({"in_subtree": False}, fails(Severity.WARNING, "c")),
        (
            {"in_subtree": False, "method": Method.ASSIGNED, "start": ON - timedelta(days=90)},
            fails(Severity.INFO, "c"),
        ),
        (
            {"in_subtree": False, "method": Method.ASSIGNED, "start": ON - timedelta(days=91)},
            fails(Severity.WARNING, "c"),
        ),
        ({"in_subtree": False, "may_vote": False}, fails(Severity.ERROR)),
    ],
)
@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.MEMBER])
def test_eligibility(role: Role, changes: dict[str, object], expected: object) -> None:
    assert outcome(in_post(role, **changes), "CMT-009") == expected


def test_posts_outside_the_party_ask_no_membership() -> None:
    grade, team = unit(), group()
    people = (
        holder(None, Role.PRINCIPAL, stage=MemberStage.NONE),
        holder(grade, Role.UNIT_HEAD, stage=MemberStage.NONE),
        holder(team, Role.HEAD, stage=MemberStage.NONE),
    )
    facts = school(ORG, roles=people, units=(grade,), groups=(team,))

    assert {j.result.outcome for j in judge(facts, ["CMT-009"])} == {Outcome.NOT_APPLICABLE}


def test_boundary_13_a_lost_vote_is_found_and_its_reason_is_not_told() -> None:
    no_vote = in_post(id=5, key="A5", person_id=5, may_vote=False)
    no_member = in_post(id=5, key="A5", person_id=5, stage=MemberStage.PROBATIONARY)
    found = only(no_vote, "CMT-009")

    assert sentence_of(found) == "示例小学党支部委员的任职资格需要核实。"
    assert mend_of(found) == "请会同县委教育工委核实党员身份和组织关系，按程序办理任免或者补选。"
    assert found == only(no_member, "CMT-009")
    assert set(found.result.evidence) == {"school", "org", "upper", "post"}
    assert json.dumps(dict(found.result.evidence))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"stage": MemberStage.PROBATIONARY}, "非正式党员"),
        ({"may_vote": False}, "党员权利情况"),
        ({"in_subtree": False}, "组织关系不在本组织"),
        ({}, ""),
    ],
)
def test_entitled_users_are_told_what_to_check(changes: dict[str, object], expected: str) -> None:
    assert detail(holder(ORG, Role.MEMBER, **changes)) == expected


def test_boundary_14_a_probationary_member_as_committee_member_is_refused() -> None:
    nobody = judge(school(ORG))
    probationary, outsider = in_post(stage=MemberStage.PROBATIONARY), in_post(in_subtree=False)

    refusing = weigh(nobody, judge(probationary), probationary, {}).refusing
    elsewhere = weigh(nobody, judge(outsider), outsider, {})

    assert [j.rule for j in refusing] == ["CMT-009"]
    assert elsewhere.refusing == ()
    assert [j.rule for j in elsewhere.asking] == ["CMT-009"]


def test_where_members_belong_is_not_asked_while_setting_up() -> None:
    preparing = branch(full=8, state=OrgState.PREPARING)

    assert outcome(in_post(org=preparing, in_subtree=False), "CMT-009") == PASS
    assert outcome(in_post(org=preparing, stage=MemberStage.NONE), "CMT-009")[0] == Outcome.FAIL
    submitted = branch(full=8, state=OrgState.SUBMITTED)
    assert outcome(in_post(org=submitted, stage=MemberStage.NONE), "CMT-009") == NOT_APPLICABLE


@pytest.mark.parametrize("gate", [Gate.G1, Gate.G2])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Outcome.PASS),
        ({"in_subtree": False}, Outcome.PASS),
        ({"may_vote": False}, Outcome.FAIL),
        ({"stage": MemberStage.UNCLEAR}, Outcome.UNKNOWN),
    ],
)
def test_a_team_starts_with_people_who_may_vote(
    gate: Gate, changes: dict[str, object], expected: Outcome
) -> None:
    assert at_gate(in_post(**changes), gate, ORG, "CMT-009") == [expected]


def elected(role: Role = Role.SECRETARY, days: int = 31, **changes: object) -> SchoolFacts:
    base = {
        "method": Method.ELECTED,
        "elected_on": ON - timedelta(days=days),
        "approved_on": None,
        "has_document": False,
    }
    return in_post(role, **{**base, **changes})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (elected(days=30), PASS),
        (elected(days=31), fails(Severity.WARNING)),
        (elected(Role.DEPUTY_SECRETARY), fails(Severity.WARNING)),
        (elected(Role.MEMBER), fails(Severity.INFO)),
        (elected(Role.MEMBER, filed_on=ON), PASS),
        (elected(approved_on=ON), PASS),
        (elected(filed_on=ON), fails(Severity.WARNING)),
        (elected(method=None), fails(Severity.WARNING)),
        (elected(method=None, elected_on=None), UNKNOWN),
        (elected(method=Method.ASSIGNED), NOT_APPLICABLE),
        (elected(method=Method.APPOINTED), NOT_APPLICABLE),
        (elected(method=Method.DESIGNATED), NOT_APPLICABLE),
        (elected(is_acting=True), NOT_APPLICABLE),
        (elected(Role.GROUP_LEADER), NOT_APPLICABLE),
    ],
)
def test_approval_follows_the_election(facts: SchoolFacts, expected: object) -> None:
    assert outcome(facts, "CMT-011") == expected


def test_a_missing_approval_is_said() -> None:
    found = only(elected(), "CMT-011")

    assert sentence_of(found) == "示例小学党支部书记于2026年5月1日当选，尚未登记上级批准（备案）。"
    assert mend_of(found) == "请将选举结果报县委教育工委，书记、副书记登记批复，委员登记备案日期。"


def test_a_number_set_by_the_district_makes_it_an_error() -> None:
    facts = elected(days=21)
    local = school(
        ORG,
        roles=facts.roles,
        params={"APPROVE_WAIT_DAYS": 20},
        locally_set=frozenset({"APPROVE_WAIT_DAYS"}),
    )

    assert outcome(local, "CMT-011") == fails(Severity.ERROR)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (elected(days=0), [Outcome.FAIL]),
        (elected(approved_on=ON), [Outcome.PASS]),
        (elected(elected_on=None), [Outcome.UNKNOWN]),
        (elected(method=Method.ASSIGNED, has_document=True), [Outcome.PASS]),
        (elected(method=Method.ASSIGNED), [Outcome.FAIL]),
        (elected(Role.MEMBER), [Outcome.NOT_APPLICABLE]),
    ],
)
def test_activation_waits_for_the_approval_of_the_secretary(
    facts: SchoolFacts, expected: list[Outcome]
) -> None:
    assert at_gate(facts, Gate.G1, ORG, "CMT-011") == expected


def test_an_undocumented_assignment_of_a_secretary_is_said_at_the_gate() -> None:
    (found,) = [j for j in judge_at(elected(method=Method.ASSIGNED), Gate.G1, ORG.id) if j.rule == "CMT-011"]

    assert sentence_of(found) == "示例小学党支部书记尚未登记任职文件。"


def test_who_left_or_cannot_hold_the_post_needs_no_approval() -> None:
    assert only(elected(may_vote=False), "CMT-011").result.because == "CMT-009"
    assert only(elected(left_on=ON), "CMT-011").result.because == "CMT-016"
    assert only(elected(may_vote=False, left_on=ON), "CMT-009").result.because == "CMT-016"

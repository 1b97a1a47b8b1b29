"""Chapter CMT: the people in the posts; eligibility, approval, the secretary's post, documents."""

import json
from datetime import date, timedelta

import pytest

from governance.choices import Gate, MemberStage, Method, OrgKind, OrgState, OrgType, Outcome, Role, Severity
from governance.facts import Bound, OrgFact, SchoolFacts, exactly
from governance.rules.catalogue import all_rules
from governance.rules.cmt.ineligible_post_holder import detail
from governance.rules.examples import (
    ON,
    branch,
    general_branch,
    group,
    holder,
    organization,
    school,
    term,
    unit,
)
from governance.rules.judging import judge, judge_at
from governance.rules.results import Judgement
from governance.rules.texts import mend, sentence

PASS = (Outcome.PASS, None, "")
NOT_APPLICABLE = (Outcome.NOT_APPLICABLE, None, "")
UNKNOWN = (Outcome.UNKNOWN, None, "")
ORG = branch(full=8, term=term(committee_seats=3))


def only(facts: SchoolFacts, code: str) -> Judgement:
    (found,) = judge(facts, [code])
    return found


def outcome(facts: SchoolFacts, code: str) -> tuple[Outcome, Severity | None, str]:
    result = only(facts, code).result
    return result.outcome, result.severity, result.variant


def said(judgement: Judgement) -> str:
    return sentence(judgement.rule, judgement.result.variant, judgement.result.evidence)


def how(judgement: Judgement) -> str:
    return mend(judgement.rule, judgement.result.variant, judgement.result.evidence)


def failing(facts: SchoolFacts, *chapters: str) -> dict[str, Severity | None]:
    return {j.rule: j.result.severity for j in judge(facts) if j.fails and j.rule.startswith(chapters)}


def in_post(role: Role = Role.MEMBER, org: OrgFact = ORG, **changes: object) -> SchoolFacts:
    on = changes.pop("on", ON)
    return school(org, roles=(holder(org, role, **changes),), on=on)


def asked(facts: SchoolFacts, gate: Gate, code: str, org: OrgFact = ORG) -> list[Outcome]:
    return [j.result.outcome for j in judge_at(facts, gate, org.id) if j.rule == code]


# CMT-009


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, PASS),
        ({"stage": MemberStage.PROBATIONARY}, (Outcome.FAIL, Severity.ERROR, "")),
        ({"stage": MemberStage.NONE}, (Outcome.FAIL, Severity.ERROR, "")),
        ({"may_vote": False}, (Outcome.FAIL, Severity.ERROR, "")),
        ({"stage": MemberStage.UNCLEAR}, UNKNOWN),
        ({"in_subtree": False}, (Outcome.FAIL, Severity.WARNING, "c")),
        (
            {"in_subtree": False, "method": Method.ASSIGNED, "start": ON - timedelta(days=90)},
            (Outcome.FAIL, Severity.INFO, "c"),
        ),
        (
            {"in_subtree": False, "method": Method.ASSIGNED, "start": ON - timedelta(days=91)},
            (Outcome.FAIL, Severity.WARNING, "c"),
        ),
        ({"in_subtree": False, "may_vote": False}, (Outcome.FAIL, Severity.ERROR, "")),
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

    assert said(found) == "示例小学党支部委员的任职资格需要核实。"
    assert how(found) == "请会同县委教育工委核实党员身份和组织关系，按程序办理任免或者补选。"
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
    rule = all_rules()["CMT-009"]
    found = only(in_post(stage=MemberStage.PROBATIONARY), "CMT-009").result

    assert (rule.gate, found.outcome, found.severity) == (Gate.INVARIANT, Outcome.FAIL, Severity.ERROR)
    assert rule.refusing_variants is not None
    assert found.variant in rule.refusing_variants
    assert only(in_post(in_subtree=False), "CMT-009").result.variant not in rule.refusing_variants


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
    assert asked(in_post(**changes), gate, "CMT-009") == [expected]


# CMT-011


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
        (elected(days=31), (Outcome.FAIL, Severity.WARNING, "")),
        (elected(Role.DEPUTY_SECRETARY), (Outcome.FAIL, Severity.WARNING, "")),
        (elected(Role.MEMBER), (Outcome.FAIL, Severity.INFO, "")),
        (elected(Role.MEMBER, filed_on=ON), PASS),
        (elected(approved_on=ON), PASS),
        (elected(filed_on=ON), (Outcome.FAIL, Severity.WARNING, "")),
        (elected(method=None), (Outcome.FAIL, Severity.WARNING, "")),
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

    assert said(found) == "示例小学党支部书记于2026年5月1日当选，尚未登记上级批准（备案）。"
    assert how(found) == "请将选举结果报县委教育工委，书记、副书记登记批复，委员登记备案日期。"


def test_a_number_set_by_the_district_makes_it_an_error() -> None:
    facts = elected(days=21)
    local = school(
        ORG,
        roles=facts.roles,
        params={"APPROVE_WAIT_DAYS": 20},
        locally_set=frozenset({"APPROVE_WAIT_DAYS"}),
    )

    assert outcome(local, "CMT-011") == (Outcome.FAIL, Severity.ERROR, "")


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
    assert asked(facts, Gate.G1, "CMT-011") == expected


def test_an_undocumented_assignment_of_a_secretary_is_said_at_the_gate() -> None:
    (found,) = [j for j in judge_at(elected(method=Method.ASSIGNED), Gate.G1, ORG.id) if j.rule == "CMT-011"]

    assert said(found) == "示例小学党支部书记尚未登记任职文件。"


def test_who_left_or_cannot_hold_the_post_needs_no_approval() -> None:
    assert only(elected(may_vote=False), "CMT-011").result.because == "CMT-009"
    assert only(elected(left_on=ON), "CMT-011").result.because == "CMT-016"
    assert only(elected(may_vote=False, left_on=ON), "CMT-009").result.because == "CMT-016"


# CMT-014


def headless(days: int, *people: object, kind: OrgType = OrgType.BRANCH) -> SchoolFacts:
    org = organization(kind, full=5, secretary_vacant_since=ON - timedelta(days=days))
    return school(org, roles=tuple(holder(org, **person) for person in people))


ACTING = {"role": Role.DEPUTY_SECRETARY, "is_acting": True, "person": "演示乙"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (headless(0), (Outcome.FAIL, Severity.WARNING, "0")),
        (headless(180), (Outcome.FAIL, Severity.WARNING, "0")),
        (headless(181), (Outcome.FAIL, Severity.ERROR, "0")),
        (headless(181, ACTING), (Outcome.FAIL, Severity.INFO, "acting")),
        (headless(181, {"role": Role.SECRETARY}), PASS),
        (headless(0, kind=OrgType.TEMPORARY_BRANCH), (Outcome.FAIL, Severity.WARNING, "0")),
        (headless(0, kind=OrgType.GROUP), NOT_APPLICABLE),
    ],
)
def test_one_secretary(facts: SchoolFacts, expected: object) -> None:
    assert outcome(facts, "CMT-014") == expected


def test_boundary_12_a_resigned_secretary_leaves_a_vacancy() -> None:
    facts = headless(0)

    assert failing(facts, "CMT", "TERM") == {"CMT-014": Severity.WARNING}
    assert said(only(facts, "CMT-014")) == "示例小学党支部书记自2026年6月1日起空缺。"
    assert how(only(facts, "CMT-014")) == (
        "请按程序补选或者提请县委教育工委指派；过渡期间明确主持工作的同志并登记。"
    )


def test_an_acting_leader_is_named() -> None:
    assert said(only(headless(30, ACTING), "CMT-014")) == (
        "示例小学党支部书记自2026年5月2日起空缺，现由演示乙主持工作。"
    )


def test_without_a_former_secretary_the_vacancy_counts_from_the_activation() -> None:
    fresh = school(branch(full=5, activated_on=date(2026, 5, 1)))
    undated = school(branch(full=5, activated_on=None, established_on=None))

    assert only(fresh, "CMT-014").result.evidence["v"] == "2026-05-01"
    assert said(only(undated, "CMT-014")) == "示例小学党支部尚未登记书记（主持工作的不计）。"


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"role": Role.SECRETARY}, Outcome.PASS),
        ({"role": Role.SECRETARY, "is_acting": True}, Outcome.FAIL),
        ({"role": Role.MEMBER}, Outcome.FAIL),
    ],
)
def test_activation_needs_a_secretary_who_is_not_acting(person: dict[str, object], expected: Outcome) -> None:
    facts = headless(0, person)

    assert asked(facts, Gate.G1, "CMT-014", facts.orgs[0]) == [expected]


# CMT-016


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, PASS),
        ({"left_on": ON + timedelta(days=1)}, PASS),
        ({"left_on": ON}, (Outcome.FAIL, Severity.ERROR, "")),
        ({"left_on": ON, "is_retired": True}, (Outcome.FAIL, Severity.ERROR, "")),
    ],
)
def test_who_left_is_no_longer_in_post(changes: dict[str, object], expected: object) -> None:
    assert outcome(in_post(**changes), "CMT-016") == expected


@pytest.mark.parametrize(("retired", "expected"), [(True, Outcome.PASS), (False, Outcome.FAIL)])
def test_the_retired_lead_their_own_branch(retired: bool, expected: Outcome) -> None:
    org = branch(full=5, kind=OrgKind.RETIRED)

    assert only(in_post(org=org, left_on=ON, is_retired=retired), "CMT-016").result.outcome == expected


def test_a_departed_holder_is_said_with_the_body_of_the_post() -> None:
    in_party = only(in_post(Role.SECRETARY, left_on=date(2026, 3, 1)), "CMT-016")
    principal = holder(None, Role.PRINCIPAL, left_on=date(2026, 3, 1))
    in_school = only(school(ORG, roles=(principal,)), "CMT-016")

    assert said(in_party) == "示例小学党支部书记的登记人员已于2026年3月1日离校（退休），任职尚未终止。"
    assert said(in_school) == "示例小学校长的登记人员已于2026年3月1日离校（退休），任职尚未终止。"
    assert how(in_party) == "请登记任职终止日期，并按程序补选。"


def test_unit_posts_end_with_the_record_of_the_unit() -> None:
    grade = unit()
    facts = school(ORG, units=(grade,), roles=(holder(grade, Role.UNIT_HEAD, left_on=date(2020, 1, 1)),))

    assert outcome(facts, "CMT-016") == NOT_APPLICABLE


# CMT-018


@pytest.mark.parametrize(
    ("role", "changes", "expected"),
    [
        (Role.SECRETARY, {}, Outcome.PASS),
        (Role.SECRETARY, {"method": None}, Outcome.FAIL),
        (Role.DEPUTY_SECRETARY, {"has_document": False}, Outcome.FAIL),
        (Role.SECRETARY, {"method": Method.ELECTED, "has_document": False}, Outcome.PASS),
        (Role.MEMBER, {"method": None, "has_document": False}, Outcome.NOT_APPLICABLE),
    ],
)
def test_posts_with_method_and_document(role: Role, changes: dict[str, object], expected: Outcome) -> None:
    assert only(in_post(role, **changes), "CMT-018").result.outcome == expected


def test_an_undocumented_principal_is_said_with_the_school() -> None:
    facts = school(ORG, roles=(holder(None, Role.PRINCIPAL, method=Method.ENGAGED, has_document=False),))

    assert said(only(facts, "CMT-018")) == "示例小学校长未登记任职方式或者文件。"
    assert how(only(facts, "CMT-018")) == "请补充登记。"


# Several rules together


def test_boundary_15_the_date_that_was_missing_brings_the_finding_and_no_refusal() -> None:
    def seventh(full: Bound) -> SchoolFacts:
        own = term(committee_seats=0, full_at_start=exactly(6))
        org = branch(id=70, full=full, since7=ON - timedelta(days=200), term=own)
        return school(org, roles=(holder(org, Role.SECRETARY),))

    before, after = seventh(Bound(6, 7)), seventh(exactly(7))

    assert outcome(before, "CMT-001") == UNKNOWN
    assert outcome(after, "CMT-001") == (Outcome.FAIL, Severity.ERROR, "a")
    assert all_rules()["CMT-001"].gate != Gate.INVARIANT


def test_boundary_26_founding_committee_and_terms_step_by_step() -> None:
    founded = date(2023, 1, 1)

    def on_day(day: int, secretary: dict[str, object] | None, **changes: object) -> SchoolFacts:
        on = founded + timedelta(days=day)
        org = branch(full=5, **changes)
        roles = (holder(org, Role.SECRETARY, **secretary),) if secretary is not None else ()
        return school(org, roles=roles, on=on)

    elected_on = founded + timedelta(days=75)
    own = term(start=elected_on, planned_end=date(2026, 3, 17), number=1, full_at_start=exactly(5))
    head = {"method": Method.ELECTED, "elected_on": elected_on, "approved_on": None, "start": elected_on}
    approved = {**head, "approved_on": founded + timedelta(days=88)}
    later = founded + timedelta(days=470)
    second = {"method": Method.ELECTED, "elected_on": later, "approved_on": None, "start": later}
    active = {"activated_on": founded + timedelta(days=90), "term": own}
    vacant = {**active, "secretary_vacant_since": founded + timedelta(days=400)}

    days = {
        45: on_day(45, None, state=OrgState.PREPARING, term=None),
        75: on_day(75, head, state=OrgState.PREPARING, term=own),
        90: on_day(90, approved, **active),
        400: on_day(400, None, **vacant),
        470: on_day(470, second, **vacant),
        1170: on_day(1170, approved, **active),
        1172: on_day(1172, approved, **active),
    }

    found = {day: failing(facts, "CMT", "TERM-002", "TERM-007") for day, facts in days.items()}
    activating = on_day(90, approved, state=OrgState.PREPARING, term=own)
    at_g1 = judge_at(activating, Gate.G1, activating.orgs[0].id)
    mine = [j for j in at_g1 if j.rule.startswith(("CMT", "TERM"))]
    assert found == {
        45: {},
        75: {},
        90: {},
        400: {"CMT-014": Severity.WARNING},
        470: {},
        1170: {},
        1172: {"TERM-002": Severity.ERROR},
    }
    assert {j.rule for j in mine} == {"TERM-007", "CMT-001", "CMT-009", "CMT-011", "CMT-014"}
    assert not {j.result.outcome for j in mine} & {Outcome.FAIL, Outcome.UNKNOWN}


@pytest.mark.parametrize(("secretary_id", "expected"), [(1, "CMT-016"), (2, "CMT-014")])
def test_a_departed_secretary_is_one_finding_and_a_missing_one_another(
    secretary_id: int, expected: str
) -> None:
    org = general_branch(full=60, term=term(committee_seats=None))
    people = (holder(org, Role.SECRETARY, left_on=date(2026, 5, 1)),) if secretary_id == 1 else ()

    assert set(failing(school(org, roles=people), "CMT")) == {expected}

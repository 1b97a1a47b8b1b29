"""CMT-014, CMT-016, CMT-018: the post of the secretary, people who left, documents."""

from datetime import date, timedelta

import pytest

from governance.choices import Gate, Method, OrgKind, OrgState, OrgType, Outcome, Role, Severity
from governance.domain.weighing import weigh
from governance.facts import Bound, OrgFact, SchoolFacts, exactly
from governance.rules.examples import ON, branch, general_branch, holder, organization, school, term, unit
from governance.rules.judging import judge, judge_at
from tests.governance.rules.judged import (
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    at_gate,
    failing,
    fails,
    mend_of,
    only,
    outcome,
    sentence_of,
)

ORG = branch(full=8, term=term(committee_seats=3))


CMT_CODES = [f"CMT-{n:03}" for n in (1, 2, 3, 4, 5, 6, 8, 11, 12, 14, 16, 17, 18, 19)]


@pytest.mark.parametrize("code", CMT_CODES)
@pytest.mark.parametrize("state", [OrgState.DRAFT, OrgState.SUBMITTED, OrgState.PREPARING])
def test_nothing_is_said_before_activation(code: str, state: OrgState) -> None:
    org = branch(full=8, state=state, term=term(committee_seats=2))
    roles = (holder(org, Role.SECRETARY, left_on=date(2020, 1, 1), method=None),)

    assert [j for j in judge(school(org, roles=roles), [code]) if j.fails] == []


def in_post(role: Role = Role.MEMBER, org: OrgFact = ORG, **changes: object) -> SchoolFacts:
    on = changes.pop("on", ON)
    return school(org, roles=(holder(org, role, **changes),), on=on)


def headless(days: int, *people: object, kind: OrgType = OrgType.BRANCH) -> SchoolFacts:
    org = organization(kind, full=5, secretary_vacant_since=ON - timedelta(days=days))
    return school(org, roles=tuple(holder(org, **person) for person in people))


ACTING = {"role": Role.DEPUTY_SECRETARY, "is_acting": True, "person": "演示乙"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (headless(0), fails(Severity.WARNING, "0")),
        (headless(180), fails(Severity.WARNING, "0")),
        (headless(181), fails(Severity.ERROR, "0")),
        (headless(181, ACTING), fails(Severity.INFO, "acting")),
        (headless(181, {"role": Role.SECRETARY}), PASS),
        (headless(0, kind=OrgType.TEMPORARY_BRANCH), fails(Severity.WARNING, "0")),
        (headless(0, kind=OrgType.GROUP), NOT_APPLICABLE),
    ],
)
def test_one_secretary(facts: SchoolFacts, expected: object) -> None:
    assert outcome(facts, "CMT-014") == expected


def test_boundary_12_a_resigned_secretary_leaves_a_vacancy() -> None:
    facts = headless(0)

    assert failing(facts, "CMT", "TERM") == {"CMT-014": Severity.WARNING}
    assert sentence_of(only(facts, "CMT-014")) == "示例小学党支部书记自2026年6月1日起空缺。"
    assert mend_of(only(facts, "CMT-014")) == (
        "请按程序补选或者提请县委教育工委指派；过渡期间明确主持工作的同志并登记。"
    )


def test_an_acting_leader_is_named() -> None:
    assert sentence_of(only(headless(30, ACTING), "CMT-014")) == (
        "示例小学党支部书记自2026年5月2日起空缺，现由演示乙主持工作。"
    )


def test_without_a_former_secretary_the_vacancy_counts_from_the_activation() -> None:
    fresh = school(branch(full=5, activated_on=date(2026, 5, 1)))
    undated = school(branch(full=5, activated_on=None, established_on=None))

    assert only(fresh, "CMT-014").result.evidence["v"] == "2026-05-01"
    assert sentence_of(only(undated, "CMT-014")) == "示例小学党支部尚未登记书记（主持工作的不计）。"


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

    assert at_gate(facts, Gate.G1, facts.orgs[0], "CMT-014") == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, PASS),
        ({"left_on": ON + timedelta(days=1)}, PASS),
        ({"left_on": ON}, fails(Severity.ERROR)),
        ({"left_on": ON, "is_retired": True}, fails(Severity.ERROR)),
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

    assert sentence_of(in_party) == "示例小学党支部书记的登记人员已于2026年3月1日离校（退休），任职尚未终止。"
    assert sentence_of(in_school) == "示例小学校长的登记人员已于2026年3月1日离校（退休），任职尚未终止。"
    assert mend_of(in_party) == "请登记任职终止日期，并按程序补选。"


def test_unit_posts_end_with_the_record_of_the_unit() -> None:
    grade = unit()
    facts = school(ORG, units=(grade,), roles=(holder(grade, Role.UNIT_HEAD, left_on=date(2020, 1, 1)),))

    assert outcome(facts, "CMT-016") == NOT_APPLICABLE


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

    assert sentence_of(only(facts, "CMT-018")) == "示例小学校长未登记任职方式或者文件。"
    assert mend_of(only(facts, "CMT-018")) == "请补充登记。"


def test_boundary_15_the_date_that_was_missing_brings_the_finding_and_no_refusal() -> None:
    def seventh(full: Bound) -> SchoolFacts:
        own = term(committee_seats=0, full_at_start=exactly(6))
        org = branch(id=70, full=full, since7=ON - timedelta(days=200), term=own)
        return school(org, roles=(holder(org, Role.SECRETARY),))

    before, after = seventh(Bound(6, 7)), seventh(exactly(7))

    assert outcome(before, "CMT-001") == UNKNOWN
    assert outcome(after, "CMT-001") == fails(Severity.ERROR, "a")
    balance = weigh(judge(before), judge(after), after, {})
    assert "CMT-001" in {j.rule for j in balance.caused}
    assert (balance.refusing, balance.asking) == ((), ())


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

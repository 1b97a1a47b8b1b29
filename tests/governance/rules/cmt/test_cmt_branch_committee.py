"""CMT-001, CMT-002: which branches have a committee, and of how many."""

from datetime import date, timedelta

import pytest

from governance.choices import Gate, OrgState, OrgType, Outcome, Role, Severity
from governance.facts import Bound, SchoolFacts, exactly
from governance.rules.catalogue import all_rules
from governance.rules.examples import ON, branch, holder, joint_branch, organization, school, term
from tests.governance.rules.judged import (
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    at_gate,
    failing,
    fails,
    members,
    mend_of,
    only,
    outcome,
    sentence_of,
)


def sized(full: int | Bound, seats: int | None, **changes: object) -> SchoolFacts:
    return school(branch(full=full, since7=date(2024, 1, 1), term=term(committee_seats=seats), **changes))


@pytest.mark.parametrize(
    ("full", "seats", "expected"),
    [
        (6, 0, NOT_APPLICABLE),
        (Bound(6, 7), 0, UNKNOWN),
        (Bound(7, 9), 3, PASS),
        (7, 0, fails(Severity.ERROR, "a")),
        (7, None, fails(Severity.ERROR, "a")),
        (7, 1, fails(Severity.ERROR, "b")),
        (7, 2, fails(Severity.ERROR, "b")),
        (7, 3, PASS),
        (30, 5, PASS),
        (30, 6, fails(Severity.INFO, "c")),
        (30, 7, fails(Severity.INFO, "c")),
        (30, 8, fails(Severity.WARNING, "c")),
    ],
)
def test_seats_of_a_branch_committee(full: int | Bound, seats: int | None, expected: object) -> None:
    assert outcome(sized(full, seats), "CMT-001") == expected


def test_boundary_08_seven_full_members_without_a_committee() -> None:
    def since(days: int) -> SchoolFacts:
        org = branch(full=7, since7=ON - timedelta(days=days), term=term(committee_seats=0))
        return school(org, roles=(holder(org, Role.SECRETARY),))

    six = branch(full=6, term=term(committee_seats=0, full_at_start=exactly(6)))

    assert outcome(school(six, roles=(holder(six, Role.SECRETARY),)), "CMT-001") == NOT_APPLICABLE
    assert outcome(since(0), "CMT-001") == fails(Severity.INFO, "a")
    assert outcome(since(90), "CMT-001") == fails(Severity.INFO, "a")
    assert outcome(since(91), "CMT-001") == fails(Severity.ERROR, "a")
    assert failing(since(91), "CMT", "TERM") == {"CMT-001": Severity.ERROR}


def test_at_six_only_the_members_meeting_decides() -> None:
    six = branch(full=6, term=term(committee_seats=0, full_at_start=exactly(6)))
    facts = school(six, roles=(holder(six, Role.SECRETARY), holder(six, Role.DEPUTY_SECRETARY)))

    assert {code: outcome(facts, code)[0] for code in ("CMT-001", "CMT-002", "CMT-003", "CMT-008")} == {
        "CMT-001": Outcome.NOT_APPLICABLE,
        "CMT-002": Outcome.PASS,
        "CMT-003": Outcome.NOT_APPLICABLE,
        "CMT-008": Outcome.PASS,
    }


def test_missing_and_odd_committees_are_said() -> None:
    missing, odd = only(sized(7, 0), "CMT-001"), only(sized(30, 8), "CMT-001")

    assert sentence_of(missing) == "示例小学党支部现有正式党员7人，尚未登记支部委员会。"
    assert mend_of(missing) == (
        "请报县委教育工委同意后召开党员大会选举支部委员会；已选举的，登记届次和委员职数。"
    )
    assert sentence_of(odd) == "示例小学党支部支部委员会职数8人，与一般3至5人、不超过7人的要求不一致。"


def test_a_joint_branch_needs_a_committee_too_and_a_temporary_one_does_not() -> None:
    joint = joint_branch(full=9, since7=date(2024, 1, 1), term=term(committee_seats=0))
    temporary = organization(OrgType.TEMPORARY_BRANCH, full=9, term=None)

    assert outcome(school(joint), "CMT-001") == fails(Severity.ERROR, "a")
    assert outcome(school(temporary), "CMT-001") == NOT_APPLICABLE


@pytest.mark.parametrize("gate", [Gate.G1, Gate.G2])
@pytest.mark.parametrize(
    ("full", "seats", "expected"),
    [
        (6, 0, Outcome.NOT_APPLICABLE),
        (7, 0, Outcome.FAIL),
        (7, 2, Outcome.FAIL),
        (7, 3, Outcome.PASS),
        (30, 8, Outcome.PASS),
        (Bound(6, 7), 0, Outcome.UNKNOWN),
    ],
)
def test_gates_give_no_days_for_a_missing_committee(
    gate: Gate, full: int | Bound, seats: int, expected: Outcome
) -> None:
    org = branch(full=full, since7=ON, state=OrgState.PREPARING, term=term(committee_seats=seats))

    assert at_gate(school(org), gate, org, "CMT-001") == [expected]


def test_structure_falls_to_a_hint_while_the_organisation_is_rearranged() -> None:
    facts = sized(7, 0, state=OrgState.ADJUSTING, state_since=date(2026, 5, 1))
    too_long = sized(7, 0, state=OrgState.ADJUSTING, state_since=ON - timedelta(days=91))

    assert outcome(facts, "CMT-001") == fails(Severity.INFO, "a")
    assert outcome(too_long, "CMT-001") == fails(Severity.ERROR, "a")


def small(at_start: int | Bound, now: int | Bound = 6, seats: int = 3) -> SchoolFacts:
    start = at_start if isinstance(at_start, Bound) else exactly(at_start)
    org = branch(full=now, term=term(committee_seats=seats, full_at_start=start))
    return school(org, roles=(holder(org, Role.SECRETARY), *members(org, max(0, seats - 1))))


def test_boundary_09_elected_at_eight_now_six() -> None:
    found = only(small(8), "CMT-002")

    assert (found.result.severity, found.result.variant) == (Severity.INFO, "later")
    assert sentence_of(found) == "示例小学党支部本届开始时正式党员8人，现有6人，已不足7人，仍设支部委员会。"
    assert only(small(8), "SEC-006").result.because == ""


def test_boundary_10_elected_at_six() -> None:
    found = only(small(6), "CMT-002")

    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "")
    assert sentence_of(found) == "示例小学党支部本届开始时正式党员6人，不足7人，登记了支部委员会。"
    assert mend_of(found) == (
        "不足7人的支部设书记1名，必要时可以设副书记1名。请在下次换届时按实际人数办理；登记有误的请更正。"
    )
    assert only(small(6), "SEC-006").result.because == "CMT-002"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (small(8, now=7), NOT_APPLICABLE),
        (small(8, now=Bound(6, 7)), UNKNOWN),
        (small(Bound(6, 7)), UNKNOWN),
        (small(6, seats=0), PASS),
    ],
)
def test_small_branch_needs_no_committee(facts: SchoolFacts, expected: object) -> None:
    assert outcome(facts, "CMT-002") == expected


def test_a_member_without_seats_is_a_committee_too() -> None:
    org = branch(full=6, term=term(committee_seats=0, full_at_start=exactly(6)))

    assert outcome(school(org, roles=members(org, 1)), "CMT-002") == fails(Severity.WARNING)


def test_both_branch_rules_wait_for_the_same_missing_date() -> None:
    facts = small(6, now=Bound(6, 7))

    assert [only(facts, code).result.missing for code in ("CMT-001", "CMT-002")] == [("转正日期",)] * 2


@pytest.mark.parametrize(("full", "expected"), [(6, Outcome.FAIL), (7, Outcome.NOT_APPLICABLE)])
def test_opening_a_term_with_a_needless_committee_asks_a_reason(full: int, expected: Outcome) -> None:
    org = branch(full=full, term=term(committee_seats=3, full_at_start=exactly(full)))

    assert at_gate(school(org), Gate.G2, org, "CMT-002") == [expected]
    assert Gate.G2 in all_rules()["CMT-002"].asks_at

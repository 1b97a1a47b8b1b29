"""CMT-012, CMT-017, CMT-019: who supervises, and who counts as a member of the committee."""

from datetime import date

import pytest

from governance.choices import Duty, Outcome, Role, Severity
from governance.facts import Bound, SchoolFacts, exactly
from governance.rules.examples import (
    ON,
    branch,
    committee,
    general_branch,
    holder,
    inner_branch,
    school,
    term,
)
from governance.rules.judging import judge
from tests.governance.rules.judged import (
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    failing,
    fails,
    members,
    mend_of,
    only,
    outcome,
    sentence_of,
)


def with_duties(*duties: Duty, present: int = 2, seats: int = 3) -> SchoolFacts:
    org = branch(full=9, term=term(committee_seats=seats), vacancy_since=ON)
    return school(org, roles=(holder(org, Role.SECRETARY), *members(org, present, *duties)))


def small(at_start: int | Bound, now: int | Bound = 6, seats: int = 3) -> SchoolFacts:
    start = at_start if isinstance(at_start, Bound) else exactly(at_start)
    org = branch(full=now, term=term(committee_seats=seats, full_at_start=start))
    return school(org, roles=(holder(org, Role.SECRETARY), *members(org, max(0, seats - 1))))


@pytest.mark.parametrize(
    ("org_changes", "duty", "has_secretary", "expected"),
    [
        ({}, Duty.DISCIPLINE, False, PASS),
        ({}, Duty.PUBLICITY, False, fails(Severity.WARNING)),
        ({}, None, False, UNKNOWN),
        ({"discipline_committee": True}, Duty.PUBLICITY, True, PASS),
        ({"discipline_committee": True}, Duty.PUBLICITY, False, fails(Severity.WARNING)),
        ({"discipline_committee": False}, Duty.PUBLICITY, True, fails(Severity.WARNING)),
    ],
)
def test_a_party_committee_has_a_commission_or_a_member_for_discipline(
    org_changes: dict[str, bool], duty: Duty | None, has_secretary: bool, expected: object
) -> None:
    org = committee(full=120, term=term(committee_seats=1), **org_changes)
    roles = members(org, 1, *([duty] if duty else []))
    if has_secretary:
        roles += (holder(org, Role.DISCIPLINE_SECRETARY),)

    assert outcome(school(org, roles=roles), "CMT-012") == expected


def test_a_general_branch_needs_the_member_itself() -> None:
    org = general_branch(full=60, term=term(committee_seats=1), discipline_committee=True)
    facts = school(org, roles=(*members(org, 1, Duty.PUBLICITY), holder(org, Role.DISCIPLINE_SECRETARY)))
    found = only(facts, "CMT-012")

    assert sentence_of(found) == "示例小学党总支未登记纪律检查委员（纪委）。"
    assert mend_of(found) == "请按县委教育工委确定的设置形式配备并登记。"


def test_an_empty_seat_explains_the_missing_discipline_member() -> None:
    org = general_branch(full=60, term=term(committee_seats=5))
    facts = school(org, roles=members(org, 2, Duty.PUBLICITY))

    assert only(facts, "CMT-012").result.because == "CMT-008"


def test_in_a_branch_the_duty_is_a_matter_of_its_own_rule() -> None:
    facts = with_duties(Duty.ORGANIZATION)

    assert outcome(facts, "CMT-012") == NOT_APPLICABLE
    assert "CMT-012" not in failing(facts, "CMT")


@pytest.mark.parametrize(
    ("other", "posts"),
    [
        ({"role": Role.MEMBER, "duties": frozenset({Duty.DISCIPLINE})}, "纪检委员"),
        ({"role": Role.DISCIPLINE_SECRETARY}, "纪委书记"),
    ],
)
def test_the_secretary_is_not_the_one_who_supervises(other: dict[str, object], posts: str) -> None:
    org = committee(full=120, term=term(committee_seats=7))
    head = holder(org, Role.SECRETARY, person_id=4)
    role = other.pop("role")
    same = only(school(org, roles=(head, holder(org, role, person_id=4, **other))), "CMT-017")

    assert sentence_of(same) == f"示例小学党委书记同时登记为{posts}。"
    assert mend_of(same) == "请结合委员分工研究调整；确需兼任的，登记研究意见。"
    assert outcome(school(org, roles=(head, holder(org, role, person_id=5, **other))), "CMT-017") == PASS


def test_without_a_regular_secretary_nobody_supervises_himself() -> None:
    org = branch(full=8)
    acting = holder(org, Role.SECRETARY, is_acting=True, duties=frozenset({Duty.DISCIPLINE}))

    assert outcome(school(org, roles=(acting,)), "CMT-017") == NOT_APPLICABLE


def test_discipline_in_another_organisation_is_no_conflict() -> None:
    general = general_branch(full=60)
    lower = inner_branch(general, full=20)
    head = holder(general, Role.SECRETARY, person_id=4)
    elsewhere = holder(lower, Role.MEMBER, person_id=4, duties=frozenset({Duty.DISCIPLINE}))

    found = judge(school(general, lower, roles=(head, elsewhere)), ["CMT-017"])

    assert [j.result.outcome for j in found] == [Outcome.PASS, Outcome.NOT_APPLICABLE]


def test_leaders_counted_outside_the_committee() -> None:
    org = branch(full=20, term=term(committee_seats=3))
    leaders = (holder(org, Role.SECRETARY, person_id=1), holder(org, Role.DEPUTY_SECRETARY, person_id=2))
    found = only(school(org, roles=(*leaders, *members(org, 3))), "CMT-019")
    listed = tuple(holder(org, Role.MEMBER, person_id=n) for n in (1, 2, 3))

    assert sentence_of(found) == (
        "示例小学党支部委员会核定3人，登记的书记、副书记和委员共5人，书记、副书记未计入本级委员。"
    )
    assert outcome(school(org, roles=leaders + listed), "CMT-019") == PASS
    assert outcome(school(org, roles=(*leaders, *members(org, 1))), "CMT-019") == PASS
    assert outcome(small(6, seats=0), "CMT-019") == NOT_APPLICABLE


def test_a_team_left_open_explains_the_surplus() -> None:
    org = branch(full=20, term=term(committee_seats=3))
    left = holder(
        org, Role.MEMBER, term_id=1, term_start=date(2021, 3, 15), term_actual_end=date(2024, 3, 15)
    )
    facts = school(org, roles=(holder(org, Role.SECRETARY), *members(org, 2), left))

    assert only(facts, "CMT-019").result.because == "TERM-008"

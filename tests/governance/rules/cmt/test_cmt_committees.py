"""Chapter CMT: the committee of a branch, a 总支, a 党委; its seats, duties and vacancies."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import Basis, Duty, Gate, GroupType, OrgState, OrgType, Outcome, Role, Severity
from governance.facts import Bound, OrgFact, RoleFact, SchoolFacts, WaiverFact, exactly
from governance.rules.catalogue import all_rules
from governance.rules.examples import (
    ON,
    branch,
    committee,
    general_branch,
    group,
    holder,
    inner_branch,
    joint_branch,
    organization,
    school,
    term,
)
from governance.rules.judging import judge, judge_at
from governance.rules.results import Judgement
from governance.rules.texts import mend, sentence

CMT_CODES = [f"CMT-{number:03}" for number in (1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 14, 16, 17, 18, 19)]
PASS = (Outcome.PASS, None, "")
NOT_APPLICABLE = (Outcome.NOT_APPLICABLE, None, "")
UNKNOWN = (Outcome.UNKNOWN, None, "")
SIZE_MEND = "请核对职数批复；经批准另有职数的，登记文件。"


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


def at_gate(facts: SchoolFacts, gate: Gate, org: OrgFact, code: str) -> list[Outcome]:
    return [j.result.outcome for j in judge_at(facts, gate, org.id) if j.rule == code]


def members(org: OrgFact, count: int, *duties: Duty) -> tuple[RoleFact, ...]:
    """``count`` 委员; the first ones hold one of ``duties`` each."""
    held = [frozenset({duty}) for duty in duties] + [frozenset()] * count
    return tuple(holder(org, Role.MEMBER, duties=held[n]) for n in range(count))


@pytest.mark.parametrize("code", CMT_CODES)
def test_examples_say_what_they_claim(code: str) -> None:
    rule = all_rules()[code]

    passing = {j.result.outcome for j in judge(rule.passes.facts, [code])} - {Outcome.NOT_APPLICABLE}
    wrong = [j.result.outcome for j in judge(rule.fails.facts, [code]) if j.fails]

    assert passing == {Outcome.PASS}
    assert wrong == [Outcome.FAIL]


@pytest.mark.parametrize("code", CMT_CODES)
def test_article_numbers_stand_only_with_texts_that_were_read(code: str) -> None:
    assert [s.document for s in all_rules()[code].sources if s.article and s.basis != Basis.CENTRAL] == []


@pytest.mark.parametrize("code", sorted(set(CMT_CODES) - {"CMT-009"}))
@pytest.mark.parametrize("state", [OrgState.DRAFT, OrgState.SUBMITTED, OrgState.PREPARING])
def test_nothing_is_said_before_activation(code: str, state: OrgState) -> None:
    org = branch(full=8, state=state, term=term(committee_seats=2))
    roles = (holder(org, Role.SECRETARY, left_on=date(2020, 1, 1), method=None),)

    assert [j for j in judge(school(org, roles=roles), [code]) if j.fails] == []


# CMT-001


def sized(full: int | Bound, seats: int | None, **changes: object) -> SchoolFacts:
    return school(branch(full=full, since7=date(2024, 1, 1), term=term(committee_seats=seats), **changes))


@pytest.mark.parametrize(
    ("full", "seats", "expected"),
    [
        (6, 0, NOT_APPLICABLE),
        (Bound(6, 7), 0, UNKNOWN),
        (Bound(7, 9), 3, PASS),
        (7, 0, (Outcome.FAIL, Severity.ERROR, "a")),
        (7, None, (Outcome.FAIL, Severity.ERROR, "a")),
        (7, 1, (Outcome.FAIL, Severity.ERROR, "b")),
        (7, 2, (Outcome.FAIL, Severity.ERROR, "b")),
        (7, 3, PASS),
        (30, 5, PASS),
        (30, 6, (Outcome.FAIL, Severity.INFO, "c")),
        (30, 7, (Outcome.FAIL, Severity.INFO, "c")),
        (30, 8, (Outcome.FAIL, Severity.WARNING, "c")),
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
    assert outcome(since(0), "CMT-001") == (Outcome.FAIL, Severity.INFO, "a")
    assert outcome(since(90), "CMT-001") == (Outcome.FAIL, Severity.INFO, "a")
    assert outcome(since(91), "CMT-001") == (Outcome.FAIL, Severity.ERROR, "a")
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

    assert said(missing) == "示例小学党支部现有正式党员7人，尚未登记支部委员会。"
    assert how(missing) == (
        "请报县委教育工委同意后召开党员大会选举支部委员会；已选举的，登记届次和委员职数。"
    )
    assert said(odd) == "示例小学党支部支部委员会职数8人，与一般3至5人、不超过7人的要求不一致。"


def test_a_joint_branch_needs_a_committee_too_and_a_temporary_one_does_not() -> None:
    joint = joint_branch(full=9, since7=date(2024, 1, 1), term=term(committee_seats=0))
    temporary = organization(OrgType.TEMPORARY_BRANCH, full=9, term=None)

    assert outcome(school(joint), "CMT-001") == (Outcome.FAIL, Severity.ERROR, "a")
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

    assert outcome(facts, "CMT-001") == (Outcome.FAIL, Severity.INFO, "a")
    assert outcome(too_long, "CMT-001") == (Outcome.FAIL, Severity.ERROR, "a")


# CMT-002


def small(at_start: int | Bound, now: int | Bound = 6, seats: int = 3) -> SchoolFacts:
    start = at_start if isinstance(at_start, Bound) else exactly(at_start)
    org = branch(full=now, term=term(committee_seats=seats, full_at_start=start))
    return school(org, roles=(holder(org, Role.SECRETARY), *members(org, max(0, seats - 1))))


def test_boundary_09_elected_at_eight_now_six() -> None:
    found = only(small(8), "CMT-002")

    assert (found.result.severity, found.result.variant) == (Severity.INFO, "later")
    assert said(found) == "示例小学党支部本届开始时正式党员8人，现有6人，已不足7人，仍设支部委员会。"
    assert only(small(8), "SEC-006").result.because == ""


def test_boundary_10_elected_at_six() -> None:
    found = only(small(6), "CMT-002")

    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "")
    assert said(found) == "示例小学党支部本届开始时正式党员6人，不足7人，登记了支部委员会。"
    assert how(found) == (
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

    assert outcome(school(org, roles=members(org, 1)), "CMT-002") == (Outcome.FAIL, Severity.WARNING, "")


def test_both_branch_rules_wait_for_the_same_missing_date() -> None:
    facts = small(6, now=Bound(6, 7))

    assert [only(facts, code).result.missing for code in ("CMT-001", "CMT-002")] == [("转正日期",)] * 2


@pytest.mark.parametrize(("full", "expected"), [(6, Outcome.FAIL), (7, Outcome.NOT_APPLICABLE)])
def test_opening_a_term_with_a_needless_committee_asks_a_reason(full: int, expected: Outcome) -> None:
    org = branch(full=full, term=term(committee_seats=3, full_at_start=exactly(full)))

    assert at_gate(school(org), Gate.G2, org, "CMT-002") == [expected]
    assert Gate.G2 in all_rules()["CMT-002"].asks_at


# CMT-003


def with_duties(*duties: Duty, present: int = 2, seats: int = 3) -> SchoolFacts:
    org = branch(full=9, term=term(committee_seats=seats), vacancy_since=ON)
    return school(org, roles=(holder(org, Role.SECRETARY), *members(org, present, *duties)))


def test_one_person_may_hold_two_duties() -> None:
    org = branch(full=9, term=term(committee_seats=3))
    two = holder(org, Role.MEMBER, duties=frozenset({Duty.ORGANIZATION, Duty.PUBLICITY}))
    third = holder(org, Role.MEMBER, duties=frozenset({Duty.DISCIPLINE}))
    facts = school(org, roles=(holder(org, Role.SECRETARY), two, third))

    assert outcome(facts, "CMT-003") == PASS


def test_missing_duties_are_named() -> None:
    found = only(with_duties(Duty.ORGANIZATION), "CMT-003")

    assert found.result.severity == Severity.ERROR
    assert said(found) == "示例小学党支部支部委员会未明确宣传委员、纪检委员。"
    assert how(found) == "请在支部委员会会议上明确委员分工并登记；人数较少的可以由一人兼任两项。"


def test_no_duty_at_all_is_missing_data() -> None:
    assert only(with_duties(), "CMT-003").result.missing == ("委员分工",)


def test_an_empty_seat_explains_a_missing_duty_from_its_first_day() -> None:
    found = only(with_duties(Duty.ORGANIZATION, present=1), "CMT-003")

    assert (found.result.outcome, found.result.because) == (Outcome.NOT_APPLICABLE, "CMT-008")


def test_a_missing_committee_explains_missing_duties() -> None:
    assert only(sized(7, 0), "CMT-003").result.because == "CMT-001"
    assert only(sized(30, 8), "CMT-003").result.because == "CMT-008"


# CMT-004


@pytest.mark.parametrize(("count", "expected"), [(0, Outcome.PASS), (1, Outcome.PASS), (2, Outcome.FAIL)])
@pytest.mark.parametrize("kind", [OrgType.BRANCH, OrgType.JOINT_BRANCH, OrgType.TEMPORARY_BRANCH])
def test_one_deputy_in_a_branch(kind: OrgType, count: int, expected: Outcome) -> None:
    org = organization(kind, full=6)
    facts = school(org, roles=tuple(holder(org, Role.DEPUTY_SECRETARY) for _n in range(count)))

    assert only(facts, "CMT-004").result.outcome == expected


def test_two_deputies_are_said_and_one_person_is_one_deputy() -> None:
    org = branch(full=6)
    two = school(org, roles=(holder(org, Role.DEPUTY_SECRETARY), holder(org, Role.DEPUTY_SECRETARY)))
    same = school(org, roles=tuple(holder(org, Role.DEPUTY_SECRETARY, person_id=5) for _n in range(2)))

    assert said(only(two, "CMT-004")) == "示例小学党支部登记副书记2名，超过一般1名的职数。"
    assert how(only(two, "CMT-004")) == "请核对副书记职数的批准文件；确需增设的，附文件登记说明。"
    assert outcome(same, "CMT-004") == PASS
    assert outcome(school(general_branch()), "CMT-004") == NOT_APPLICABLE


# CMT-005, CMT-006


@pytest.mark.parametrize(
    ("build", "code", "seats", "expected"),
    [
        (general_branch, "CMT-005", 4, (Outcome.FAIL, Severity.WARNING, "")),
        (general_branch, "CMT-005", 5, PASS),
        (general_branch, "CMT-005", 7, PASS),
        (general_branch, "CMT-005", 8, (Outcome.FAIL, Severity.INFO, "")),
        (general_branch, "CMT-005", 9, (Outcome.FAIL, Severity.INFO, "")),
        (general_branch, "CMT-005", 10, (Outcome.FAIL, Severity.WARNING, "")),
        (general_branch, "CMT-005", None, UNKNOWN),
        (general_branch, "CMT-006", 3, NOT_APPLICABLE),
        (committee, "CMT-006", 4, (Outcome.FAIL, Severity.WARNING, "")),
        (committee, "CMT-006", 5, PASS),
        (committee, "CMT-006", 9, PASS),
        (committee, "CMT-006", 10, (Outcome.FAIL, Severity.INFO, "")),
        (committee, "CMT-006", 11, (Outcome.FAIL, Severity.INFO, "")),
        (committee, "CMT-006", 12, (Outcome.FAIL, Severity.WARNING, "")),
        (committee, "CMT-006", None, UNKNOWN),
        (committee, "CMT-005", 3, NOT_APPLICABLE),
    ],
)
def test_size_of_larger_committees(build: object, code: str, seats: int | None, expected: object) -> None:
    assert outcome(school(build(term=term(committee_seats=seats))), code) == expected


def test_size_is_said_with_the_type() -> None:
    small_one = only(school(general_branch(term=term(committee_seats=3))), "CMT-005")
    large_one = only(school(committee(term=term(committee_seats=12))), "CMT-006")

    assert said(small_one) == "示例小学党总支委员会职数3人，与党总支一般5至7人的设置不一致。"
    assert said(large_one) == "示例小学党委委员会职数12人，与党委一般5至9人的设置不一致。"
    assert how(small_one) == how(large_one) == SIZE_MEND


@pytest.mark.parametrize(
    ("build", "code", "allowed"), [(general_branch, "CMT-005", 1), (committee, "CMT-006", 2)]
)
def test_the_principal_does_not_use_up_a_deputy_post(build: object, code: str, allowed: int) -> None:
    org = build(term=term(committee_seats=7))
    principal = (holder(None, Role.PRINCIPAL, person_id=1), holder(org, Role.DEPUTY_SECRETARY, person_id=1))
    deputies = tuple(holder(org, Role.DEPUTY_SECRETARY) for _n in range(allowed + 1))
    too_many = only(school(org, roles=principal + deputies), code)

    assert outcome(school(org, roles=principal + deputies[:allowed]), code) == PASS
    assert (too_many.result.severity, too_many.result.variant) == (Severity.WARNING, "deputies")
    assert f"登记副书记{allowed + 1}名（不含校长）" in said(too_many)


def test_a_school_committee_has_no_standing_committee() -> None:
    found = only(school(committee(term=term(committee_seats=7), standing_committee=True)), "CMT-006")

    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "standing")
    assert said(found) == "示例小学党委登记设有常务委员会，学校党委一般不设常务委员会。"


def test_a_document_for_another_size_waives_it() -> None:
    org = general_branch(term=term(committee_seats=3))
    waiver = WaiverFact("CMT-005", "organization", org.number, date(2030, 1, 1))

    assert outcome(school(org, waivers=(waiver,)), "CMT-005")[0] == Outcome.WAIVED


# CMT-008


def vacant(days: int, present: int = 4, **changes: object) -> SchoolFacts:
    seats = {"committee_seats": 5, "full_at_start": exactly(20), **changes}
    org = branch(
        full=20, since7=date(2020, 1, 1), term=term(**seats), vacancy_since=ON - timedelta(days=days)
    )
    team = members(org, present - 1, Duty.ORGANIZATION, Duty.PUBLICITY)
    return school(org, roles=(holder(org, Role.SECRETARY), *team))


def orderly(days: int) -> SchoolFacts:
    """A single-branch school where all is well but for one vacant seat since ``days``."""
    facts = vacant(days, present=3)
    (org,), (head, *team) = facts.orgs, facts.roles
    deputy = holder(org, Role.DEPUTY_SECRETARY, is_full_time_party=True)
    principal = holder(None, Role.PRINCIPAL, person_id=head.person_id)
    topics = (GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY)
    return replace(
        facts,
        roles=(head, *team, deputy, principal),
        groups=(group(*topics, head_ids=(head.person_id,)),),
        unit_full=exactly(20),
        unit_all=20,
    )


def test_boundary_11_a_vacant_seat_is_one_finding_after_ninety_days() -> None:
    assert failing(orderly(30), "") == {}
    assert failing(orderly(90), "") == {}
    assert failing(orderly(91), "") == {"CMT-008": Severity.WARNING}
    assert {j.rule for j in judge(orderly(91)) if j.result.because == "CMT-008"} == {"CMT-003"}


def test_a_vacancy_is_said_with_its_days() -> None:
    found = only(vacant(92, present=3), "CMT-008")

    assert said(found) == ("示例小学党支部委员会核定5人，现有3人，缺额自2026年3月1日起已92天，尚未登记补选。")
    assert how(found) == "请按程序补选；书记、副书记确有必要的，可以由县委教育工委指派。"


@pytest.mark.parametrize("opened", ["by_election_opened_on", "election_opened_on"])
def test_an_opened_election_answers_a_vacancy(opened: str) -> None:
    assert outcome(vacant(200, **{opened: date(2026, 5, 1)}), "CMT-008") == PASS


def test_a_by_election_before_the_vacancy_filled_another_seat() -> None:
    earlier = vacant(200, by_election_opened_on=ON - timedelta(days=201))

    assert outcome(earlier, "CMT-008") == (Outcome.FAIL, Severity.WARNING, "")


@pytest.mark.parametrize(
    ("planned_end", "expected"),
    [
        (ON + timedelta(days=89), NOT_APPLICABLE),
        (ON + timedelta(days=90), (Outcome.FAIL, Severity.WARNING, "")),
        (ON - timedelta(days=1), NOT_APPLICABLE),
    ],
)
def test_a_term_that_ends_soon_fills_the_seat(planned_end: date, expected: object) -> None:
    assert outcome(vacant(200, planned_end=planned_end), "CMT-008") == expected


def test_without_an_end_the_vacancy_counts_from_the_start_of_the_term() -> None:
    org = branch(full=9, term=term(committee_seats=3, start=date(2026, 1, 1)))
    facts = school(org, roles=(holder(org, Role.SECRETARY), *members(org, 1)))

    assert only(facts, "CMT-008").result.evidence["since"] == "2026-01-01"


def test_the_secretary_seat_is_not_counted_here() -> None:
    org = branch(full=9, term=term(committee_seats=3), vacancy_since=date(2025, 6, 1))
    others = school(org, roles=members(org, 2))
    one_more = only(school(org, roles=members(org, 1)), "CMT-008")

    assert outcome(others, "CMT-008") == PASS
    assert (one_more.result.evidence["seats"], one_more.result.evidence["n"]) == (3, 1)


def test_a_deputy_is_missed_only_if_the_seat_was_approved() -> None:
    def without_deputy(deputy_seats: int) -> SchoolFacts:
        own = term(committee_seats=3, deputy_seats=deputy_seats)
        org = branch(full=9, term=own, vacancy_since=date(2026, 3, 1))
        return school(org, roles=(holder(org, Role.SECRETARY), *members(org, 2)))

    missed = only(without_deputy(1), "CMT-008")

    assert outcome(without_deputy(0), "CMT-008") == PASS
    assert said(missed) == (
        "示例小学党支部核定副书记1名，现有0名，缺额自2026年3月1日起已92天，尚未登记补选。"
    )


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        (general_branch(full=60, term=term(committee_seats=None)), UNKNOWN),
        (branch(full=8, term=term(committee_seats=None)), UNKNOWN),
        (branch(full=6, term=term(committee_seats=None)), NOT_APPLICABLE),
        (branch(full=6, term=term(committee_seats=0)), PASS),
    ],
)
def test_seats_that_nobody_recorded(org: OrgFact, expected: object) -> None:
    assert outcome(school(org), "CMT-008") == expected


# CMT-012


@pytest.mark.parametrize(
    ("org_changes", "duty", "has_secretary", "expected"),
    [
        ({}, Duty.DISCIPLINE, False, PASS),
        ({}, Duty.PUBLICITY, False, (Outcome.FAIL, Severity.WARNING, "")),
        ({}, None, False, UNKNOWN),
        ({"discipline_committee": True}, Duty.PUBLICITY, True, PASS),
        ({"discipline_committee": True}, Duty.PUBLICITY, False, (Outcome.FAIL, Severity.WARNING, "")),
        ({"discipline_committee": False}, Duty.PUBLICITY, True, (Outcome.FAIL, Severity.WARNING, "")),
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

    assert said(found) == "示例小学党总支未登记纪律检查委员（纪委）。"
    assert how(found) == "请按县委教育工委确定的设置形式配备并登记。"


def test_an_empty_seat_explains_the_missing_discipline_member() -> None:
    org = general_branch(full=60, term=term(committee_seats=5))
    facts = school(org, roles=members(org, 2, Duty.PUBLICITY))

    assert only(facts, "CMT-012").result.because == "CMT-008"


def test_in_a_branch_the_duty_is_a_matter_of_its_own_rule() -> None:
    facts = with_duties(Duty.ORGANIZATION)

    assert outcome(facts, "CMT-012") == NOT_APPLICABLE
    assert "CMT-012" not in failing(facts, "CMT")


# CMT-017, CMT-019


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

    assert said(same) == f"示例小学党委书记同时登记为{posts}。"
    assert how(same) == "请结合委员分工研究调整；确需兼任的，登记研究意见。"
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

    assert said(found) == (
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

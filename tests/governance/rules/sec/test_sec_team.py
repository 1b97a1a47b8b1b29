"""SEC-006, SEC-009 and SEC-011: the team around the two leaders."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import MemberStage, OrgState, OrgType, Outcome, Role, Severity
from governance.facts import OrgFact, RoleFact, SchoolFacts, exactly
from governance.rules.examples import (
    ON,
    branch,
    general_branch,
    holder,
    joint_branch,
    organization,
    school,
    term,
)
from governance.rules.judging import judge
from governance.rules.results import NOT_APPLICABLE, PASSED, Result
from schools.choices import Ownership, SchoolState
from tests.governance.rules.cases import advice, branch_school, codes, result, said

OVERDUE, LAST_DAY = ON - timedelta(days=91), ON - timedelta(days=90)

# SEC-006

TOP = general_branch(full=60, tree_branches=2, term=term(committee_seats=5))
SECRETARY = holder(TOP, Role.SECRETARY, person_id=1)


def vice(person: int, **changes: object) -> RoleFact:
    return holder(None, Role.VICE_PRINCIPAL, person_id=person, **changes)


def seat(person: int) -> RoleFact:
    return holder(TOP, Role.MEMBER, person_id=person)


def team(*roles: RoleFact, top: OrgFact = TOP) -> SchoolFacts:
    return school(top, roles=(replace(SECRETARY, body_id=top.id), *roles))


def test_one_of_two_member_deputies_is_outside_the_committee():
    facts = team(vice(3, title="分管德育副校长"), vice(4, title="分管教学副校长"), seat(3))
    found = result(facts, "SEC-006")

    assert (found.severity, found.evidence["n"], found.evidence["person_ids"]) == (Severity.WARNING, 1, [4])
    assert said(facts, "SEC-006") == "示例小学有1名党员副校长未进入党组织班子：分管教学副校长。"
    assert advice(facts, "SEC-006") == "请在换届或者补选时统筹考虑。"


def test_equal_posts_are_named_once_and_counted_twice():
    assert said(team(vice(3), vice(4)), "SEC-006") == "示例小学有2名党员副校长未进入党组织班子：副校长。"


def test_all_member_deputies_in_the_committee_pass():
    assert result(team(vice(3), vice(4), seat(3), seat(4)), "SEC-006") == PASSED


def test_the_secretary_and_people_who_are_no_full_members_are_not_asked_for():
    no_member = vice(3, stage=MemberStage.NONE)
    probationary = vice(4, stage=MemberStage.PROBATIONARY)

    assert result(team(vice(1), no_member, probationary), "SEC-006") == NOT_APPLICABLE


def test_an_acting_principal_is_asked_for():
    acting = holder(None, Role.PRINCIPAL, person_id=5, is_acting=True)

    assert result(team(acting), "SEC-006").evidence["person_ids"] == [5]


def test_an_acting_principal_who_is_vice_principal_counts_once():
    acting = holder(None, Role.PRINCIPAL, person_id=5, is_acting=True)

    assert result(team(acting, vice(5)), "SEC-006").evidence["n"] == 1


def test_unclear_status_is_unknown_unless_another_is_certain():
    unclear = vice(3, stage=MemberStage.UNCLEAR)

    assert result(team(unclear), "SEC-006").missing == ("副校长的党员身份",)
    assert result(team(unclear, seat(3)), "SEC-006") == PASSED
    assert result(team(unclear, vice(4)), "SEC-006").evidence["n"] == 1


@pytest.mark.parametrize(("seats", "expected"), [(2, Severity.INFO), (3, Severity.WARNING)])
def test_while_every_seat_is_taken_it_is_a_hint(seats, expected):
    top = replace(TOP, term=term(committee_seats=seats))

    assert result(team(vice(3), seat(6), top=top), "SEC-006").severity == expected


def test_seats_not_recorded_are_not_taken_for_full():
    top = replace(TOP, term=term(committee_seats=None))

    assert result(team(vice(3), top=top), "SEC-006").severity == Severity.WARNING


@pytest.mark.parametrize(("start", "expected"), [(LAST_DAY, Severity.INFO), (OVERDUE, Severity.WARNING)])
def test_a_new_vice_principal_is_a_hint_at_first(start, expected):
    assert result(team(vice(3, start=start)), "SEC-006").severity == expected


def test_a_branch_without_committee_has_no_seat_to_offer():
    org = branch(full=6)

    facts = school(org, roles=(holder(org, Role.SECRETARY), vice(3)))

    assert result(facts, "SEC-006") == NOT_APPLICABLE


def _short_branch(full_at_start: int) -> SchoolFacts:
    """A school whose branch of six has a committee and a vice principal outside it."""
    facts = branch_school(6, seats=3)
    org = replace(facts.orgs[0], term=term(committee_seats=3, full_at_start=exactly(full_at_start)))
    return replace(facts, orgs=(org,), roles=(*facts.roles, vice(77)))


def test_boundary_09_committee_elected_at_eight_now_six():
    facts = _short_branch(8)

    assert result(facts, "CMT-002").severity == Severity.INFO
    assert result(facts, "SEC-006").outcome == Outcome.FAIL


def test_boundary_10_committee_elected_at_six():
    facts = _short_branch(6)

    assert result(facts, "CMT-002").severity == Severity.WARNING
    assert result(facts, "SEC-006") == Result(Outcome.NOT_APPLICABLE, because="CMT-002")


# SEC-009

SMALL = branch(full=20)


def secretary(full_on: date | None, org: OrgFact = SMALL, **changes: object) -> SchoolFacts:
    return school(org, roles=(holder(org, Role.SECRETARY, full_on=full_on, **changes),))


@pytest.mark.parametrize(
    ("full_on", "expected"), [(date(2025, 6, 1), Outcome.PASS), (date(2025, 6, 2), Outcome.FAIL)]
)
def test_party_age_of_exactly_one_year_is_enough(full_on, expected):
    assert result(secretary(full_on), "SEC-009").outcome == expected


def test_a_secretary_confirmed_eleven_months_ago():
    facts = secretary(date(2025, 7, 1))

    assert result(facts, "SEC-009").severity == Severity.WARNING
    assert said(facts, "SEC-009") == "示例小学党支部书记转正未满1年。"
    assert advice(facts, "SEC-009") == "一般应当具有1年以上党龄；经批准任职的，登记文件。"


def test_party_age_from_29_february_is_reached_on_28_february():
    leap = secretary(date(2024, 2, 29))

    assert result(replace(leap, on=date(2025, 2, 28)), "SEC-009") == PASSED
    assert result(replace(leap, on=date(2025, 2, 27)), "SEC-009").outcome == Outcome.FAIL


def test_a_county_may_ask_for_more_years():
    facts = replace(secretary(date(2024, 6, 2)), params={**school().params, "BRANCH_SEC_YEARS": 2})

    assert said(facts, "SEC-009") == "示例小学党支部书记转正未满2年。"


def test_a_missing_date_is_unknown():
    for stage in (MemberStage.FULL, MemberStage.UNCLEAR):
        assert result(secretary(None, stage=stage), "SEC-009").missing == ("书记的转正日期",)


@pytest.mark.parametrize("stage", [MemberStage.PROBATIONARY, MemberStage.NONE])
def test_who_is_no_full_member_is_another_rules_matter(stage):
    assert result(secretary(None, stage=stage), "SEC-009") == NOT_APPLICABLE


def test_only_regular_secretaries_of_branches_are_asked():
    young = date(2026, 1, 1)
    temporary = organization(OrgType.TEMPORARY_BRANCH)

    assert result(secretary(young, general_branch()), "SEC-009") == NOT_APPLICABLE
    assert result(secretary(young, temporary), "SEC-009") == NOT_APPLICABLE
    assert result(secretary(young, is_acting=True), "SEC-009") == NOT_APPLICABLE
    assert result(secretary(young, joint_branch()), "SEC-009").outcome == Outcome.FAIL
    deputy = school(SMALL, roles=(holder(SMALL, Role.DEPUTY_SECRETARY, full_on=young),))
    assert result(deputy, "SEC-009") == NOT_APPLICABLE


def test_a_secretary_who_has_left_is_asked_to_end_the_assignment_first():
    facts = secretary(date(2026, 1, 1), left_on=date(2026, 5, 1))

    assert result(facts, "SEC-009").because == "CMT-016"


def test_an_organisation_being_set_up_is_not_asked():
    assert result(secretary(date(2026, 1, 1), branch(state=OrgState.PREPARING)), "SEC-009") == NOT_APPLICABLE


# SEC-011


def test_a_school_without_principal():
    facts = school(SMALL)

    assert result(facts, "SEC-011").severity == Severity.WARNING
    assert said(facts, "SEC-011") == "示例小学未登记校长。"
    assert advice(facts, "SEC-011") == "请登记校长或者主持工作的负责人及任职文件。"


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.VICE_PRINCIPAL])
def test_somebody_acting_makes_it_a_hint(role):
    facts = school(SMALL, roles=(holder(None, role, is_acting=True),))

    assert result(facts, "SEC-011").severity == Severity.INFO


def test_a_campus_principal_is_no_principal():
    facts = school(SMALL, roles=(holder(None, Role.CAMPUS_PRINCIPAL),))

    assert result(facts, "SEC-011").severity == Severity.WARNING


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"state": SchoolState.CLOSED}, Outcome.NOT_APPLICABLE),
        ({"is_legal_person": False}, Outcome.NOT_APPLICABLE),
        ({"is_legal_person": None}, Outcome.UNKNOWN),
        ({"ownership": Ownership.PRIVATE}, Outcome.FAIL),
        ({"type_code": "11"}, Outcome.FAIL),
    ],
    ids=str,
)
def test_which_schools_need_a_principal(changes, expected):
    assert result(school(**changes), "SEC-011").outcome == expected


def test_a_principal_passes_even_while_the_legal_status_is_missing():
    facts = school(is_legal_person=None, roles=(holder(None, Role.PRINCIPAL),))

    assert result(facts, "SEC-011") == PASSED


# boundaries of the whole catalogue that speak of these posts


def test_boundary_12_a_secretary_who_resigns_leaves_one_finding():
    facts = branch_school(12)
    without = replace(facts, roles=tuple(r for r in facts.roles if r.role != Role.SECRETARY))
    vacated = tuple(replace(o, secretary_vacant_since=date(2026, 5, 20)) for o in without.orgs)

    assert codes(facts) == []
    found = [j for j in judge(replace(without, orgs=vacated)) if j.fails]
    assert [(j.rule, j.result.severity) for j in found] == [("CMT-014", Severity.WARNING)]

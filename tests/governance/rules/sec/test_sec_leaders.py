"""SEC-001 to SEC-003: who leads a school with a 党委 or 总支, and when the chapter speaks at all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import MemberStage, OrgLevel, OrgState, Outcome, Role, Severity
from governance.facts import RoleFact, SchoolFacts
from governance.rules.examples import ON, branch, committee, general_branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED
from schools.choices import LeadershipSystem, Ownership, SchoolState
from tests.governance.rules.cases import (
    SECRETARY_ID,
    advice,
    branch_school,
    codes,
    general_branch_school,
    result,
    said,
)

ORG = general_branch(full=60, tree_branches=2)
SMALL = branch(full=20)
SECRETARY = holder(ORG, Role.SECRETARY, person_id=1)
PRINCIPAL = holder(None, Role.PRINCIPAL, person_id=2)
BOTH = (SECRETARY, replace(PRINCIPAL, person_id=1))
OVERDUE, LAST_DAY = ON - timedelta(days=91), ON - timedelta(days=90)


def large(*roles: RoleFact, **changes: object) -> SchoolFacts:
    return school(ORG, roles=roles, **changes)


def small(*deputies: RoleFact, apart: bool = False, **principal: object) -> SchoolFacts:
    leader = holder(SMALL, Role.SECRETARY, person_id=1)
    head = holder(None, Role.PRINCIPAL, **{"person_id": 2 if apart else 1, **principal})
    return school(SMALL, roles=(leader, head, *deputies))


def led_by_one_person() -> SchoolFacts:
    """A school with a 总支, in good order but for the principal being the secretary."""
    facts = general_branch_school()
    people = {Role.PRINCIPAL: SECRETARY_ID, Role.DEPUTY_SECRETARY: 303}
    roles = (replace(r, person_id=people.get(r.role, r.person_id)) for r in facts.roles)
    return replace(facts, roles=tuple(roles))


def severity(facts: SchoolFacts, code: str) -> Severity | None:
    return result(facts, code).severity


# what all of them share


@pytest.mark.parametrize(
    "changes",
    [
        {"ownership": Ownership.PRIVATE},
        {"is_legal_person": False},
        {"type_code": "11"},
        {"state": SchoolState.MERGED},
        {"leadership_system": LeadershipSystem.PRINCIPAL},
        {"leadership_system": None, "ownership": None},
        {"system_from": None},
        {"system_from": date(2026, 6, 2)},
    ],
    ids=str,
)
def test_the_opinion_does_not_speak_about_the_school(changes):
    facts = large(*BOTH, **changes)

    assert result(facts, "SEC-001").outcome == Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"ownership": None}, ("办别",)),
        ({"is_legal_person": None}, ("独立法人",)),
        ({"ownership": None, "is_legal_person": None}, ("办别", "独立法人")),
    ],
    ids=str,
)
def test_a_missing_condition_of_the_scope_is_unknown(changes, missing):
    found = result(large(*BOTH, **changes), "SEC-001")

    assert (found.outcome, found.missing) == (Outcome.UNKNOWN, missing)


def test_the_first_day_of_the_system_counts():
    assert severity(large(*BOTH, system_from=ON), "SEC-001") == Severity.INFO


def test_without_an_own_organisation_nothing_is_judged():
    assert result(school(roles=(PRINCIPAL,)), "SEC-001").outcome == Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ({}, Severity.WARNING),
        ({"system_from": OVERDUE}, Severity.WARNING),
        ({"system_from": LAST_DAY}, Severity.INFO),
        ({"activated_on": OVERDUE}, Severity.WARNING),
        ({"activated_on": LAST_DAY}, Severity.INFO),
        ({"secretary": LAST_DAY}, Severity.INFO),
        ({"principal": OVERDUE}, Severity.WARNING),
        ({"principal": LAST_DAY}, Severity.INFO),
    ],
    ids=str,
)
def test_days_for_re_arranging_run_from_the_latest_change(starts, expected):
    org = replace(ORG, activated_on=starts.get("activated_on", ORG.activated_on))
    leader = replace(BOTH[0], start=starts.get("secretary", BOTH[0].start))
    head = replace(BOTH[1], start=starts.get("principal", BOTH[1].start))
    since = starts.get("system_from", date(2023, 9, 1))

    assert severity(school(org, roles=(leader, head), system_from=since), "SEC-001") == expected


@pytest.mark.parametrize("days", [0, 30])
def test_a_jurisdiction_may_give_fewer_days(days):
    since = ON - timedelta(days=days + 1)

    facts = large(*BOTH, system_from=since, params={"ALIGN_DAYS": days})

    assert severity(facts, "SEC-001") == Severity.WARNING


@pytest.mark.parametrize(("since", "expected"), [(LAST_DAY, Severity.INFO), (OVERDUE, Severity.ERROR)])
def test_findings_are_hints_while_the_organisation_is_re_arranged(since, expected):
    org = replace(ORG, state=OrgState.ADJUSTING, state_since=since)

    assert severity(school(org, roles=(SECRETARY, PRINCIPAL)), "SEC-003") == expected


# SEC-001


@pytest.mark.parametrize(("make", "type_name"), [(general_branch, "党总支"), (committee, "党委")])
def test_one_person_as_secretary_and_principal(make, type_name):
    org = make(full=120, tree_branches=3)
    facts = school(org, roles=(replace(SECRETARY, body_id=org.id), BOTH[1]))

    assert severity(facts, "SEC-001") == Severity.WARNING
    assert said(facts, "SEC-001") == f"示例小学设{type_name}，党组织书记和校长由同一人担任。"
    assert advice(facts, "SEC-001") == (
        "设党委、党总支的学校，书记、校长一般分设。请提请县委教育工委统筹研究；"
        "暂不具备条件的，登记研究意见和过渡安排。"
    )


def test_two_people_pass():
    assert result(large(SECRETARY, PRINCIPAL), "SEC-001") == PASSED


def test_a_branch_is_not_asked_to_separate_the_posts():
    assert result(small(), "SEC-001").outcome == Outcome.NOT_APPLICABLE


def test_an_acting_secretary_leaves_the_word_to_cmt_014():
    facts = large(replace(BOTH[0], is_acting=True), BOTH[1])

    assert [result(facts, code).because for code in ("SEC-001", "SEC-002", "SEC-003")] == ["CMT-014"] * 3


def test_an_acting_principal_leaves_the_word_to_sec_011():
    facts = large(BOTH[0], replace(BOTH[1], is_acting=True))

    assert [result(facts, code).because for code in ("SEC-001", "SEC-003")] == ["SEC-011"] * 2
    assert result(facts, "SEC-002") == PASSED


def test_boundary_16_one_person_in_a_general_branch_is_one_finding():
    one_person = led_by_one_person()

    assert codes(general_branch_school()) == []
    assert codes(one_person) == ["SEC-001"]
    assert [result(one_person, code).because for code in ("SEC-002", "SEC-003")] == ["SEC-001"] * 2


def test_boundary_23_before_the_switch_only_the_system_is_asked_for():
    not_switched = replace(led_by_one_person(), leadership_system=LeadershipSystem.PRINCIPAL, groups=())

    assert codes(not_switched) == ["ORG-029"]
    assert result(not_switched, "SEC-001").because == "ORG-029"


def test_boundary_29_central_school_that_hosts_a_district_general_branch():
    district = general_branch(id=700, level=OrgLevel.DISTRICT, full=0, tree_all=60, tree_branches=2)
    facts = branch_school(20, own={"superior_id": district.id})
    host = replace(facts, orgs=(district, *facts.orgs))

    outcomes = {code: result(host, code).outcome for code in (f"SEC-00{n}" for n in range(1, 6))}

    assert outcomes == {
        "SEC-001": Outcome.NOT_APPLICABLE,
        "SEC-002": Outcome.NOT_APPLICABLE,
        "SEC-003": Outcome.NOT_APPLICABLE,
        "SEC-004": Outcome.PASS,
        "SEC-005": Outcome.PASS,
    }
    assert result(host, "ORG-013", facts.own_org).outcome == Outcome.NOT_APPLICABLE


# SEC-002


def vice(role: Role = Role.VICE_PRINCIPAL, **changes: object) -> RoleFact:
    return holder(None, role, **{"person_id": 1, **changes})


def test_a_secretary_who_is_vice_principal():
    facts = large(SECRETARY, PRINCIPAL, vice(title="分管教学副校长"))

    assert severity(facts, "SEC-002") == Severity.WARNING
    assert said(facts, "SEC-002") == "示例小学党组织书记同时登记为分管教学副校长。"
    assert advice(facts, "SEC-002") == "请核对任职文件；确需兼任的，登记批准文件。"


@pytest.mark.parametrize(
    "roles",
    [
        (SECRETARY, PRINCIPAL, vice(person_id=3)),
        (SECRETARY, PRINCIPAL, vice(Role.ASSISTANT_PRINCIPAL)),
        (SECRETARY, PRINCIPAL, holder(None, Role.VICE_PRINCIPAL, person_id=1, body_id=77)),
    ],
    ids=["another person", "assistant, not listed here", "another school"],
)
def test_other_posts_are_no_administration_of_this_school(roles):
    assert result(large(*roles), "SEC-002") == PASSED


def test_a_local_list_adds_the_assistant_principal():
    listed = {"ADMIN_POSTS": ("vice_principal", "assistant_principal")}

    facts = large(SECRETARY, PRINCIPAL, vice(Role.ASSISTANT_PRINCIPAL), params=listed)

    assert said(facts, "SEC-002") == "示例小学党组织书记同时登记为校长助理。"


def test_a_new_post_of_the_secretary_is_a_hint_at_first():
    assert severity(large(SECRETARY, PRINCIPAL, vice(start=LAST_DAY)), "SEC-002") == Severity.INFO
    assert severity(large(SECRETARY, PRINCIPAL, vice(start=OVERDUE)), "SEC-002") == Severity.WARNING


def test_a_vacant_principal_does_not_silence_the_secretarys_post():
    assert severity(large(SECRETARY, vice()), "SEC-002") == Severity.WARNING


def test_a_branch_secretary_may_be_vice_principal():
    leader = holder(SMALL, Role.SECRETARY, person_id=1)

    facts = school(SMALL, roles=(leader, PRINCIPAL, vice()))

    assert result(facts, "SEC-002") == NOT_APPLICABLE


# SEC-003


def test_a_member_principal_who_is_no_deputy():
    facts = large(SECRETARY, PRINCIPAL, holder(ORG, Role.MEMBER, person_id=2))

    assert severity(facts, "SEC-003") == Severity.ERROR
    assert said(facts, "SEC-003") == "示例小学校长是中共党员，尚未登记担任示例小学党总支副书记。"
    assert advice(facts, "SEC-003") == "请按程序选举或者提请县委教育工委任命校长担任党组织副书记。"


def test_a_principal_who_is_deputy_passes():
    facts = large(SECRETARY, PRINCIPAL, holder(ORG, Role.DEPUTY_SECRETARY, person_id=2))

    assert result(facts, "SEC-003") == PASSED


@pytest.mark.parametrize("stage", [MemberStage.NONE, MemberStage.PROBATIONARY])
def test_a_principal_who_is_no_full_member_is_not_asked(stage):
    assert result(large(SECRETARY, replace(PRINCIPAL, stage=stage)), "SEC-003") == NOT_APPLICABLE


def test_a_principal_of_unclear_status_is_unknown():
    found = result(large(SECRETARY, replace(PRINCIPAL, stage=MemberStage.UNCLEAR)), "SEC-003")

    assert (found.outcome, found.missing) == (Outcome.UNKNOWN, ("校长的党员身份",))


@pytest.mark.parametrize(("start", "expected"), [(LAST_DAY, Severity.INFO), (OVERDUE, Severity.ERROR)])
def test_boundary_17_new_member_principal_on_day_90_and_91(start, expected):
    assert severity(large(SECRETARY, replace(PRINCIPAL, start=start)), "SEC-003") == expected


@pytest.mark.parametrize(("full_on", "expected"), [(LAST_DAY, Severity.INFO), (OVERDUE, Severity.ERROR)])
def test_a_principal_confirmed_lately_has_the_same_days(full_on, expected):
    assert severity(large(SECRETARY, replace(PRINCIPAL, full_on=full_on)), "SEC-003") == expected

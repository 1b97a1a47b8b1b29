"""CMT-004, CMT-005, CMT-006: deputies and the size of larger committees."""

from datetime import date

import pytest

from governance.choices import OrgType, Outcome, Role, Severity
from governance.facts import WaiverFact
from governance.rules.examples import branch, committee, general_branch, holder, organization, school, term
from tests.governance.rules.judged import (
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    fails,
    mend_of,
    only,
    outcome,
    sentence_of,
)

SIZE_MEND = "请核对职数批复；经批准另有职数的，登记文件。"


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

    assert sentence_of(only(two, "CMT-004")) == "示例小学党支部登记副书记2名，超过一般1名的职数。"
    assert mend_of(only(two, "CMT-004")) == "请核对副书记职数的批准文件；确需增设的，附文件登记说明。"
    assert outcome(same, "CMT-004") == PASS
    assert outcome(school(general_branch()), "CMT-004") == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("build", "code", "seats", "expected"),
    [
        (general_branch, "CMT-005", 4, fails(Severity.WARNING)),
        (general_branch, "CMT-005", 5, PASS),
        (general_branch, "CMT-005", 7, PASS),
        (general_branch, "CMT-005", 8, fails(Severity.INFO)),
        (general_branch, "CMT-005", 9, fails(Severity.INFO)),
        (general_branch, "CMT-005", 10, fails(Severity.WARNING)),
        (general_branch, "CMT-005", None, UNKNOWN),
        (general_branch, "CMT-006", 3, NOT_APPLICABLE),
        (committee, "CMT-006", 4, fails(Severity.WARNING)),
        (committee, "CMT-006", 5, PASS),
        (committee, "CMT-006", 9, PASS),
        (committee, "CMT-006", 10, fails(Severity.INFO)),
        (committee, "CMT-006", 11, fails(Severity.INFO)),
        (committee, "CMT-006", 12, fails(Severity.WARNING)),
        (committee, "CMT-006", None, UNKNOWN),
        (committee, "CMT-005", 3, NOT_APPLICABLE),
    ],
)
def test_size_of_larger_committees(build: object, code: str, seats: int | None, expected: object) -> None:
    assert outcome(school(build(term=term(committee_seats=seats))), code) == expected


def test_size_is_said_with_the_type() -> None:
    small_one = only(school(general_branch(term=term(committee_seats=3))), "CMT-005")
    large_one = only(school(committee(term=term(committee_seats=12))), "CMT-006")

    assert sentence_of(small_one) == "示例小学党总支委员会职数3人，与党总支一般5至7人的设置不一致。"
    assert sentence_of(large_one) == "示例小学党委委员会职数12人，与党委一般5至9人的设置不一致。"
    assert mend_of(small_one) == mend_of(large_one) == SIZE_MEND


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
    assert f"登记副书记{allowed + 1}名（不含校长）" in sentence_of(too_many)


def test_a_school_committee_has_no_standing_committee() -> None:
    found = only(school(committee(term=term(committee_seats=7), standing_committee=True)), "CMT-006")

    assert (found.result.severity, found.result.variant) == (Severity.WARNING, "standing")
    assert sentence_of(found) == "示例小学党委登记设有常务委员会，学校党委一般不设常务委员会。"


def test_a_document_for_another_size_waives_it() -> None:
    org = general_branch(term=term(committee_seats=3))
    waiver = WaiverFact("CMT-005", "organization", org.number, date(2030, 1, 1))

    assert outcome(school(org, waivers=(waiver,)), "CMT-005")[0] == Outcome.WAIVED

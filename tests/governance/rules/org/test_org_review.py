"""ORG-028: the structure is gone through every school year."""

from dataclasses import replace
from datetime import date

import pytest

from governance.choices import OrgState, Outcome, Severity
from governance.rules.examples import branch, school
from schools.choices import SchoolState
from tests.governance.rules.cases import advice, branch_school, codes, of_school, said

SINCE = {"activated_on": date(2020, 3, 15)}
LATE = (Outcome.FAIL, Severity.WARNING)
IN_TIME = (Outcome.PASS, None)


def answer(facts):
    found = of_school(facts, "ORG-028")
    return found.outcome, found.severity


def one(reviewed_on, own=SINCE, **changes):
    return school(branch(full=12, **own), reviewed_on=reviewed_on, **changes)


@pytest.mark.parametrize(
    ("last", "on", "expected"),
    [
        (date(2025, 6, 1), date(2026, 6, 1), IN_TIME),
        (date(2025, 5, 31), date(2026, 6, 1), LATE),
        (date(2024, 2, 29), date(2025, 2, 28), IN_TIME),
        (date(2024, 2, 29), date(2025, 3, 1), LATE),
    ],
)
def test_a_review_holds_for_twelve_months_to_the_day(last, on, expected):
    assert answer(one(last, on=on)) == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 6, 1), IN_TIME), (date(2026, 6, 2), LATE)])
def test_a_new_organisation_is_reviewed_within_its_first_year(on, expected):
    assert answer(one(None, {"activated_on": date(2025, 6, 1)}, on=on)) == expected


def test_the_founding_counts_where_nobody_noted_the_activation():
    founded = {"activated_on": None, "established_on": date(2020, 3, 15)}

    assert answer(one(None, founded)) == LATE
    assert of_school(one(None, dict.fromkeys(founded)), "ORG-028").missing == ("启用日期",)


def test_a_county_may_ask_earlier():
    facts = one(date(2025, 11, 30))

    assert answer(facts) == IN_TIME
    assert answer(replace(facts, params={**facts.params, "REVIEW_MONTHS": 6})) == LATE


@pytest.mark.parametrize(
    "facts",
    [
        one(None, state=SchoolState.CLOSED),
        school(reviewed_on=None),
        school(branch(full=12, **SINCE, state=OrgState.PREPARING), reviewed_on=None),
    ],
    ids=["closed", "no organisation", "not yet at work"],
)
def test_only_schools_at_work_with_an_organisation_are_asked(facts):
    assert answer(facts) == (Outcome.NOT_APPLICABLE, None)


def test_only_the_review_is_missing():
    facts = branch_school(own=SINCE, reviewed_on=date(2025, 3, 1))

    assert codes(facts) == ["ORG-028"]
    assert said(facts, "ORG-028") == "示例小学最近一次年度摸底是2025年3月1日，已超过12个月。"
    assert "报送年度备案" in advice(facts, "ORG-028")


def test_never_is_said_as_never():
    facts = branch_school(own=SINCE, reviewed_on=None)

    assert said(facts, "ORG-028") == (
        "示例小学的党组织于2020年3月15日启用，已超过12个月，还没有登记过年度摸底。"
    )

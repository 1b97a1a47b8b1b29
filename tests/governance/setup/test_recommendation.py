"""Which type suits a school: the rules say it, with the numbers they run with."""

import pytest

from governance.choices import OrgType
from governance.facts import Bound, exactly
from governance.rules.examples import school
from governance.setup.recommendation import recommend
from schools.choices import SchoolForm


def suits(full, members=None, branches=4, form="", **changes):
    """Return what suits a school with so many full members and members."""
    bound = full if isinstance(full, Bound) else exactly(full)
    facts = school(unit_full=bound, unit_all=bound.hi if members is None else members, **changes)
    return recommend(facts, branches, form)


@pytest.mark.parametrize(
    ("full", "members", "type_"),
    [
        (0, 0, None),
        (2, 2, OrgType.JOINT_BRANCH),
        (2, 9, OrgType.JOINT_BRANCH),
        (3, 3, OrgType.BRANCH),
        (48, 50, OrgType.BRANCH),
        (49, 51, OrgType.GENERAL_BRANCH),
        (100, 100, OrgType.GENERAL_BRANCH),
        (101, 101, OrgType.COMMITTEE),
    ],
)
def test_the_simplest_type_against_which_no_rule_speaks(full, members, type_):
    assert suits(full, members).type == type_


def test_what_speaks_against_the_others_is_what_the_rules_say():
    found = suits(60)
    against = {option.type: [ground.rule.code for ground in option.against] for option in found.options}
    assert against == {
        OrgType.BRANCH: ["ORG-005", "ORG-008"],
        OrgType.GENERAL_BRANCH: [],
        OrgType.COMMITTEE: ["ORG-008"],
    }
    [oversized, _size] = found.options[0].against
    assert "60人" in oversized.text
    assert "超过支部党员一般不超过50人" in oversized.text


def test_the_reasons_cite_rules_and_clauses():
    found = suits(20)
    assert [ground.rule.code for ground in found.reasons] == ["ORG-001", "ORG-005"]
    assert found.reasons[0].text == "学校现有正式党员20人，达到单独建立党组织的3人。"
    assert found.reasons[0].sources[0] == "《中国共产党支部工作条例（试行）》第四条"


def test_a_lower_limit_set_by_the_place_counts_and_the_type_with_least_against_it_is_taken():
    found = suits(45, params={**school().params, "BRANCH_MAX": 40})
    assert found.type == OrgType.GENERAL_BRANCH
    assert [len(option.against) for option in found.options] == [2, 1, 1]


def test_a_large_school_with_units_still_to_be_divided_gets_its_type():
    found = suits(60, branches=1)
    assert found.type == OrgType.GENERAL_BRANCH
    assert [ground.rule.code for ground in found.options[1].against] == ["ORG-011"]


def test_incomplete_data_are_said_and_nothing_is_recommended_on_them():
    found = suits(Bound(2, 5))
    assert found.type is None
    assert "3名党员" in found.remark


def test_a_school_that_is_no_legal_person_belongs_elsewhere():
    found = suits(20, is_legal_person=False)
    assert found.type is None
    assert "管理学校" in found.remark


def test_groups_of_schools_are_told_that_they_may_choose_more():
    assert "工作需要" in suits(20, form=SchoolForm.GROUP).remark
    assert suits(20, form=SchoolForm.SINGLE).remark == ""

"""ORG-021, 022, 024 and 026: names, papers and codes."""

from dataclasses import replace
from datetime import date

import pytest

from governance.choices import Gate, OrgLevel, OrgState, OrgType, Outcome, Severity
from governance.facts import ResidueFact, WaiverFact
from governance.rules.catalogue import all_rules
from governance.rules.examples import (
    approval,
    branch,
    general_branch,
    inner_branch,
    organization,
    school,
)
from governance.rules.results import NOT_APPLICABLE, PASSED
from tests.governance.rules.cases import (
    advice,
    at_gate,
    result,
    said,
)

ONE_BELOW = {"text": "下级党组织{n}个", "n": 1}
OLD = {"is_imported": True, "established_on": date(2001, 9, 1)}


def named(full_name: str, type_: OrgType = OrgType.BRANCH, **changes):
    org = organization(type_, full_name=full_name, name="某组织", **changes)
    return school(org, name="兰溪县第一小学", other_names=("兰溪一小",))


@pytest.mark.parametrize(
    ("type_", "ending"),
    [
        (OrgType.COMMITTEE, "委员会"),
        (OrgType.GENERAL_BRANCH, "总支部委员会"),
        (OrgType.GENERAL_BRANCH, "总支部"),
        (OrgType.BRANCH, "支部委员会"),
        (OrgType.BRANCH, "支部"),
        (OrgType.BRANCH, "第三支部"),
        (OrgType.JOINT_BRANCH, "联合支部委员会"),
        (OrgType.TEMPORARY_BRANCH, "临时支部"),
    ],
)
def test_endings_that_fit(type_, ending):
    assert result(named(f"中共兰溪县第一小学{ending}", type_), "ORG-021") == PASSED


@pytest.mark.parametrize(
    ("type_", "ending"),
    [
        (OrgType.COMMITTEE, "支部委员会"),
        (OrgType.COMMITTEE, "总支部委员会"),
        (OrgType.GENERAL_BRANCH, "支部委员会"),
        (OrgType.BRANCH, "总支部"),
        (OrgType.BRANCH, "联合支部"),
        (OrgType.BRANCH, "党组织"),
        (OrgType.JOINT_BRANCH, "支部委员会"),
    ],
)
def test_endings_of_another_type(type_, ending):
    assert result(named(f"中共兰溪县第一小学{ending}", type_), "ORG-021").evidence["part"] == ["结尾"]


@pytest.mark.parametrize(
    "name", ["中国共产党兰溪一小支部", "中共 兰溪县第一小学 支部委员会", "中共（兰溪）县第一小学支部"]
)
def test_short_names_spaces_and_brackets_are_fine(name):
    assert result(named(name), "ORG-021") == PASSED


def test_what_is_wrong_is_named():
    assert said(named("兰溪县第一小学党支部"), "ORG-021") == (
        "某组织登记的全称“兰溪县第一小学党支部”开头与党组织名称的一般格式不一致。"
    )
    assert result(named("兰溪县第二小学党组织"), "ORG-021").evidence["part"] == ["开头", "单位名称", "结尾"]
    assert advice(named("兰溪县第一小学党支部"), "ORG-021") == (
        "请核对印章和批复上的全称并更正登记；印章与批复不一致的，按批复报县委教育工委处理。"
    )


def test_an_inner_branch_may_lean_on_its_superior():
    top = general_branch(id=60, full=60, tree_branches=2)
    bare = inner_branch(top, id=61, full_name="中共第三支部委员会")
    lost = replace(top, full_name="中共某单位总支部")

    assert result(school(top, bare), "ORG-021", bare) == PASSED
    assert result(school(lost, bare), "ORG-021", bare).evidence["part"] == ["单位名称"]


def test_party_groups_and_empty_names():
    assert result(named("", OrgType.GROUP, superior_id=1), "ORG-021") == NOT_APPLICABLE
    assert result(named(""), "ORG-021").missing == ("全称",)
    joint = named("中共东片联合支部", OrgType.JOINT_BRANCH, level=OrgLevel.DISTRICT)
    assert result(joint, "ORG-021") == PASSED


def test_a_name_is_never_refused():
    declared = all_rules()["ORG-021"]
    preparing = named("兰溪县第一小学党支部", state=OrgState.PREPARING)

    assert declared.is_data
    assert Gate.G1 in declared.asks_at
    assert at_gate(preparing, "ORG-021", Gate.G1, preparing.orgs[0]).outcome == Outcome.FAIL


def papers(**changes):
    return school(branch(full=5, **{"established_on": date(2026, 4, 1), **changes}))


@pytest.mark.parametrize(
    ("applied", "approved", "outcome"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), Outcome.PASS),
        (date(2026, 1, 31), date(2026, 3, 1), Outcome.FAIL),
        (date(2026, 3, 1), date(2026, 4, 1), Outcome.PASS),
        (None, date(2026, 4, 1), Outcome.PASS),
    ],
)
def test_boundary_22_a_month_for_the_approval(applied, approved, outcome):
    facts = papers(applied_on=applied, approval=approval(issued_on=approved))

    assert result(facts, "ORG-022").outcome == outcome
    assert result(facts, "ORG-022").variant == ("d" if outcome == Outcome.FAIL else "")


def test_the_sentence_for_a_late_approval():
    facts = papers(applied_on=date(2026, 1, 31), approval=approval(issued_on=date(2026, 3, 1)))

    assert result(facts, "ORG-022").severity == Severity.WARNING
    assert said(facts, "ORG-022") == "示例小学党支部自申请至批复历时29天，超过一般不超过1个月的时限。"
    assert at_gate(facts, "ORG-022", Gate.G1, facts.orgs[0]) == PASSED


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (None, "批复文号、批复日期、批复单位"),
        (approval(number=""), "批复文号"),
        (approval(issued_on=None), "批复日期"),
        (approval(issuer=""), "批复单位"),
        (approval(issuer_may_approve=None), "批复单位"),
    ],
)
def test_an_incomplete_approval(given, missing):
    facts = papers(approval=given)

    assert result(facts, "ORG-022").severity == Severity.ERROR
    assert said(facts, "ORG-022") == f"示例小学党支部未登记成立批复（{missing}）。"
    assert advice(facts, "ORG-022") == (
        "请补充登记批复文号、日期、批复单位；档案缺失的，由县委教育工委出具说明。"
    )
    assert at_gate(facts, "ORG-022", Gate.G1, facts.orgs[0]).variant == "a"


def test_a_general_branch_does_not_approve_a_branch():
    facts = papers(approval=approval(issuer="某校党总支", issuer_may_approve=False))

    assert said(facts, "ORG-022") == "示例小学党支部的成立批复由某校党总支作出，请核对审批权限。"
    assert at_gate(facts, "ORG-022", Gate.G1, facts.orgs[0]).variant == "b"


def test_events_before_the_approval():
    early = {"approval": approval(issued_on=date(2026, 4, 2)), "first_election_on": date(2026, 3, 20)}

    assert said(papers(**early), "ORG-022") == "示例小学党支部成立、首次选举日期早于批复日期。"
    preparing = papers(state=OrgState.PREPARING, **early)
    assert result(preparing, "ORG-022") == PASSED
    assert at_gate(preparing, "ORG-022", Gate.G1, preparing.orgs[0]).variant == "c"


def test_old_files_may_be_lost():
    lost = papers(approval=None, **OLD)
    found = result(lost, "ORG-022")

    assert (found.variant, found.severity) == ("legacy_a", Severity.WARNING)
    assert all_rules()["ORG-022"].is_fault_of_record("legacy_a")
    assert (
        result(papers(approval=None, established_on=None, is_imported=True), "ORG-022").variant == "legacy_a"
    )
    assert (
        result(papers(approval=None, **{**OLD, "established_on": date(2018, 10, 28)}), "ORG-022").variant
        == "a"
    )
    assert result(papers(approval=None, **{**OLD, "is_imported": False}), "ORG-022").variant == "a"
    wrong = approval(issuer="某校党总支", issuer_may_approve=False)
    assert result(papers(approval=wrong, **OLD), "ORG-022").variant == "legacy_b"
    assert result(papers(approval=approval(), **OLD), "ORG-022").variant == "legacy_c"


def test_only_a_lost_file_may_be_waived():
    def waived(facts):
        waiver = WaiverFact("ORG-022", "organization", facts.orgs[0].number, date(2027, 1, 1))
        return result(replace(facts, waivers=(waiver,)), "ORG-022").outcome

    assert waived(papers(approval=None, **OLD)) == Outcome.WAIVED
    assert waived(papers(approval=None)) == Outcome.FAIL


@pytest.mark.parametrize("type_", [OrgType.GROUP, OrgType.UPPER])
def test_some_organisations_need_no_approval(type_):
    facts = school(organization(type_, approval=None))

    assert result(facts, "ORG-022") == NOT_APPLICABLE
    assert at_gate(facts, "ORG-022", Gate.G1, facts.orgs[0]) == NOT_APPLICABLE


@pytest.mark.parametrize("state", [OrgState.DRAFT, OrgState.SUBMITTED, OrgState.DISSOLVED])
def test_no_approval_is_asked_before_it_is_due(state):
    assert result(papers(approval=None, state=state), "ORG-022") == NOT_APPLICABLE


def dissolved(**residue):
    gone = {"state": OrgState.DISSOLVED, "state_since": date(2026, 5, 1)}
    return school(branch(residue=ResidueFact(**residue), **gone))


def test_everything_left_behind_is_counted():
    facts = dissolved(members=3, children=1, assignments=2, open_elections=1, covered=4, has_document=False)

    assert said(facts, "ORG-024") == (
        "示例小学党支部已于2026年5月1日撤销，仍有正式编入党员3名、下级党组织1个、任职2项、"
        "未完成的选举1项、覆盖单位4个、撤销批复未处理。"
    )
    assert advice(facts, "ORG-024") == (
        "请完成党员组织关系转接、任职终止、下级党组织调整和批复登记后，再办结撤销。"
    )
    assert result(facts, "ORG-024").evidence["members"] == 3


def test_live_organisations_below_are_left_to_010():
    both = dissolved(children=2, live_children=2, assignments=1)

    assert result(dissolved(children=2, live_children=2), "ORG-024").because == "ORG-010"
    assert result(both, "ORG-024").evidence["items"] == [{"text": "任职{n}项", "n": 1}]
    assert result(dissolved(children=2, live_children=1), "ORG-024").evidence["items"] == [ONE_BELOW]


def test_closing_asks_for_everything():
    tidy, untidy = dissolved(), dissolved(children=1, live_children=1)
    unsure = school(branch(residue=None))

    assert at_gate(tidy, "ORG-024", Gate.G3, tidy.orgs[0]) == PASSED
    assert at_gate(untidy, "ORG-024", Gate.G3, untidy.orgs[0]).evidence["items"] == [ONE_BELOW]
    assert at_gate(unsure, "ORG-024", Gate.G3, unsure.orgs[0]).outcome == Outcome.UNKNOWN


def test_024_is_for_closed_organisations():
    assert result(dissolved(), "ORG-024") == PASSED
    live = school(branch(residue=ResidueFact(members=3)))
    assert result(live, "ORG-024") == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("pattern", "code", "outcome"),
    [
        (None, "x", Outcome.NOT_APPLICABLE),
        (r"\d{12}", "", Outcome.NOT_APPLICABLE),
        (r"\d{12}", "330781001001", Outcome.PASS),
        (r"\d{12}", "33078100100", Outcome.FAIL),
        (r"\d{12}", "3307810010011", Outcome.FAIL),
    ],
)
def test_a_code_is_compared_with_the_local_pattern(pattern, code, outcome):
    facts = school(branch(full=5, code=code), params={"ORG_CODE_PATTERN": pattern})

    assert result(facts, "ORG-026").outcome == outcome


def test_codes_of_closed_organisations_are_looked_at_too():
    pattern = {"ORG_CODE_PATTERN": r"\d{12}"}
    gone = branch(code="1", state=OrgState.DISSOLVED, name="老支部")

    assert said(school(gone, params=pattern), "ORG-026") == "老支部的代码1与本地编码规则不一致。"
    assert advice(school(gone, params=pattern), "ORG-026") == "请按上级下发的代码更正。"
    assert result(school(replace(gone, state=OrgState.DRAFT), params=pattern), "ORG-026") == NOT_APPLICABLE

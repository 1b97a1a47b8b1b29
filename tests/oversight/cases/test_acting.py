"""What is done about a finding: what it writes, what it refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.compliance.sweep import sweep
from governance.domain.refusals import Denied, Stale
from governance.models import Finding
from oversight.cases import claiming, deadlines, saying
from oversight.cases import files as evidence_files
from oversight.cases.touching import case_of
from oversight.choices.case import CaseState
from oversight.models import Evidence, FindingCase
from schools.models import School
from tests import factories, structures
from tests.factories.oversight import upload

pytestmark = pytest.mark.django_db

ON = factories.ON


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def finding(school):
    return factories.finding(school)


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user(), school.jurisdiction).user


def recorded():
    """Return what stands on record: who did what, and the words."""
    return list(FindingCase.objects.get().entries.values_list("actor", "action", "text"))


def test_the_first_touch_makes_the_case(finding, clerk):
    case = saying.case_explain(user=clerk, finding=finding, text=" 九月换届。 ")

    assert FindingCase.objects.get() == case
    assert (case.state, case.version) == (CaseState.EXPLAINED, 1)
    assert recorded() == [(clerk.pk, "explain", "九月换届。")]


def test_what_is_refused_leaves_nothing_behind(finding, clerk):
    with pytest.raises(Denied):
        saying.case_return(user=clerk, finding=finding, text="不行")

    assert not FindingCase.objects.exists()


def test_those_above_take_note_or_give_it_back(finding, clerk, official):
    saying.case_explain(user=clerk, finding=finding, text="九月换届。")
    assert saying.case_note(user=official, finding=finding).state == CaseState.NOTED
    assert saying.case_return(user=official, finding=finding, text="太晚").state == CaseState.RETURNED

    assert [action for _actor, action, _text in recorded()] == ["explain", "note", "return"]


@pytest.mark.parametrize(
    "say",
    [
        lambda f, clerk, _o: saying.case_explain(user=clerk, finding=f, text=" "),
        lambda f, _c, official: saying.case_return(user=official, finding=f, text=""),
        lambda f, _c, official: saying.case_remind(user=official, finding=f, text="", today=ON),
        lambda f, clerk, _o: saying.case_comment(user=clerk, finding=f, text=""),
    ],
)
def test_what_needs_words_says_so(say, finding, clerk, official):
    with pytest.raises(ValidationError) as refused:
        say(finding, clerk, official)

    assert list(refused.value.message_dict) == ["text"]
    assert not FindingCase.objects.exists()


def test_only_who_edits_the_school_is_put_in_charge(finding, clerk, official):
    other = factories.grant(factories.user(), factories.school()).user

    case = deadlines.case_assign(user=official, finding=finding, owner=clerk)
    with pytest.raises(ValidationError, match="本校的学校管理员"):
        deadlines.case_assign(user=official, finding=finding, owner=other)

    assert case.owner == FindingCase.objects.get().owner == clerk


def test_a_deadline_is_today_at_the_earliest(finding, official):
    case = deadlines.case_set_due(user=official, finding=finding, due_on=ON, today=ON)
    with pytest.raises(ValidationError, match="不能早于今天"):
        deadlines.case_set_due(user=official, finding=finding, due_on=ON - timedelta(1), today=ON)

    assert case.due_on == FindingCase.objects.get().due_on == ON


def test_an_answer_to_an_old_page_is_refused(finding, clerk, official):
    seen = case_of(finding).version
    saying.case_explain(user=clerk, finding=finding, text="九月换届。")

    with pytest.raises(Stale):
        deadlines.case_set_due(user=official, finding=finding, due_on=ON, today=ON, version=seen)


def test_a_reminder_waits_until_the_school_answers(finding, clerk, official):
    reminded = saying.case_remind(user=official, finding=finding, text="请抓紧。", today=ON).reminded_on
    answered = saying.case_explain(user=clerk, finding=finding, text="正在办。").reminded_on

    assert (reminded, answered) == (ON, None)


def test_evidence_is_taken_out_by_who_handed_it_in_until_those_above_acted(finding, school, clerk, official):
    colleague = factories.grant(factories.user(), school).user
    case = saying.case_explain(
        user=clerk, finding=finding, text="见附件。", files=[upload(), upload("二.pdf")]
    )
    first, second = case.files.all()

    with pytest.raises(Denied, match="只有上传人可以删除"):
        evidence_files.case_detach(user=colleague, finding=finding, evidence=first)
    evidence_files.case_detach(user=clerk, finding=finding, evidence=first)
    saying.case_note(user=official, finding=finding)
    with pytest.raises(Denied, match="不能再删除"):
        evidence_files.case_detach(user=clerk, finding=finding, evidence=second)

    assert list(Evidence.objects.all()) == list(FindingCase.objects.get().files.all()) == [second]


def test_files_come_with_names_on_record(finding, clerk):
    with pytest.raises(ValidationError, match="请先选择文件"):
        evidence_files.case_attach(user=clerk, finding=finding, files=[])
    evidence_files.case_attach(user=clerk, finding=finding, files=[upload("一.pdf"), upload("二.pdf")])

    assert recorded() == [(clerk.pk, "attach", "一.pdf、二.pdf")]


def test_a_closed_finding_can_only_be_spoken_about(finding, clerk):
    Finding.objects.update(closed_on=ON)

    saying.case_comment(user=clerk, finding=finding, text="谢谢。")
    with pytest.raises(Denied, match="“已消除”，不能说明情况"):
        saying.case_explain(user=clerk, finding=finding, text="再说明。")


@pytest.fixture
def faulty():
    """A school whose branch has no approval, as the rules found it."""
    found = structures.single_branch()
    found.paper = found.root.approval
    approve(found, None)
    list(sweep(School.objects.all(), ON))
    found.finding = Finding.objects.get(rule="ORG-022")
    return found


def approve(found, paper):
    type(found.root).objects.update(approval=paper)


def test_a_claim_is_judged_at_once_and_the_rules_close_the_finding(faulty):
    clerk = factories.grant(factories.user(), faulty.school).user
    approve(faulty, faulty.paper)

    case = claiming.case_claim(user=clerk, finding=faulty.finding, on=ON, text="批复已登记。")

    assert Finding.objects.get(pk=faulty.finding.pk).closed_on == faulty.finding.closed_on == ON
    assert case.work == CaseState.CLOSED
    assert recorded() == [(clerk.pk, "claim", "批复已登记。")]


def test_a_claim_that_the_rules_do_not_share_waits_for_those_above(faulty):
    clerk = factories.grant(factories.user(), faulty.school).user

    case = claiming.case_claim(user=clerk, finding=faulty.finding, on=ON, files=[upload()])

    assert Finding.objects.get(pk=faulty.finding.pk).closed_on is None
    assert (case.work, case.files.count()) == (CaseState.CLAIMED, 1)


def test_a_finding_that_comes_back_is_to_be_mended_anew(faulty):
    clerk = factories.grant(factories.user(), faulty.school).user
    approve(faulty, faulty.paper)
    claiming.case_claim(user=clerk, finding=faulty.finding, on=ON)
    approve(faulty, None)
    list(sweep(School.objects.all(), ON + timedelta(1)))

    case = FindingCase.objects.select_related("finding").get()

    assert (case.finding.reopened, case.finding.closed_on) == (1, None)
    assert (case.state, case.work) == (CaseState.CLAIMED, CaseState.PENDING)
    saying.case_explain(user=clerk, finding=case.finding, text="又出现了。")
    assert list(case.entries.values_list("action", "episode")) == [("claim", 0), ("explain", 1)]

"""What is done with a notice: what it writes, what it refuses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from governance.domain.refusals import Denied, Stale
from governance.models import Finding, SchoolCheck
from oversight.choices.notice import NoticeState
from oversight.models import Evidence, FindingCase, Notice
from oversight.notices import closing
from oversight.notices.answering import Answer, notice_answer
from oversight.notices.drafting import notice_draft, notice_edit
from oversight.notices.files import notice_detach
from oversight.notices.issuing import notice_issue
from oversight.notices.offices import prefix_of
from tests import factories
from tests.factories.oversight import upload
from tests.oversight.notices.making import DEADLINE, answered, drafted, finding, issued, received

pytestmark = pytest.mark.django_db

ON = factories.ON


@pytest.fixture
def school():
    factories.county()
    return factories.school()


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user(), school.jurisdiction).user


def said(refused):
    return " ".join(refused.value.messages)


def test_a_draft_begins_with_the_usual_words(school, official):
    notice = notice_draft(user=official, school=school, findings=[finding(school)], today=ON)

    assert notice.issuer == "中共兰溪市委教育工作委员会"
    assert (notice.jurisdiction, notice.prefix) == (school.jurisdiction, "兰溪教整改")
    assert notice.deadline == ON + timedelta(28)
    assert (notice.state, notice.number, notice.serial) == ("draft", "", None)
    assert str(notice) == "整改通知书（拟稿）"


@pytest.mark.parametrize(
    ("name", "prefix"), [("兰溪市", "兰溪教整改"), ("余杭区", "余杭教整改"), ("忠县", "忠县教整改")]
)
def test_numbers_begin_with_the_name_of_the_place(name, prefix):
    assert prefix_of(factories.jurisdiction("500233", name)) == prefix


def test_a_school_draws_nothing_up_for_itself(school, clerk):
    with pytest.raises(Denied):
        drafted(school, clerk)

    assert not Notice.objects.exists()


def test_what_a_notice_may_not_name(school, official):
    other = finding(factories.school(jurisdiction=school.jurisdiction), 1)
    closed, waived = finding(school, 2, closed_on=ON), finding(school, 3, is_waived=True)
    known = finding(school, 4)
    drafted(school, official, [known])

    for wrong, words in (
        ([], "请至少选择一项问题"),
        ([other], "已经消除或者豁免"),
        ([closed], "已经消除或者豁免"),
        ([waived], "已经消除或者豁免"),
        ([known], "已列入整改通知书（拟稿）"),
    ):
        with pytest.raises(ValidationError) as refused:
            drafted(school, official, wrong)
        assert words in said(refused)
    assert Notice.objects.count() == 1


def test_a_draft_is_changed(school, official):
    one, two = finding(school, 1), finding(school, 2)
    notice = drafted(school, official, [one])

    notice_edit(user=official, notice=notice, findings=[two, one], text="请整改。", version=0)

    assert [item.finding for item in notice.items.all()] == [two, one]
    assert Notice.objects.get().text == "请整改。"
    with pytest.raises(Stale):
        notice_edit(user=official, notice=notice, findings=[one], version=0)


def test_issuing_gives_the_number_freezes_the_items_and_sets_the_deadlines(school, official, clerk):
    SchoolCheck.objects.create(school=school, on=ON, checked_at=timezone.now(), rules_version="v9")
    found = finding(school)
    with override("en"):
        notice = issued(school, official, [found])
    Finding.objects.update(evidence={"org": "别的支部", "n": 99})

    notice.refresh_from_db()
    item = notice.items.get()

    assert (notice.state, notice.number) == (NoticeState.ISSUED, "兰溪教整改〔2026〕1号")
    assert (notice.issued_on, notice.rules_version, notice.checked_on) == (ON, "v9", ON)
    assert item.sentence == "第0支部现有党员52人，超过支部党员一般不超过50人的要求。"
    assert item.mend == "请结合年级组、学科组、行政组等单元研究分设支部，报县委教育工委审批。"
    assert item.clause.startswith("《中国共产党支部工作条例（试行）》第四条")
    case = FindingCase.objects.get(finding=found)
    assert case.due == DEADLINE
    assert list(case.entries.values_list("action", "text")) == [("due", "兰溪教整改〔2026〕1号")]


def test_what_closed_in_between_stops_the_issue(school, official):
    notice = drafted(school, official)
    Finding.objects.update(closed_on=ON)

    with pytest.raises(ValidationError, match="已经消除或者豁免"):
        notice_issue(user=official, notice=notice, today=ON)

    assert Notice.objects.get().serial is None


def test_a_deadline_that_has_passed_stops_the_issue(school, official):
    notice = drafted(school, official)

    with pytest.raises(ValidationError, match="整改期限已过"):
        notice_issue(user=official, notice=notice, today=DEADLINE + timedelta(1))
    assert notice_issue(user=official, notice=notice, today=DEADLINE).serial == 1


def test_numbers_count_for_each_office_and_year_and_revoked_ones_stay_taken(school, official):
    city = factories.grant(factories.user(), school.jurisdiction.parent).user
    first = issued(school, official, [finding(school, 1)])
    closing.notice_revoke(user=official, notice=first, text="有误。")
    second = issued(school, official, [finding(school, 2)])
    other = issued(school, city, [finding(school, 3)])
    late = drafted(school, official, [finding(school, 4)], deadline=date(2027, 3, 1))
    late = notice_issue(user=official, notice=late, today=date(2027, 1, 4))

    numbers = [notice.number for notice in (first, second, other, late)]

    assert numbers == [
        "兰溪教整改〔2026〕1号",
        "兰溪教整改〔2026〕2号",
        "金华教整改〔2026〕1号",
        "兰溪教整改〔2027〕1号",
    ]


def test_the_database_keeps_numbers_apart(school, official):
    issued(school, official, [finding(school, 1)])
    second = issued(school, official, [finding(school, 2)])
    second.serial = 1

    with pytest.raises(ValidationError, match="这个文号已经用过"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_an_issued_notice_has_a_number_twice_over(school, official):
    notice = drafted(school, official)
    notice.state = NoticeState.ISSUED

    with pytest.raises(ValidationError, match="下发的通知书应当有文号"):
        notice.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()


def test_every_item_is_answered_with_its_evidence(school, official, clerk):
    notice = received(school, official, clerk, [finding(school, 1), finding(school, 2)])
    first, second = notice.items.all()

    with pytest.raises(ValidationError, match="第2项还没有填写整改情况"):
        notice_answer(user=clerk, notice=notice, answers={first.pk: Answer("已分设"), second.pk: Answer(" ")})
    answers = {first.pk: Answer("已分设", [upload("批复.pdf")]), second.pk: Answer("正在办")}
    notice_answer(user=clerk, notice=notice, answers=answers)

    assert [item.answer for item in notice.items.all()] == ["已分设", "正在办"]
    assert [file.name for file in first.files.all()] == ["批复.pdf"]
    assert Evidence.objects.get().school == school


def test_a_notice_is_settled_only_when_the_rules_or_a_waiver_say_so(school, official, clerk):
    one, two, three = (finding(school, nth) for nth in (1, 2, 3))
    notice = answered(school, official, clerk, [one, two, three])
    Finding.objects.filter(pk=one.pk).update(closed_on=ON)

    with pytest.raises(ValidationError) as refused:
        closing.notice_settle(user=official, notice=notice)
    assert said(refused).startswith("还有2项没有消除，不能办结。第2项：第2支部现有党员52人")
    assert "第3项：第3支部" in said(refused)
    assert Notice.objects.get().state == NoticeState.ANSWERED

    Finding.objects.filter(pk=two.pk).update(is_waived=True)
    Finding.objects.filter(pk=three.pk).update(closed_on=ON)
    assert closing.notice_settle(user=official, notice=notice).state == NoticeState.SETTLED


def test_what_came_back_is_not_settled(school, official, clerk):
    found = finding(school, closed_on=None)
    notice = answered(school, official, clerk, [found])
    Finding.objects.update(closed_on=ON)
    Finding.objects.update(closed_on=None, reopened=1)

    with pytest.raises(ValidationError, match="还有1项"):
        closing.notice_settle(user=official, notice=notice)


@pytest.mark.parametrize("act", [closing.notice_return, closing.notice_revoke])
def test_giving_back_and_revoking_need_a_reason(act, school, official, clerk):
    notice = answered(school, official, clerk)

    with pytest.raises(ValidationError) as refused:
        act(user=official, notice=notice, text=" ")

    assert list(refused.value.message_dict) == ["text"]
    assert Notice.objects.get().state == NoticeState.ANSWERED


def test_an_answer_that_was_given_back_is_given_again(school, official, clerk):
    notice = answered(school, official, clerk)
    closing.notice_return(user=official, notice=notice, text="请附批复。")
    item = notice.items.get()

    notice_answer(user=clerk, notice=notice, answers={item.pk: Answer("批复已附")})

    assert list(notice.entries.values_list("action", flat=True)) == [
        "issue",
        "receive",
        "answer",
        "return",
        "answer",
    ]
    assert notice.items.get().answer == "批复已附"


def with_files(school, official, clerk):
    """Return a notice that was answered with two files, and the files."""
    notice = received(school, official, clerk)
    (item,) = notice.items.all()
    answers = {item.pk: Answer("已整改", [upload(), upload("二.pdf")])}
    notice_answer(user=clerk, notice=notice, answers=answers)
    return notice, *item.files.order_by("pk")


def test_a_file_of_an_answer_is_taken_out_by_who_handed_it_in_until_the_office_decides(
    school, official, clerk, django_capture_on_commit_callbacks
):
    notice, first, second = with_files(school, official, clerk)
    colleague = factories.grant(factories.user(), school).user
    stored = first.file

    with pytest.raises(Denied, match="只有上传人可以删除"):
        notice_detach(user=colleague, notice=notice, evidence=first)
    with django_capture_on_commit_callbacks(execute=True):
        notice_detach(user=clerk, notice=notice, evidence=first)

    assert list(Evidence.objects.all()) == list(notice.items.get().files.all()) == [second]
    assert not stored.storage.exists(stored.name)
    entry = notice.entries.last()
    assert (entry.action, entry.actor, notice.state) == ("detach", clerk, "answered")


def test_what_the_office_sent_back_stays_on_record(school, official, clerk):
    notice, first, _second = with_files(school, official, clerk)
    closing.notice_return(user=official, notice=notice, text="材料不全")

    with pytest.raises(Denied):
        notice_detach(user=clerk, notice=notice, evidence=first)
    item = notice.items.get()
    notice_answer(user=clerk, notice=notice, answers={item.pk: Answer("已补", [upload("三.pdf")])})
    with pytest.raises(Denied, match="不能再删除"):
        notice_detach(user=clerk, notice=notice, evidence=first)
    notice_detach(user=clerk, notice=notice, evidence=item.files.get(name="三.pdf"))

    assert item.files.count() == 2

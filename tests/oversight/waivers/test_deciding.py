"""A waiver from the request to its end: asked, decided, judged at once, gone on with, taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.choices import OrgType
from governance.compliance.sweep import sweep
from governance.domain.refusals import Denied, Stale
from governance.models import ChangeSet, Finding, Waiver
from oversight.models import WaiverRequest
from oversight.waivers.asking import Asked, may_ask, waiver_amend, waiver_ask
from oversight.waivers.deciding import (
    waiver_grant,
    waiver_refuse,
    waiver_return,
    waiver_revoke,
    waiver_withdraw,
)
from oversight.waivers.effects import effects
from oversight.waivers.lists import with_renewals
from schools.models import School
from tests import factories
from tests.factories.oversight import upload

pytestmark = pytest.mark.django_db

ON = factories.ON
UNTIL = date(2026, 12, 31)


def asked(until=UNTIL, **changes):
    given = {"reason": "新支部已在报批", "document_number": "演示〔2026〕8号", "issued_on": date(2026, 5, 20)}
    return Asked(**{**given, "issuer": "演示县委教育工委", "until": until, **changes})


@pytest.fixture
def school():
    """A school whose branch has 51 members, as the check of the day found it."""
    made = factories.school()
    factories.members(51, made, factories.organization(OrgType.BRANCH, school=made))
    look(made, ON)
    return made


def look(school, on):
    list(sweep(School.objects.filter(pk=school.pk), on))


def finding_of(school):
    return Finding.objects.select_related("school__jurisdiction").get(
        school=school, rule="ORG-005", subject_kind="organization"
    )


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user(), school.jurisdiction).user


@pytest.fixture
def request_(school, clerk):
    return waiver_ask(user=clerk, finding=finding_of(school), asked=asked(), today=ON, files=[upload()])


def test_what_is_asked_is_on_record_and_changes_nothing(school, request_, clerk):
    assert (request_.state, request_.subject_number) == ("asked", finding_of(school).subject_number)
    assert [file.name for file in request_.evidence.all()] == ["会议记录.pdf"]
    assert [(e.action, e.actor) for e in request_.entries.all()] == [("ask", clerk)]
    assert not finding_of(school).is_waived
    assert not Waiver.objects.exists()


def test_granted_it_counts_at_once_and_through_the_door(school, request_, official):
    waiver_grant(user=official, request=request_, today=ON, text="同意", version=0)

    waiver = Waiver.objects.get()
    assert (waiver.starts_on, waiver.last_day, waiver.approver) == (ON, UNTIL, "演示县委教育工委")
    assert (request_.state, request_.waiver, request_.version) == ("granted", waiver, 1)
    assert finding_of(school).is_waived
    assert finding_of(school) not in Finding.objects.open()
    change = ChangeSet.objects.get(operation="record_create")
    assert (change.actor, change.decides, change.details[0]["kind"]) == (official, True, "waiver")


def test_it_may_be_granted_to_an_earlier_day_and_not_to_a_later(request_, official):
    with pytest.raises(ValidationError, match="不能晚于申请的 2026-12-31"):
        waiver_grant(user=official, request=request_, today=ON, until=date(2027, 1, 1))
    with pytest.raises(ValidationError, match="不早于 2026-06-01"):
        waiver_grant(user=official, request=request_, today=ON, until=date(2026, 5, 31))

    waiver_grant(user=official, request=request_, today=ON, until=date(2026, 9, 30))

    assert (Waiver.objects.get().last_day, request_.until) == (date(2026, 9, 30), date(2026, 9, 30))


@pytest.mark.parametrize(("after", "waived"), [(0, True), (1, False)])
def test_on_its_last_day_it_counts_and_on_the_next_no_more(school, request_, official, after, waived):
    waiver_grant(user=official, request=request_, today=ON)

    look(school, UNTIL + timedelta(days=after))

    assert finding_of(school).is_waived is waived


def test_refused_sent_back_and_withdrawn_need_who_may_and_a_reason(request_, clerk, official):
    with pytest.raises(ValidationError, match="请写明理由"):
        waiver_return(user=official, request=request_, text="  ")
    with pytest.raises(Denied):
        waiver_refuse(user=clerk, request=request_, text="不同意")

    waiver_return(user=official, request=request_, text="缺批复")
    waiver_amend(user=clerk, request=request_, asked=asked(reason="已补批复"), today=ON, version=1)
    waiver_refuse(user=official, request=request_, text="应当先整改")

    assert [e.action for e in request_.entries.all()] == ["ask", "return", "amend", "refuse"]
    assert (request_.state, request_.reason) == ("refused", "已补批复")
    with pytest.raises(Denied, match="豁免申请现在是“不予同意”，不能撤回"):
        waiver_withdraw(user=clerk, request=request_)


def test_an_answer_to_an_old_page_is_refused(request_, clerk, official):
    waiver_return(user=official, request=request_, text="缺批复")
    waiver_amend(user=clerk, request=request_, asked=asked(), today=ON)

    with pytest.raises(Stale, match="在您打开页面之后已被修改"):
        waiver_grant(user=official, request=request_, today=ON, version=0)
    assert not Waiver.objects.exists()


def test_one_request_at_a_time(school, request_, clerk):
    with pytest.raises(ValidationError, match="已有正在办理的豁免申请"):
        waiver_ask(user=clerk, finding=finding_of(school), asked=asked(), today=ON)

    waiver_withdraw(user=clerk, request=request_, text="先整改")
    waiver_ask(user=clerk, finding=finding_of(school), asked=asked(), today=ON)

    assert WaiverRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until": date(2026, 5, 31)}, "until"),
        ({"issued_on": date(2026, 6, 2)}, "issued_on"),
        ({"reason": ""}, "reason"),
        ({"document_number": ""}, "document_number"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(school, clerk, changes, field):
    with pytest.raises(ValidationError) as refused:
        waiver_ask(user=clerk, finding=finding_of(school), asked=asked(**changes), today=ON)

    assert list(refused.value.error_dict) == [field]


@pytest.mark.parametrize(
    ("rule", "changes", "said"),
    [
        ("ORG-010", {}, "规则ORG-010不能豁免"),
        ("ELE-002", {}, "规则ELE-002不能豁免"),
        ("ORG-005", {"closed_on": ON}, "已经消除，不需要豁免"),
    ],
)
def test_what_cannot_be_waived_is_refused_in_the_operation(clerk, school, rule, changes, said):
    other = factories.finding(school, rule, subject_number="X1", **changes)

    assert may_ask(clerk, finding_of(school))
    with pytest.raises(Denied, match=said):
        waiver_ask(user=clerk, finding=other, asked=asked(), today=ON)


def test_a_case_that_cannot_be_waived_is_refused_and_granted_by_nobody(school, clerk, official):
    from governance.rules.catalogue import all_rules

    narrow = next(rule for rule in all_rules().values() if rule.waivable_variants)
    hard = next(variant for variant in narrow.texts if not narrow.may_waive(variant))
    fault = factories.finding(school, narrow.code, variant=hard)
    soft = factories.finding(
        school, narrow.code, variant=next(iter(narrow.waivable_variants)), subject_number="X2"
    )

    assert may_ask(clerk, soft)
    with pytest.raises(Denied, match="这种情形不能豁免"):
        waiver_ask(user=clerk, finding=fault, asked=asked(), today=ON)
    forged = factories.waiver_request(school, fault)
    with pytest.raises(ValidationError, match="这种情形不能豁免"):
        waiver_grant(user=official, request=forged, today=ON)
    assert not Waiver.objects.exists()


def test_only_the_schools_people_ask(school, official):
    stranger = factories.grant(factories.user(), factories.school()).user

    for user in (official, stranger):
        with pytest.raises(Denied):
            waiver_ask(user=user, finding=finding_of(school), asked=asked(), today=ON)


def test_a_renewal_begins_where_the_first_ends_and_is_counted(school, request_, clerk, official):
    waiver_grant(user=official, request=request_, today=ON)
    with pytest.raises(ValidationError, match="续期应当晚于这一天"):
        waiver_ask(user=clerk, finding=finding_of(school), asked=asked(date(2026, 12, 30)), today=ON)

    again = waiver_ask(user=clerk, finding=finding_of(school), asked=asked(date(2027, 6, 30)), today=ON)
    waiver_grant(user=official, request=again, today=ON)

    assert again.renews == request_
    waivers = with_renewals(Waiver.objects.all()).order_by("period")
    assert [(w.starts_on, w.last_day, w.renewals) for w in waivers] == [
        (ON, UNTIL, 0),
        (date(2027, 1, 1), date(2027, 6, 30), 1),
    ]
    look(school, date(2027, 1, 1))
    assert finding_of(school).is_waived


def test_ended_early_the_finding_stands_again_at_once(school, request_, clerk, official):
    later = ON + timedelta(days=30)
    waiver_grant(user=official, request=request_, today=ON)
    assert finding_of(school).is_waived
    with pytest.raises(Denied):
        waiver_revoke(user=clerk, request=request_, today=later, text="不再需要")

    waiver_revoke(user=official, request=request_, today=later, text="情况已变")

    assert (request_.state, Waiver.objects.get().ends_on) == ("revoked", later)
    assert not finding_of(school).is_waived
    assert finding_of(school) in Finding.objects.open()


def test_a_waiver_that_has_not_begun_goes_when_it_is_taken_back(school, request_, clerk, official):
    waiver_grant(user=official, request=request_, today=ON)
    again = waiver_ask(user=clerk, finding=finding_of(school), asked=asked(date(2027, 6, 30)), today=ON)
    waiver_grant(user=official, request=again, today=ON)

    waiver_revoke(user=official, request=again, today=ON, text="情况已变")

    assert [w.last_day for w in Waiver.objects.all()] == [UNTIL]
    assert finding_of(school).is_waived


def test_a_waiver_never_hides_what_passes(school, request_, official):
    waiver_grant(user=official, request=request_, today=ON)
    waiver = Waiver.objects.get()
    assert effects([waiver], ON)[waiver.pk].said == "不符合，已豁免"

    from governance.models import PartyMembership

    PartyMembership.objects.filter(organization__school=school).first().delete()
    look(school, ON)

    assert effects([waiver], ON)[waiver.pk].said == "目前符合，豁免未起作用"
    assert finding_of(school).closed_on == ON
    assert not Finding.objects.waived().exists()


def test_what_is_mended_meanwhile_is_not_waived(school, request_, official):
    Finding.objects.filter(pk=finding_of(school).pk).update(closed_on=ON)

    with pytest.raises(ValidationError, match="已经消除"):
        waiver_grant(user=official, request=request_, today=ON)
    assert not Waiver.objects.exists()

"""Rules that people attest: stated by the school, confirmed or attested above, for a time and no longer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from governance.choices import Conclusion, OrgType
from governance.compliance.report import text_lines
from governance.compliance.sweep import sweep
from governance.domain.act import Act
from governance.domain.attesting import Said, attestation_record
from governance.domain.facts import load_facts
from governance.domain.records import record_create
from governance.domain.refusals import Denied
from governance.models import Attestation, ChangeSet, Finding, SchoolCheck
from governance.rules.judging import judge
from oversight.attesting.confirming import (
    cannot,
    statement_attest,
    statement_confirm,
    statement_return,
    statement_withdraw,
)
from oversight.attesting.sheet import SchoolSheet
from oversight.attesting.stating import Words, statement_amend, statement_hand_in
from oversight.models import Statement
from schools.models import School
from tests import factories
from tests.factories.oversight import upload
from tests.oversight.waiting import waiting_for

pytestmark = pytest.mark.django_db

ON = factories.ON
RULE = "LIF-001"
PASS, FAIL = Words(Conclusion.PASS, "看了会议记录"), Words(Conclusion.FAIL, "第二季度没有召开")


@pytest.fixture
def school():
    made = factories.school()
    factories.members(5, made, factories.organization(OrgType.BRANCH, school=made))
    return made


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user(), school.jurisdiction).user


def outcome(school, on=ON, rule=RULE):
    (judgement,) = judge(load_facts([school.pk], on)[school.pk], [rule])
    return judgement.result.outcome.value


def attest(official, school, words=PASS, rule=RULE, on=ON):
    told = {"rule": rule, "words": words, "attester": "演示核查组", "today": on}
    return statement_attest(user=official, school=school, **told)


def test_until_somebody_attests_it_nobody_knows(school, official):
    assert outcome(school) == "unknown"

    attest(official, school)

    assert outcome(school) == "pass"


@pytest.mark.parametrize(("after", "found"), [(-1, "pass"), (0, "unknown")])
def test_on_its_last_day_it_counts_and_on_the_next_no_more(school, official, after, found):
    attest(official, school)

    assert Attestation.objects.get().ends_on == date(2026, 12, 1)
    assert outcome(school, date(2026, 12, 1) + timedelta(days=after)) == found


def test_the_day_before_it_was_attested_nobody_knew(school, official):
    attest(official, school)

    assert outcome(school, ON - timedelta(days=1)) == "unknown"


def test_what_fails_is_a_finding_at_once_like_all_others(school, official):
    attest(official, school, FAIL)

    finding = Finding.objects.open().get(rule=RULE)
    assert (finding.severity, finding.evidence["note"]) == ("warning", "第二季度没有召开")
    change = ChangeSet.objects.get()
    assert (change.operation, change.actor, change.decides) == ("attestation_record", official, True)

    attest(official, school, PASS, on=ON + timedelta(days=20))

    assert Finding.objects.get(rule=RULE).closed_on == ON + timedelta(days=20)


def test_what_was_attested_before_ends_where_the_next_begins(school, official):
    attest(official, school, FAIL)
    attest(official, school, PASS, on=ON + timedelta(days=20))

    periods = [(a.conclusion, a.starts_on, a.ends_on) for a in Attestation.objects.order_by("period")]
    assert periods == [
        ("fail", ON, ON + timedelta(days=20)),
        ("pass", ON + timedelta(days=20), date(2026, 12, 21)),
    ]


def test_of_one_day_the_newest_word_counts(school, official):
    attest(official, school, FAIL)
    attest(official, school, PASS)

    assert [a.conclusion for a in Attestation.objects.all()] == ["pass"]
    assert Statement.objects.count() == 2


def test_what_waits_is_counted_apart_and_swamps_nothing(school):
    (report,) = sweep(School.objects.filter(pk=school.pk), ON)
    check = SchoolCheck.objects.get()

    assert check.unattested == [j for j in check.unattested if j[:3] in ("LIF", "ELE", "CON", "MTG")]
    assert RULE in check.unattested
    assert check.outcomes["unattested"] == len(check.unattested)
    assert not [item for item in check.unknown if item["rule"] in check.unattested]
    assert f"待核实{len(check.unattested)}" in list(text_lines([report]))[-1]


def test_a_school_states_and_the_official_confirms(school, clerk, official):
    stated = statement_hand_in(
        user=clerk, school=school, rule=RULE, words=PASS, today=ON, files=[upload("记录.pdf")]
    )
    assert outcome(school) == "unknown"
    assert [w.act for w in waiting_for(official, ON, "statement")] == ["确认"]

    statement_confirm(user=official, statement=stated, today=ON + timedelta(days=2), version=0)

    attested = Attestation.objects.get()
    assert (attested.starts_on, attested.statement, stated.state) == (
        ON + timedelta(days=2),
        stated,
        "confirmed",
    )
    assert attested.attester == f"{school}自查，{school.jurisdiction}确认"
    assert outcome(school, ON + timedelta(days=2)) == "pass"
    assert waiting_for(official, ON, "statement") == []


def test_sent_back_completed_and_withdrawn(school, clerk, official):
    stated = statement_hand_in(user=clerk, school=school, rule=RULE, words=PASS, today=ON)
    with pytest.raises(Denied):
        statement_return(user=clerk, statement=stated, text="缺记录")

    statement_return(user=official, statement=stated, text="缺记录")
    assert [w.act for w in waiting_for(clerk, ON, "statement")] == ["补充"]
    statement_amend(user=clerk, statement=stated, words=FAIL, today=ON)
    statement_withdraw(user=clerk, statement=stated)

    assert [e.action for e in stated.entries.all()] == ["hand_in", "return", "amend", "withdraw"]
    assert (stated.state, stated.conclusion) == ("withdrawn", "fail")
    assert not Attestation.objects.exists()


def test_one_statement_on_a_rule_at_a_time(school, clerk):
    statement_hand_in(user=clerk, school=school, rule=RULE, words=PASS, today=ON)

    with pytest.raises(ValidationError, match="已有正在办理的自查上报"):
        statement_hand_in(user=clerk, school=school, rule=RULE, words=FAIL, today=ON)


def test_only_who_decides_above_attests_and_only_the_school_states(school, clerk, official):
    neighbour = factories.grant(factories.user(), factories.school()).user

    for user in (clerk, neighbour):
        with pytest.raises(Denied):
            attest(user, school)
        said = Said(Conclusion.PASS, "自己")
        with pytest.raises(Denied):
            attestation_record(act=Act(actor=user, today=ON), school=school, rule=RULE, said=said)
    for user in (official, neighbour):
        with pytest.raises(Denied):
            statement_hand_in(user=user, school=school, rule=RULE, words=PASS, today=ON)


@pytest.mark.parametrize(
    ("rule", "words", "said"),
    [
        ("ORG-005", PASS, "按登记的资料判断，不由人核实"),
        ("LIF-003", PASS, "这条规则不适用"),
        (RULE, Words(Conclusion.FAIL, " "), "应当写明核实到的情况"),
        (RULE, Words(Conclusion.PASS, until=date(2026, 5, 31)), "有效期已经过去"),
        (RULE, Words(Conclusion.PASS, until=date(2026, 12, 1)), "最晚到 2026-11-30"),
    ],
)
def test_what_makes_no_sense_is_refused(school, clerk, official, rule, words, said):
    with pytest.raises(ValidationError, match=said):
        attest(official, school, words, rule)
    with pytest.raises(ValidationError, match=said):
        statement_hand_in(user=clerk, school=school, rule=rule, words=words, today=ON)
    assert not Attestation.objects.exists()


def test_the_last_possible_day_is_accepted(school, official):
    attest(official, school, Words(Conclusion.PASS, until=date(2026, 11, 30)))

    assert Attestation.objects.get().last_day == date(2026, 11, 30)


def test_the_desk_cannot_get_around_the_operation(school, official):
    row = factories.attestation(school)
    row.pk, row.rule = None, "LIF-006"

    with pytest.raises(ValidationError, match="请用相应的办理功能登记"):
        record_create(act=Act(actor=official, today=ON), row=row)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"start": date(2026, 6, 1)}, "attestation_once_at_a_time"),
        ({"start": date(2027, 1, 1), "end": None}, "attestation_ends"),
        (
            {"start": date(2027, 1, 1), "end": date(2027, 2, 1), "conclusion": "fail"},
            "attestation_failure_told",
        ),
    ],
)
def test_what_must_never_be_false_holds_twice_over(school, changes, constraint):
    factories.attestation(school)
    row = Attestation(school=school, rule=RULE, conclusion="pass", attester="演示核查组")
    given = dict(changes)
    from schools.periods import open_period

    row.period = open_period(given.pop("start"), given.pop("end", date(2027, 12, 1)))
    for name, value in given.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def test_an_approved_plan_stays_approved(school, official):
    from governance.domain import approvals

    assert {"attestation"} == approvals.BESIDE


def test_why_a_school_cannot_be_attested_in_bulk(school, official):
    bare, far = factories.school(), factories.school(jurisdiction=factories.jurisdiction("330110", "余杭区"))
    factories.organization(OrgType.BRANCH, school=far)

    found = cannot(official, [school, bare, far], RULE, ON)

    assert found == {
        bare.pk: "按登记的资料，这条规则不适用",
        far.pk: "只有主管部门工作人员可以审批。",
    }


def test_the_sheet_agrees_with_the_check(school, official):
    attest(official, school, FAIL, "LIF-006")
    list(sweep(School.objects.filter(pk=school.pk), ON))

    sheet = SchoolSheet(school, official, ON)

    waiting = [cell.rule.code for cell in sheet.cells if cell.code == "unattested"]
    assert waiting == sorted(SchoolCheck.objects.get().unattested, key=waiting.index)
    assert sheet.waiting == len(waiting) > 0
    assert [cell.code for cell in sheet.cells if cell.rule.code == "LIF-006"] == ["fail"]


def test_more_schools_than_a_page_has_are_not_left_out_in_silence(client, school, official):
    client.force_login(official)
    address = reverse("oversight:attest_bulk", args=[school.jurisdiction.code])
    asked = {"rule": RULE, "conclusion": PASS.conclusion, "attester": "县委教育工委"}
    client.post(address, {**asked, "school": [school.code] * 50})

    answer = client.post(address, {**asked, "school": [school.code] * 51, "confirmed": "1"})

    assert answer.status_code == 422
    assert "一次最多核实 50 所学校，请分批办理。" in answer.text

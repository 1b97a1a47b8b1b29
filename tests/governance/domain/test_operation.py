"""The door itself: rights, dates, stale pages, records, constant cost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from governance.domain.act import Rehearsal
from governance.domain.locks import lock_schools
from governance.domain.people import person_hire
from governance.domain.records import record_correct, record_create
from governance.domain.refusals import Denied, Stale
from governance.domain.structure import organization_rename
from governance.domain.units import unit_close, unit_create
from governance.models import ChangeSet, Finding, RuleParameter, Waiver
from schools.models import School, Unit
from schools.periods import open_period
from tests import factories
from tests.structures import do, open_findings


@pytest.fixture
def stranger(single):
    user = factories.user()
    factories.grant(user, factories.school())
    return user


def test_stranger_may_not_write(single, stranger):
    with pytest.raises(Denied):
        organization_rename(act=do(actor=stranger), organization=single.root, full_name="x")

    assert ChangeSet.objects.count() == 0


def test_administrator_may_write_and_goes_on_record(single):
    clerk = factories.user()
    factories.grant(clerk, single.school)
    act = do(actor=clerk, reason=" 印章更换 ")

    organization_rename(act=act, organization=single.root, full_name=single.root.full_name + "（新）")

    assert (act.change_set.actor, act.change_set.reason) == (clerk, "印章更换")


def test_grant_waiver_is_refused_to_the_school_itself(single):
    clerk = factories.user()
    factories.grant(clerk, single.school)
    waiver = Waiver(
        school=single.school,
        rule="ORG-005",
        subject_kind="organization",
        subject_number=single.root.number,
        reason="演示",
        approver="演示",
        document_number="演示1号",
        period=open_period(factories.ON, factories.ON + timedelta(days=90)),
    )

    with pytest.raises(Denied, match="主管部门"):
        record_create(act=do(actor=clerk), row=waiver)


def test_future_day_is_refused(single):
    tomorrow = factories.ON + timedelta(days=1)

    with pytest.raises(ValidationError, match="晚于今天"):
        organization_rename(act=do(effective_on=tomorrow), organization=single.root, full_name="x")


def test_stale_page_is_refused(single):
    seen = School.objects.get(pk=single.school.pk).version
    unit_create(act=do(), school=single.school, name="语文组", kind="subject")

    with pytest.raises(Stale, match="已被修改"):
        unit_create(act=do(version=seen), school=single.school, name="数学组", kind="subject")

    assert Unit.objects.filter(school=single.school).count() == 1


def test_findings_follow_each_act(single):
    assert open_findings(single.school) == set()

    record_correct(act=do(), row=single.school, fields={"ownership": "public", "system_from": None})

    assert "ORG-029" in {rule for rule, _ in open_findings(single.school)}
    record_correct(act=do(), row=single.school, fields={"system_from": date(2023, 9, 1)})
    assert open_findings(single.school) == set()
    assert Finding.objects.get(rule="ORG-029").closed_on == factories.ON


def since_unknown(single, **how):
    """Take away the day since when the school works in this way, which a rule asks for."""
    act = do(**how)
    record_correct(act=act, row=single.school, fields={"ownership": "public", "system_from": None})
    return act


def tried(single, **how):
    """Return which rules are newly broken, and what is on record of it before it is taken back."""
    rehearsal = Rehearsal(**how)
    with transaction.atomic():
        act = since_unknown(single, rehearsal=rehearsal)
        on_record = act.change_set is not None, ChangeSet.objects.count(), len(open_findings(single.school))
        transaction.set_rollback(True)
    single.school.refresh_from_db()
    return [one.rule for one in rehearsal.caused], on_record


def test_what_nobody_reads_is_judged_all_the_same_and_not_put_on_record(single):
    assert tried(single) == (["ORG-029"], (True, 1, 1))
    assert tried(single, is_read=False) == (["ORG-029"], (False, 0, 0))


def test_an_act_that_is_judged_with_the_next_leaves_its_findings_to_that(single):
    with transaction.atomic():
        since_unknown(single, is_judged_next=True)
        between = open_findings(single.school)
        unit_create(act=do(), school=single.school, name="语文组", kind="subject")

    assert between == set()
    assert {rule for rule, _ in open_findings(single.school)} == {"ORG-029"}
    assert ChangeSet.objects.count() == 2


def test_guarded_fields_need_their_own_act(single):
    with pytest.raises(ValidationError, match="相应的办理功能"):
        record_correct(act=do(), row=single.root, fields={"state": "dissolved"})


def test_looser_local_value_is_refused(single):
    row = RuleParameter(
        jurisdiction=factories.county(),
        name="BRANCH_MAX",
        value=60,
        document_number="演示",
        period=open_period(factories.ON),
    )

    with pytest.raises(ValidationError):
        record_create(act=do(), row=row)
    row.value = 30
    record_create(act=do(), row=row)

    assert RuleParameter.objects.get().value == 30


def test_closing_a_unit_is_a_fact_and_leaves_a_finding(general):
    unit_close(act=do(), unit=general.units[0])

    assert ("ORG-013", "warning") in open_findings(general.school)


def test_hired_person_gets_a_number_and_works_in_the_unit(general):
    person = person_hire(act=do(), school=general.school, name="演示新人", units=[general.units[0]])

    assert person.number.startswith(general.school.code)
    assert person.unit_memberships.get().unit == general.units[0]


@pytest.mark.parametrize("count", [1, 3])
def test_cost_of_an_act_does_not_grow_with_the_school(general, count, django_assert_num_queries):
    for number in range(count):
        factories.unit(general.school, f"备课组{number}", kind="preparation")
    fresh = School.objects.get(pk=general.school.pk)

    with django_assert_num_queries(ACT_QUERIES):
        unit_create(act=do(), school=fresh, name="语文组", kind="subject")


ACT_QUERIES = 69


def test_lock_outside_a_transaction_is_a_mistake(transactional_db):
    with pytest.raises(RuntimeError):
        lock_schools([1])
    with transaction.atomic():
        lock_schools([1])

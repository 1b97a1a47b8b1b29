"""Acts that reach back: they are marked, and those that reach far back say why."""

from datetime import timedelta

import pytest

from governance.choices import Role
from governance.domain.correction import LATE
from governance.domain.people import person_hire
from governance.domain.posts import post_assign
from governance.domain.refusals import ReasonNeeded
from governance.domain.structure import organization_rename
from governance.domain.undoing import change_undo
from governance.domain.units import unit_move, unit_rename
from governance.models import ChangeSet
from tests import factories
from tests.structures import do

DAY = timedelta(days=1)


@pytest.fixture
def clerk(single):
    user = factories.user()
    factories.grant(user, single.school)
    return user


def appoint(single, actor, days, reason=""):
    act = do(actor=actor, effective_on=factories.ON - days, reason=reason)
    person = factories.member(single.school, single.root)
    post_assign(act=act, body=single.school, role=Role.VICE_PRINCIPAL, person=person)
    return act.change_set


@pytest.mark.parametrize(
    ("days", "marked"), [(timedelta(), False), (DAY, True), (LATE, True)], ids=["today", "yesterday", "late"]
)
def test_what_is_entered_late_is_marked_and_needs_no_reason(days, marked, single, clerk):
    assert appoint(single, clerk, days).is_correction == marked


def test_what_corrects_the_long_past_needs_a_reason(single, clerk):
    with pytest.raises(ReasonNeeded) as refused:
        appoint(single, clerk, LATE + DAY)

    assert refused.value.message == (
        "还没有保存：这是对 2026-04-30 起的资料的更正，早于31天以前，请填写理由后再保存。"
    )
    assert ChangeSet.objects.count() == 0
    change = appoint(single, clerk, LATE + DAY, "补登")
    assert (change.is_correction, change.reason) == (True, "补登")


def test_what_the_system_enters_is_not_asked(single):
    assert appoint(single, None, LATE + DAY).is_correction


def test_a_fact_of_life_of_long_ago_is_recorded_without_a_reason(single, clerk):
    act = do(actor=clerk, effective_on=factories.ON - LATE - DAY)

    person_hire(act=act, school=single.school, name="演示新人")

    assert act.change_set.is_correction


def renamed_party(act, single):
    organization_rename(act=act, organization=single.root, full_name="中共演示新名支部委员会")


def renamed_unit(act, single):
    unit_rename(act=act, unit=factories.unit(single.school, kind="office"), name="演示新名办公室")


def moved_unit(act, single):
    above = factories.unit(single.school, kind="office")
    unit_move(act=act, unit=factories.unit(single.school, kind="office", parent=above), parent=None)


@pytest.mark.parametrize("do_it", [renamed_party, renamed_unit, moved_unit])
def test_what_was_on_record_long_ago_is_not_changed_without_a_reason(do_it, single, clerk):
    long_ago = factories.ON - LATE - DAY

    do_it(do(actor=clerk, effective_on=factories.ON - LATE), single)
    with pytest.raises(ReasonNeeded, match="更正"):
        do_it(do(actor=clerk, effective_on=long_ago), single)

    act = do(actor=clerk, effective_on=long_ago, reason="当时没有登记")
    do_it(act, single)
    assert (act.change_set.is_correction, act.change_set.reason) == (True, "当时没有登记")


def test_taking_back_what_held_for_long_needs_a_reason(single, clerk):
    old = appoint(single, None, LATE + DAY)

    with pytest.raises(ReasonNeeded, match="更正"):
        change_undo(act=do(actor=clerk), change_set=old)

    act = do(actor=clerk, reason="登记有误")
    change_undo(act=act, change_set=old)
    assert act.change_set.is_correction

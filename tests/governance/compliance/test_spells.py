"""How findings stood over time: spells are ended and begun, never rewritten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from governance.choices import Outcome
from governance.compliance.reconcile import findings_reconcile
from governance.models import Finding, FindingSpell
from governance.rules.results import error, info, warning
from schools.periods import open_period
from tests import factories as make
from tests.governance.compliance.test_reconcile import MONDAY, TUESDAY, WEDNESDAY, about, check, retyped

pytestmark = pytest.mark.django_db

THURSDAY = WEDNESDAY + timedelta(days=1)


def waived(result):
    """Return the result as somebody waived it."""
    return replace(result, outcome=Outcome.WAIVED)


@pytest.fixture
def school():
    return make.school()


def spells():
    """Return severity, waived, first day, end, first day of the fault, day of mending of each spell."""
    return [
        (s.severity, s.is_waived, s.starts_on, s.ends_on, s.opened_on, s.mended_on)
        for s in FindingSpell.objects.order_by("finding__subject_number", "period")
    ]


def test_a_new_fault_begins_a_spell(school):
    check(school, MONDAY, about("D1", warning(n=51)))

    assert spells() == [("warning", False, MONDAY, None, MONDAY, None)]


def test_a_check_that_finds_the_same_writes_nothing(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY, about("D1", warning(n=52)))

    assert spells() == [("warning", False, MONDAY, None, MONDAY, None)]


def test_mending_ends_the_spell(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, WEDNESDAY)

    assert spells() == [("warning", False, MONDAY, WEDNESDAY, MONDAY, WEDNESDAY)]


def test_another_severity_and_a_waiver_begin_other_spells_of_one_fault(school):
    check(school, MONDAY, about("D1", info(n=51)))
    check(school, TUESDAY, about("D1", error(n=51)))
    check(school, WEDNESDAY, about("D1", waived(error(n=51))))
    check(school, THURSDAY)

    assert spells() == [
        ("info", False, MONDAY, TUESDAY, MONDAY, None),
        ("error", False, TUESDAY, WEDNESDAY, MONDAY, None),
        ("error", True, WEDNESDAY, THURSDAY, MONDAY, THURSDAY),
    ]


def test_what_comes_back_later_is_a_new_fault(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY)
    check(school, THURSDAY, about("D1", warning(n=51)))

    assert spells() == [
        ("warning", False, MONDAY, TUESDAY, MONDAY, TUESDAY),
        ("warning", False, THURSDAY, None, THURSDAY, None),
    ]


def test_what_comes_back_on_the_day_was_not_mended(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY)
    check(school, TUESDAY, about("D1", warning(n=51)))

    assert spells() == [("warning", False, MONDAY, None, MONDAY, None)]


def test_what_comes_back_worse_on_the_day_changed(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY)
    check(school, TUESDAY, about("D1", error(n=51)))

    assert spells() == [
        ("warning", False, MONDAY, TUESDAY, MONDAY, None),
        ("error", False, TUESDAY, None, MONDAY, None),
    ]


def test_of_several_changes_on_a_day_the_last_is_kept(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY, about("D1", error(n=51)))
    check(school, TUESDAY, about("D1", info(n=51)))
    check(school, WEDNESDAY, about("D2", warning(n=51)))
    check(school, WEDNESDAY)

    assert spells() == [
        ("warning", False, MONDAY, TUESDAY, MONDAY, None),
        ("info", False, TUESDAY, WEDNESDAY, MONDAY, WEDNESDAY),
    ]


def test_back_and_forth_on_a_day_changes_nothing(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY, about("D1", error(n=51)))
    check(school, TUESDAY, about("D1", warning(n=51)))

    assert spells() == [("warning", False, MONDAY, None, MONDAY, None)]


def test_a_fault_goes_on_at_the_school_that_the_organisation_moved_to(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    other = make.school()
    check(other, TUESDAY, about("D1", warning(n=51)))

    found = list(FindingSpell.objects.order_by("period").values_list("school", "opened_on", "mended_on"))
    assert found == [(school.pk, MONDAY, None), (other.pk, MONDAY, None)]


def test_heirs_of_a_fault_are_not_newly_found(school):
    old, new = retyped(school)
    other = make.organization(parent=new, predecessor=old)
    check(school, MONDAY, about(old.number, warning(n=51)))
    check(school, TUESDAY, *(about(one.number, warning(n=20)) for one in (new, other)))

    assert [row[2:5] for row in spells()] == [(MONDAY, None, MONDAY), (TUESDAY, None, MONDAY)]


def test_a_finding_without_a_spell_gets_one_from_its_next_check(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    FindingSpell.objects.all().delete()
    check(school, TUESDAY, about("D1", warning(n=51)))

    assert spells() == [("warning", False, TUESDAY, None, MONDAY, None)]


def test_a_look_into_the_past_writes_no_spell(school):
    check(school, TUESDAY, about("D1", warning(n=51)))
    check(school, MONDAY, about("D1", error(n=51)))

    assert spells() == [("warning", False, TUESDAY, None, TUESDAY, None)]


def test_a_finding_stands_in_one_way_at_a_time(school):
    finding = make.finding(school)
    twin = FindingSpell(finding=finding, school=school, rule="ORG-005", severity="error", opened_on=MONDAY)
    twin.period = open_period(MONDAY)

    with pytest.raises(Exception, match="只有一种情况"):
        twin.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


STATES = (None, info(n=1), warning(n=1), error(n=1), waived(error(n=1)))


class OfEveryDay(TestCase):
    """Whatever checks find, the spells say for every day how the finding stood at its end."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(range(len(STATES)))), max_size=9))
    def test_every_day_is_as_its_last_check_found_it(self, steps):
        school, day, at_its_end = make.school(), MONDAY, {}
        for pause, state in steps:
            day += timedelta(days=pause)
            found = [] if STATES[state] is None else [about("D1", STATES[state])]
            findings_reconcile(school=school, judgements=found, on=day)
            at_its_end[day] = STATES[state]

        for on in (MONDAY + timedelta(days=n) for n in range(20)):
            known = [at_its_end[one] for one in at_its_end if one <= on]
            expected = known[-1] if known else None
            said = [(s.severity, s.is_waived) for s in FindingSpell.objects.as_of(on)]
            assert said == ([] if expected is None else [(expected.severity, expected.outcome == "waived")])
        standing = Finding.objects.filter(closed_on=None).count()
        assert FindingSpell.objects.filter(period__endswith=None).count() == standing

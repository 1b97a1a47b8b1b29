"""Findings over time: opened, kept, closed, reopened."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from governance.choices import OrgState, Severity, SubjectKind
from governance.compliance.ledger import Reconciled
from governance.compliance.reconcile import findings_reconcile, reconcile_many
from governance.models import Finding, SchoolCheck
from governance.rules.results import Judgement, Result, error, info, not_applicable, unknown, warning
from tests import factories as make

MONDAY, TUESDAY, WEDNESDAY = date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


def about(number: str, result: Result, *, rule="ORG-005", kind=SubjectKind.ORGANIZATION) -> Judgement:
    return Judgement(rule, kind, 1, number, "演示支部", result)


def check(school, on: date, *judgements: Judgement) -> Reconciled:
    return findings_reconcile(school=school, judgements=judgements, on=on)


def test_new_fault_is_opened(school):
    result = check(school, MONDAY, about("D1", warning("school", n=51, max=50)))

    stored = Finding.objects.get()
    assert result.opened == [stored]
    assert (result.kept, result.reopened, result.closed) == ([], [], [])
    assert stored.school == school
    assert stored.natural_key() == ("ORG-005", "organization", "D1")
    assert (stored.variant, stored.severity, stored.subject_name) == ("school", "warning", "演示支部")
    assert stored.evidence == {"n": 51, "max": 50}
    assert (stored.first_seen, stored.last_seen, stored.closed_on) == (MONDAY, MONDAY, None)
    assert (stored.is_waived, stored.reopened) == (False, 0)


def test_lasting_fault_is_kept_with_its_first_day(school):
    check(school, MONDAY, about("D1", warning(n=51)))

    result = check(school, TUESDAY, about("D1", warning(n=51)))

    stored = Finding.objects.get()
    assert result.kept == [stored]
    assert result.changed == []
    assert (stored.first_seen, stored.last_seen) == (MONDAY, TUESDAY)


def test_change_of_variant_and_severity_is_the_same_finding(school):
    check(school, MONDAY, about("D1", info("soon", days=[1, 2])))

    result = check(school, TUESDAY, about("D1", error("late", days=[3])))

    stored = Finding.objects.get()
    assert result.kept == [stored]
    assert (stored.variant, stored.severity, stored.evidence) == ("late", Severity.ERROR, {"days": [3]})
    assert (stored.first_seen, stored.last_seen) == (MONDAY, TUESDAY)


def test_mended_fault_is_closed_and_stays_on_record(school):
    check(school, MONDAY, about("D1", warning(n=51)))

    result = check(school, TUESDAY, about("D1", not_applicable()))

    stored = Finding.objects.get()
    assert result.closed == [stored]
    assert (stored.last_seen, stored.closed_on) == (MONDAY, TUESDAY)
    assert list(Finding.objects.open()) == []


def test_closed_finding_is_not_closed_again(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY)

    result = check(school, WEDNESDAY)

    assert result.closed == []
    assert Finding.objects.get().closed_on == TUESDAY


def test_fault_that_comes_back_is_reopened_with_its_first_day(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, TUESDAY)

    result = check(school, WEDNESDAY, about("D1", warning(n=52)))

    stored = Finding.objects.get()
    assert result.reopened == [stored]
    assert (stored.first_seen, stored.last_seen, stored.closed_on) == (MONDAY, WEDNESDAY, None)
    assert (stored.reopened, stored.evidence) == (1, {"n": 52})


def test_fault_that_can_no_longer_be_judged_is_closed(school):
    check(school, MONDAY, about("D1", warning(n=51)))

    check(school, TUESDAY, about("D1", unknown("转正日期")))

    assert Finding.objects.get().closed_on == TUESDAY


def test_same_fault_of_two_subjects_is_two_findings(school):
    result = check(school, MONDAY, about("D1", warning(n=51)), about("D2", warning(n=60)))

    assert [f.subject_number for f in result.opened] == ["D1", "D2"]
    assert Finding.objects.count() == 2


def test_findings_of_other_schools_stay(school):
    other = make.finding(make.school(), last_seen=MONDAY)

    check(school, TUESDAY)

    other.refresh_from_db()
    assert (other.closed_on, other.last_seen) == (None, MONDAY)


def retyped(school):
    """Return a branch that was closed and the general branch that continues it."""
    branch = make.organization(school=school, state=OrgState.DISSOLVED)
    return branch, make.organization(school=school, predecessor=branch)


@pytest.mark.parametrize("rule", ["ORG-005", "ORG-010"])
def test_finding_goes_on_with_the_organization_that_continues_a_retyped_one(school, rule):
    old, new = retyped(school)
    check(school, MONDAY, about(old.number, warning(n=51), rule=rule))

    result = check(school, TUESDAY, about(new.number, warning(n=51), rule=rule))

    stored = Finding.objects.get()
    assert result.kept == [stored]
    assert (result.opened, result.closed) == ([], [])
    assert (stored.subject_number, stored.first_seen) == (new.number, MONDAY)


def test_heirs_of_one_organization_all_keep_the_first_day_of_its_finding(school):
    old, new = retyped(school)
    other = make.organization(parent=new, predecessor=old)
    check(school, MONDAY, about(old.number, warning(n=51)))

    faults = [about(one.number, warning(n=20)) for one in (new, other)]
    result = check(school, TUESDAY, *faults)

    assert set(Finding.objects.values_list("subject_number", "first_seen", "last_seen")) == {
        (new.number, MONDAY, TUESDAY),
        (other.number, MONDAY, TUESDAY),
    }
    assert ([len(result.kept), len(result.opened)], result.closed) == ([1, 1], [])


def test_finding_of_a_merged_organization_goes_on_with_the_one_that_took_it_in(school):
    merged = [make.organization(school=school, state=OrgState.DISSOLVED) for _number in range(2)]
    into = make.organization(school=school)
    for one in merged:
        make.merger(one, into)
    check(school, MONDAY, about(merged[1].number, warning(n=2)))

    check(school, TUESDAY, about(into.number, warning(n=2)))

    [finding] = Finding.objects.all()
    assert (finding.subject_number, finding.first_seen) == (into.number, MONDAY)


def test_finding_closed_on_the_day_of_the_retyping_goes_on_too(school):
    old, new = retyped(school)
    check(school, MONDAY, about(old.number, warning(n=51)))
    check(school, TUESDAY)

    result = check(school, TUESDAY, about(new.number, warning(n=51)))

    stored = Finding.objects.get()
    assert result.kept == [stored]
    assert (stored.subject_number, stored.first_seen, stored.closed_on) == (new.number, MONDAY, None)
    assert stored.reopened == 0


def test_finding_mended_before_the_retyping_does_not_return(school):
    old, new = retyped(school)
    check(school, MONDAY, about(old.number, warning(n=51)))
    check(school, TUESDAY)

    result = check(school, WEDNESDAY, about(new.number, warning(n=51)))

    assert [f.first_seen for f in result.opened] == [WEDNESDAY]
    assert Finding.objects.count() == 2


def test_finding_follows_a_line_of_retypings(school):
    first, second = retyped(school)
    third = make.organization(school=make.school(), predecessor=second)
    third.school, third.parent = school, None
    make.enter_state(second, OrgState.DISSOLVED, TUESDAY)
    third.save()
    check(school, MONDAY, about(first.number, warning(n=51)))

    check(school, TUESDAY, about(third.number, warning(n=51)))

    assert Finding.objects.get().subject_number == third.number


def test_finding_that_still_holds_for_the_predecessor_is_not_taken_away(school):
    old, new = retyped(school)
    check(school, MONDAY, about(old.number, warning(n=51)))

    result = check(school, TUESDAY, about(old.number, warning(n=51)), about(new.number, warning(n=51)))

    assert [f.subject_number for f in result.kept] == [old.number]
    assert [f.subject_number for f in result.opened] == [new.number]


def test_finding_moves_with_an_organization_to_another_school(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    other = make.school()

    check(other, TUESDAY, about("D1", warning(n=51)))

    stored = Finding.objects.get()
    assert (stored.school, stored.first_seen, stored.last_seen) == (other, MONDAY, TUESDAY)


def test_look_into_the_past_rewrites_nothing(school):
    check(school, TUESDAY, about("D1", warning(n=51)))
    before = Finding.objects.values().get()

    result = check(school, MONDAY, about("D2", warning(n=60)))

    assert result == Reconciled(is_outdated=True)
    assert Finding.objects.values().get() == before


def test_look_to_before_a_closing_does_not_reopen(school):
    check(school, MONDAY, about("D1", warning(n=51)))
    check(school, WEDNESDAY)

    result = check(school, TUESDAY, about("D1", warning(n=51)))

    assert result.is_outdated
    assert Finding.objects.get().closed_on == WEDNESDAY


def test_look_to_before_the_newest_check_of_a_clean_school_writes_nothing(school):
    SchoolCheck.objects.create(school=school, on=WEDNESDAY, checked_at=timezone.now(), rules_version="演示")

    result = check(school, TUESDAY, about("D1", warning(n=51)))

    assert result.is_outdated
    assert not Finding.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_depend_on_the_number_of_schools(count, django_assert_num_queries):
    schools = [make.school() for _ in range(count)]
    rules = {"ORG-001", "ORG-002", "ORG-003", "ORG-005", "ORG-007"}

    def judged(*failing: str, n: int) -> dict[int, list[Judgement]]:
        return {
            s.pk: [about(s.code, warning(n=n if rule == "ORG-003" else 0), rule=rule) for rule in failing]
            for s in schools
        }

    reconcile_many({}, judged("ORG-001", n=1), MONDAY, codes=rules)
    reconcile_many({}, judged("ORG-002", "ORG-003", "ORG-005", n=1), TUESDAY, codes=rules)
    again = judged("ORG-001", "ORG-003", "ORG-005", "ORG-007", n=2)

    with django_assert_num_queries(12):
        results = reconcile_many({}, again, WEDNESDAY, codes=rules)

    for result in results.values():
        assert [f.rule for f in result.opened] == ["ORG-007"]
        assert [f.rule for f in result.kept] == ["ORG-003", "ORG-005"]
        assert [f.rule for f in result.changed] == ["ORG-001", "ORG-003"]
        assert [f.rule for f in result.reopened] == ["ORG-001"]
        assert [f.rule for f in result.closed] == ["ORG-002"]


def test_evidence_may_name_many_and_stays_equal(school):
    result = warning(units=("一年级组", "二年级组"), day=(MONDAY + timedelta(days=1)).isoformat())
    check(school, MONDAY, about("D1", result))

    kept = check(school, TUESDAY, about("D1", result))

    assert kept.changed == []
    assert Finding.objects.get().evidence == {"units": ["一年级组", "二年级组"], "day": "2026-06-02"}

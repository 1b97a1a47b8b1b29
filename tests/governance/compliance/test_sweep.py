"""Judging many schools: stored or not, in chunks, beside each other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from governance.choices import OrgState, OrgType, Severity, SubjectKind
from governance.compliance import sweep as sweeping
from governance.compliance.sweep import sweep
from governance.domain.facts import load_facts
from governance.domain.locks import lock_schools
from governance.models import Finding, SchoolCheck
from governance.rules.catalogue import all_rules, rules_version
from schools.models import School
from tests import factories as make
from tests.blocking import in_a_thread, wait_until_blocked

ON, NEXT = date(2026, 6, 1), date(2026, 6, 2)


def big_branch(members: int = 51):
    """Return a school whose one branch has ``members`` members."""
    school = make.school()
    branch = make.organization(OrgType.BRANCH, school=school)
    make.members(members, school, branch)
    return school, branch


def swept(on: date = ON, schools=None, **options):
    return list(sweep(School.objects.all() if schools is None else schools, on, **options))


def rules_of(report):
    return {found.judgement.rule for found in report.found}


@pytest.mark.django_db
def test_sweep_stores_what_it_reports():
    school, branch = big_branch()

    (report,) = swept()

    assert report.school == school
    assert "ORG-005" in rules_of(report)
    stored = Finding.objects.filter(school=school, closed_on=None)
    assert {f.natural_key() for f in stored} == {found.judgement.key for found in report.found}
    assert {found.first_seen for found in report.found} == {ON}
    finding = stored.get(rule="ORG-005")
    assert (finding.subject_number, finding.evidence["n"]) == (branch.number, 51)
    assert report.reconciled.opened
    assert sum(report.outcomes.values()) == sum(SchoolCheck.objects.get().outcomes.values())


@pytest.mark.django_db
def test_sweep_of_another_day_keeps_first_days_and_closes_what_was_mended():
    school, branch = big_branch()
    (first,) = swept()
    branch.memberships.first().delete()

    (report,) = swept(NEXT)

    assert Finding.objects.get(school=school, rule="ORG-005").closed_on == NEXT
    since = {found.judgement.rule: found.first_seen for found in report.found}
    assert since == {**dict.fromkeys(rules_of(first) - {"ORG-005"}, ON), "ORG-012": NEXT}
    assert len(since) > 1


@pytest.mark.django_db
def test_sweep_that_stores_nothing_writes_nothing():
    school, _branch = big_branch()

    (report,) = swept(store=False)

    assert "ORG-005" in rules_of(report)
    assert {found.first_seen for found in report.found} == {None}
    assert report.reconciled is None
    assert not Finding.objects.filter(school=school).exists()
    assert not SchoolCheck.objects.exists()


@pytest.mark.django_db
def test_sweep_that_stores_nothing_tells_since_when_a_finding_is_known():
    big_branch()
    swept()

    (report,) = swept(NEXT, store=False)

    assert {found.first_seen for found in report.found} == {ON}


@pytest.mark.django_db
def test_sweep_of_the_past_reports_and_rewrites_nothing():
    _school, branch = big_branch()
    swept(NEXT)
    before = list(Finding.objects.order_by("pk").values()), SchoolCheck.objects.values().get()
    branch.memberships.first().delete()

    (report,) = swept(ON)

    assert "ORG-005" not in rules_of(report)
    assert report.reconciled.is_outdated
    assert (list(Finding.objects.order_by("pk").values()), SchoolCheck.objects.values().get()) == before


@pytest.mark.django_db
def test_sweep_of_one_rule_leaves_findings_of_others_and_the_check_alone():
    school, branch = big_branch()
    swept()
    others = Finding.objects.filter(school=school).exclude(rule="ORG-005").order_by("pk")
    before = list(others.values())
    assert before
    branch.memberships.first().delete()

    (report,) = swept(NEXT, codes={"ORG-005"})

    assert report.found == ()
    assert Finding.objects.get(rule="ORG-005").closed_on == NEXT
    assert list(others.values()) == before
    assert SchoolCheck.objects.get().on == ON


@pytest.mark.django_db
def test_waived_finding_stays_on_record_and_counts_again_when_the_waiver_ends():
    school, branch = big_branch()
    make.waiver(school, "ORG-005", SubjectKind.ORGANIZATION, branch.number, start=date(2026, 5, 1), end=NEXT)

    (waived,) = swept()
    stored = Finding.objects.get(rule="ORG-005")
    assert (stored.is_waived, stored.closed_on) == (True, None)
    assert waived.waived == 1
    warnings = waived.count(Severity.WARNING)

    (expired,) = swept(NEXT)
    stored.refresh_from_db()
    assert (stored.is_waived, stored.first_seen, stored.last_seen) == (False, ON, NEXT)
    assert stored in Finding.objects.open()
    assert (expired.waived, expired.count(Severity.WARNING)) == (0, warnings + 1)


@pytest.mark.django_db
def test_check_of_a_school_says_what_could_not_be_judged_and_what_is_covered():
    school = make.school()
    committee = make.organization(OrgType.GENERAL_BRANCH, school=school)
    branch = make.organization(OrgType.BRANCH, parent=committee)
    covered, bare = make.unit(school, "七年级组"), make.unit(school, "八年级组")
    make.host_unit(branch, covered)
    for unit in (covered, bare):
        make.unit_membership(unit, make.member(school, branch))
    doubtful = make.member(school, branch, full_on=None, joined_on=None)
    make.assign(doubtful, branch)

    (report,) = swept()

    check = SchoolCheck.objects.get(school=school)
    assert (check.base_units, check.covered_units) == (2, 1)
    assert (check.on, check.rules_version) == (ON, rules_version())
    assert check.outcomes == dict(report.outcomes)
    assert check.unknown
    assert len(check.unknown) == check.outcomes["unknown"]
    for item in check.unknown:
        assert set(item) == {"rule", "subject_name", "missing"}
        assert item["rule"] in all_rules()
        assert item["missing"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("store", "own"), [(True, 15), (False, 5)])
def test_number_of_queries_does_not_depend_on_the_number_of_schools(count, store, own):
    schools = [big_branch(4)[0].pk for _ in range(count)]
    swept()
    with CaptureQueriesContext(connection) as of_the_facts:
        load_facts(schools, NEXT)

    with CaptureQueriesContext(connection) as captured:
        assert len(swept(NEXT, store=store)) == count

    asked = [q["sql"] for q in captured if "pg_advisory_xact_lock" not in q["sql"]]
    assert len(asked) - len(of_the_facts) == own


@pytest.mark.django_db
def test_schools_come_in_the_order_of_their_codes_across_chunks(monkeypatch):
    monkeypatch.setattr(sweeping, "CHUNK", 2)
    for code in ("2133000005", "2133000002", "2133000004", "2133000001", "2133000003"):
        make.school(code=code)

    reports = swept()

    assert [r.school.code for r in reports] == [f"213300000{n}" for n in range(1, 6)]
    assert SchoolCheck.objects.count() == 5


@pytest.mark.django_db
def test_findings_of_a_closed_school_speak_of_its_organization():
    school, branch = big_branch(5)
    school.state, school.closed_on = "closed", date(2024, 1, 1)
    school.save()

    (report,) = swept()

    assert branch.state == OrgState.ACTIVE
    assert "ORG-034" in rules_of(report)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_do_not_duplicate():
    schools = [big_branch(4)[0].pk for _ in range(4)]

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            lock_schools(schools)
            running = [in_a_thread(pool, swept) for _ in range(2)]
            wait_until_blocked(2)
        both = [future.result() for future in running]

    opened = [sum(len(r.reconciled.opened) for r in reports) for reports in both]
    kept = [sum(len(r.reconciled.kept) for r in reports) for reports in both]
    stored = Finding.objects.filter(reopened=0, closed_on=None).count()
    assert stored
    assert Finding.objects.count() == stored
    assert sorted(opened) == sorted(kept) == [0, stored]
    assert SchoolCheck.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_sweep_waits_for_an_operation_and_judges_what_it_left():
    school, branch = big_branch(51)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock_schools([school.pk])
            running = in_a_thread(pool, swept)
            wait_until_blocked(1)
            branch.memberships.first().delete()
        (report,) = running.result()

    assert "ORG-005" not in rules_of(report)
    assert "ORG-012" in rules_of(report)


@pytest.mark.django_db(transaction=True)
def test_sweep_that_stores_nothing_waits_for_nobody():
    school, _branch = big_branch(51)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        lock_schools([school.pk])
        (report,) = in_a_thread(pool, lambda: swept(store=False)).result(timeout=20)

    assert "ORG-005" in rules_of(report)

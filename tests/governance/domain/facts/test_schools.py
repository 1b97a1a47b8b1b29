"""The school's own row, attachments, documents and waivers."""

from datetime import date

from governance.choices import AffiliationKind, SubjectKind
from schools.choices import SchoolState
from tests import factories as make
from tests.factories import ON


def test_what_is_not_recorded_is_none(facts):
    found = facts(make.school(ownership="", leadership_system="", is_legal_person=None, system_from=None))
    assert (found.ownership, found.leadership_system, found.is_legal_person) == (None, None, None)


def test_other_names_are_the_short_name_and_the_former_ones(facts):
    found = facts(make.school(short_name="演示一小", former_names=["演示镇小学"]))
    assert found.other_names == ("演示一小", "演示镇小学")


def test_a_school_was_at_work_until_the_day_it_closed(facts):
    school = make.school(state=SchoolState.MERGED, closed_on=ON)
    assert facts(school).state == SchoolState.MERGED
    assert facts(school).closed_on == ON
    before = facts(school, date(2026, 5, 31))
    assert (before.state, before.closed_on) == (SchoolState.ACTIVE, None)


def test_an_attachment_holds_for_its_period(facts):
    school = make.school()
    make.affiliation(school, start=date(2026, 1, 1), end=ON)
    make.affiliation(school, AffiliationKind.LIAISON, start=ON, outer_name="演示联络员")
    assert (facts(school).attached_to, facts(school).has_liaison) == ("", True)
    before = facts(school, date(2026, 5, 31))
    assert (before.attached_to, before.has_liaison) == ("中共演示镇委员会", False)


def test_rules_of_procedure_count_when_they_are_dated_and_in_force(facts):
    school = make.school()
    make.document(school, kind="party_meeting_rules", issued_on=ON)
    make.document(school, kind="principal_meeting_rules", issued_on=None)
    assert facts(school).has_party_meeting_rules
    assert not facts(school).has_principal_meeting_rules
    assert not facts(school, date(2026, 5, 31)).has_party_meeting_rules


def test_a_waiver_ends_before_its_last_day(facts):
    school = make.school()
    make.waiver(school, "ORG-005", SubjectKind.SCHOOL, school.code, end=date(2026, 6, 2))
    [waiver] = facts(school).waivers
    assert (waiver.rule, waiver.subject_kind, waiver.subject_number) == ("ORG-005", "school", school.code)
    assert waiver.until == date(2026, 6, 2)
    assert facts(school, date(2026, 6, 2)).waivers == ()

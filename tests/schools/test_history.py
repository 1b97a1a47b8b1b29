"""What is remembered, and that nobody can make the register forget."""

import re
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction
from django.db.models import ForeignKey

from schools.history import DELETE, INSERT, UPDATE, event_models, events_of, tracked_models
from schools.models import Jurisdiction, Person, School, Unit
from tests import factories

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "bench", "config", "deploy", "governance", "oversight", "privacy", "schools")


def test_what_is_remembered():
    assert {model.__name__ for model in tracked_models()} == {
        "Affiliation", "Attestation", "Document", "Employment", "HostUnit", "JointCoverage", "LeadingGroup",
        "OrganizationMerger", "OrganizationStatus", "PartyMembership", "PartyOrganization", "Person", "Post",
        "RoleAssignment", "RuleEnforcement", "RuleParameter", "School", "Term", "Unit", "UnitMembership",
        "Waiver",
    }  # fmt: skip


def test_divisions_are_not_remembered():
    with pytest.raises(LookupError, match="Jurisdiction is not tracked"):
        events_of(Jurisdiction)


def test_row_leaves_an_event_for_each_thing_that_happens_to_it():
    person = factories.person(factories.school(), name="演示甲")
    key = person.pk

    person.name = "演示乙"
    person.save()
    person.save()
    person.delete()

    events = events_of(Person).objects.filter(pgh_obj_id=key)
    told = [(event.pgh_label, event.name, event.pgh_context_id, event.pgh_context) for event in events]
    assert told == [
        (INSERT, "演示甲", None, None),
        (UPDATE, "演示乙", None, None),
        (DELETE, "演示乙", None, None),
    ]


def test_every_row_of_a_statement_leaves_its_event():
    school = factories.school()
    rows = [Person(school=school, number=f"T{n}", name=factories.demo_name(n)) for n in range(3)]

    Person.objects.bulk_create(rows)

    events = events_of(Person).objects.filter(school=school)
    assert [(event.pgh_obj_id, event.number) for event in events] == [(row.pk, row.number) for row in rows]


def test_numbers_of_a_tree_and_versions_leave_no_event():
    school = factories.school()
    first, second = factories.unit(school), factories.unit(school)
    before = events_of(Unit).objects.count(), events_of(School).objects.count()

    with transaction.atomic():
        factories.unit(school, parent=first)
        Unit.objects.get(pk=second.pk).move_to(Unit.objects.get(pk=first.pk), "first-child")
        School.objects.filter(pk=school.pk).update(version=7)

    assert (events_of(Unit).objects.count(), events_of(School).objects.count()) == (before[0] + 2, before[1])


@pytest.mark.parametrize("event", event_models(), ids=lambda event: event.__name__)
def test_nobody_changes_or_removes_an_event(event):
    for write in (lambda: event.objects.all().delete(), lambda: event.objects.update(pgh_label="x")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            write()


@pytest.mark.parametrize("event", event_models(), ids=lambda event: event.__name__)
def test_events_outlive_what_they_refer_to_and_count_beyond_32_bits(event):
    keys = [field for field in event._meta.concrete_fields if isinstance(field, ForeignKey)]

    assert [field.name for field in keys if field.db_constraint] == []
    assert event._meta.pk.get_internal_type() == "BigAutoField"


def test_no_code_switches_the_triggers_off():
    switch = re.compile(r"pgtrigger\.(ignore|uninstall|disable)|session_replication_role|DISABLE TRIGGER")
    code = [file for name in PACKAGES for file in (ROOT / name).rglob("*.py")]

    assert len(code) > 300
    # the measured province stands in for a register, in a copy of the database that is thrown away
    found = sorted(file for file in code if switch.search(file.read_text(encoding="utf-8")))
    assert [file.relative_to(ROOT).as_posix() for file in found] == ["bench/desk.py", "bench/province.py"]

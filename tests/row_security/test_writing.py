"""Rows of other schools are neither added, nor changed, nor deleted."""

import pytest
from django.db import ProgrammingError, transaction

from schools.models import Person, Unit
from schools.row_security.scope import across_schools
from tests import factories
from tests.row_security.people import asked_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    own, other = factories.school(), factories.school()
    user = factories.user()
    factories.grant(user, own, "administrator")
    return user, own, other


def test_a_row_of_another_school_is_refused(two):
    user, own, other = two

    with asked_by(user):
        factories.unit(own, number="U1")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            factories.unit(other, number="U2")

    assert list(Unit.objects.values_list("number", flat=True)) == ["U1"]


def test_a_row_is_not_moved_to_another_school(two):
    user, own, other = two
    person = factories.person(own)

    with asked_by(user), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(school=other)

    person.refresh_from_db()
    assert person.school == own


def test_rows_of_another_school_are_not_found_to_be_changed_or_deleted(two):
    user, _own, other = two
    person = factories.person(other)

    with asked_by(user):
        assert Person.objects.filter(pk=person.pk).update(name="别人") == 0
        assert Person.objects.filter(pk=person.pk).delete() == (0, {})

    person.refresh_from_db()
    assert person.name != "别人"


def test_who_reads_across_schools_does_not_write_there(two):
    user, _own, other = two
    person = factories.person(other)

    with asked_by(user), across_schools("a test"):
        assert Person.objects.filter(pk=person.pk).exists()
        assert Person.objects.filter(pk=person.pk).delete() == (0, {})
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(name="别人")

    with asked_by(user), across_schools("a test", writing=True):
        assert Person.objects.filter(pk=person.pk).update(name="别人") == 1


def test_reading_across_schools_needs_a_reason():
    with pytest.raises(ValueError, match="reason"), across_schools(" "):
        pass

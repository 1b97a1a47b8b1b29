"""What the database is told about who asks: everything, what lies at some keys, or nothing."""

import pytest

from accounts.places import PlacesOf, granted_places
from schools.models import Jurisdiction, School
from schools.row_security.scope import ALL, NO_KEYS, SOME
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    """The only division of the register, with one school."""
    place = factories.jurisdiction()
    factories.school(jurisdiction=place)
    return place


def official(place):
    return factories.grant(factories.user(), place).user


def keys(rows):
    return "{" + ",".join(f"[{pk},{pk + 1})" for pk in rows.order_by("pk").values_list("pk", flat=True)) + "}"


def found(user):
    return PlacesOf(lambda: user).found()


def test_who_reaches_every_place_is_handed_out_everything_and_writes_at_the_keys(county):
    everything = keys(School.objects), keys(Jurisdiction.objects)

    assert found(official(county)) == (ALL, "", everything)


def test_a_division_elsewhere_leaves_the_keys(county):
    user = official(county)
    elsewhere = factories.jurisdiction("330782", "义乌市")

    here = Jurisdiction.objects.exclude(pk=elsewhere.pk)
    assert found(user) == (SOME, "", (keys(School.objects), keys(here)))


def test_a_school_elsewhere_leaves_the_keys(county):
    elsewhere = factories.school(jurisdiction=factories.jurisdiction("330782", "义乌市"))
    user = official(county)

    assert found(user) == (
        SOME,
        "",
        (keys(School.objects.exclude(pk=elsewhere.pk)), keys(Jurisdiction.objects.filter(pk=county.pk))),
    )


def test_every_school_without_the_divisions_leaves_the_keys(county):
    user = factories.grant(factories.user(), School.objects.get()).user

    assert found(user) == (SOME, "", (keys(School.objects), "{}"))


def test_in_an_empty_register_nobody_is_handed_out_everything():
    assert granted_places(factories.user()) == (SOME, NO_KEYS)


def test_who_has_no_grant_reaches_nothing(county):
    assert found(factories.user()) == (SOME, "", NO_KEYS)


def test_it_is_looked_up_again_when_a_division_was_added(county):
    user = official(county)
    places = PlacesOf(lambda: user)
    before = places.found()
    factories.jurisdiction("330782", "义乌市")

    kept = places.found()
    places.forget()

    assert (before[0], kept[0], places.found()[0]) == (ALL, ALL, SOME)

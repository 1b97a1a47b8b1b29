"""Three officers, three people: accounts, rights and the audit are never in one hand."""

from datetime import date
from itertools import permutations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import OFFICERS, AccessGrant, GrantRole
from schools.periods import open_period
from tests import factories

pytestmark = pytest.mark.django_db
PAIRS = [(str(one), str(other)) for one, other in permutations(OFFICERS, 2)]
RAW = """
INSERT INTO accounts_accessgrant (user_id, role, jurisdiction_id, period)
VALUES (%s, %s, %s, daterange(%s, %s))
"""


def saved(**row):
    AccessGrant.objects.create(**row)


def in_bulk(**row):
    AccessGrant.objects.bulk_create([AccessGrant(**row)])


def raw(*, user, role, jurisdiction, period):
    with connection.cursor() as cursor:
        cursor.execute(RAW, [user.pk, role, jurisdiction.pk, period.lower, period.upper])


def updated(*, role, **row):
    grant = AccessGrant.objects.create(role=GrantRole.VIEWER, **row)
    AccessGrant.objects.filter(pk=grant.pk).update(role=role)


WAYS = (saved, in_bulk, raw, updated)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("held", "wanted"), PAIRS)
def test_nobody_holds_two_of_them_wherever_they_are(held, wanted, way):
    user = factories.user()
    county, city = factories.county(), factories.county().parent
    factories.grant(user, county, held)

    for place in (county, city):
        with pytest.raises(IntegrityError, match=r"accessgrant_\w+_not_"), transaction.atomic():
            way(user=user, role=wanted, jurisdiction=place, period=open_period(date(2024, 1, 1)))


@pytest.mark.parametrize(("held", "wanted"), PAIRS)
def test_a_form_says_so_in_a_sentence(held, wanted):
    grant = factories.grant(factories.user(), factories.county(), held)
    row = AccessGrant(
        user=grant.user, role=wanted, jurisdiction=grant.jurisdiction, period=open_period(date(2024, 1, 1))
    )

    with pytest.raises(ValidationError) as problem:
        row.full_clean()

    first, second = sorted((held, wanted), key=[str(role) for role in OFFICERS].index)
    names = {"first": GrantRole(first).label, "second": GrantRole(second).label}
    assert problem.value.messages == ["同一人不能同时担任{first}和{second}。".format(**names)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("held", "wanted"), PAIRS)
def test_one_may_follow_the_other(held, wanted, way):
    user, county = factories.user(), factories.county()
    factories.grant(user, county, held, end=date(2024, 1, 1))

    way(user=user, role=wanted, jurisdiction=county, period=open_period(date(2024, 1, 1)))

    assert user.grants.count() == 2


@pytest.mark.parametrize("role", OFFICERS)
def test_one_role_may_be_held_in_two_places_and_by_two_people(role):
    user, county = factories.user(), factories.county()

    for place in (county, county.parent):
        factories.grant(user, place, role).full_clean()
    factories.grant(factories.user(), county, role).full_clean()

    assert AccessGrant.objects.filter(role=role).count() == 3


@pytest.mark.parametrize("role", OFFICERS)
def test_an_officer_may_hold_no_grant_on_a_school(role):
    with pytest.raises(IntegrityError, match="accessgrant_role_fits_scope"), transaction.atomic():
        factories.grant(factories.user(), factories.school(), role)

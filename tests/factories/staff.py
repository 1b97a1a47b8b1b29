"""Schools, units and the people who work there."""

from datetime import date
from typing import Any

from django.db import transaction

from schools.choices import LeadershipSystem, Ownership, PoliticalStatus, UnitKind
from schools.models import Employment, Person, School, Unit, UnitMembership
from schools.periods import open_period
from tests.factories.days import EMPLOYED, FOUNDED, demo_name, next_number
from tests.factories.register import county


def school(**changes: Any) -> School:
    """Return a public primary school that switched its leadership system on 1 September 2023."""
    number = next_number()
    defaults = {
        "code": f"21330{number:05d}",
        "name": f"兰溪市演示第{number}小学",
        "type_code": "21",
        "stages": ["primary"],
        "ownership": Ownership.PUBLIC,
        "is_legal_person": True,
        "leadership_system": LeadershipSystem.PARTY_LED,
        "system_from": date(2023, 9, 1),
        "is_demo": True,
    }
    if "jurisdiction" not in changes:
        changes["jurisdiction"] = county()
    return School.objects.create(**{**defaults, **changes})


def unit(school: School, name: str = "七年级组", *, start: date = FOUNDED, end=None, **changes: Any) -> Unit:
    """Return a grade group on which a branch may stand."""
    defaults = {"number": f"N{next_number():06d}", "kind": UnitKind.GRADE, "is_base": True}
    with transaction.atomic():
        return Unit.objects.create(
            school=school, name=name, period=open_period(start, end), **{**defaults, **changes}
        )


def person(school: School, **changes: Any) -> Person:
    """Return somebody who is no Party member and has no employment yet."""
    number = next_number()
    defaults = {
        "number": f"R{number:06d}",
        "name": demo_name(number),
        "political_status": PoliticalStatus.NONE,
        "is_demo": True,
    }
    return Person.objects.create(school=school, **{**defaults, **changes})


def employ(person: Person, school: School | None = None, *, start=EMPLOYED, end=None, **changes: Any):
    """Return the main employment of the person at the school, by default where the file is kept."""
    period = open_period(start, end)
    return Employment.objects.create(person=person, school=school or person.school, period=period, **changes)


def unit_membership(unit: Unit, person: Person, *, start: date = FOUNDED, end=None) -> UnitMembership:
    """Put the person into the unit."""
    return UnitMembership.objects.create(unit=unit, person=person, period=open_period(start, end))

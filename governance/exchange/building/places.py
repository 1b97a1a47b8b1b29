"""Schools, their units and the people in them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from governance.exchange.building.sheet import PERSON, UNIT, Sheet
from schools.choices import BASE_KINDS, UnitKind
from schools.domain.sorting import pinyin_key
from schools.models import Employment, Person, School, Unit, UnitMembership
from schools.periods import open_period


def add_school(sheet: Sheet, **fields: Any) -> School:
    """Add a school; its name is sorted by pinyin."""
    return sheet.add(School(sort_key=pinyin_key(fields["name"], length=240), **fields))


def add_unit(
    sheet: Sheet,
    school: School,
    name: str,
    kind: UnitKind,
    *,
    start: date,
    end: date | None = None,
    parent: Unit | None = None,
) -> Unit:
    """Add a unit after its siblings; a branch may stand on it if its kind says so."""
    return sheet.add(
        Unit(
            school=school,
            number=sheet.number(school.code, UNIT),
            name=name,
            kind=kind,
            is_base=kind in BASE_KINDS,
            parent=parent,
            position=sheet.count(f"units of {school.code} under {parent and parent.number}"),
            period=open_period(start, end),
        )
    )


def add_person(sheet: Sheet, school: School, name: str, **fields: Any) -> Person:
    """Add a person to the files of the school, with a staff number if none is given."""
    number = sheet.number(school.code, PERSON)
    fields.setdefault("staff_number", number.rpartition("-")[2].replace(PERSON, "YS"))
    return sheet.add(
        Person(school=school, number=number, name=name, sort_key=pinyin_key(name), is_demo=True, **fields)
    )


def employ(
    sheet: Sheet, person: Person, start: date, end: date | None = None, *, reason: str = ""
) -> Employment:
    """Record that the person works, or worked, at the school that keeps the file."""
    period = open_period(start, end)
    return sheet.add(Employment(person=person, school=person.school, period=period, end_reason=reason))


def join_units(sheet: Sheet, person: Person, units: Iterable[Unit], start: date) -> list[UnitMembership]:
    """Put the person into the units, from ``start`` or from the day the unit was opened."""
    return [
        sheet.add(
            UnitMembership(
                unit=unit, person=person, period=open_period(max(start, unit.starts_on), unit.ends_on)
            )
        )
        for unit in units
    ]

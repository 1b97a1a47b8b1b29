"""The staff of a demo school: who works where since when, and who is a member of the Party."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random

from governance.exchange.building.places import add_person, employ, join_units
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.names import person_name
from governance.exchange.demo.units import SchoolUnits
from schools.choices import EmploymentEnd, PoliticalStatus, UnitKind
from schools.models import Employment, Person, School, Unit, UnitMembership
from schools.periods import add_years, open_period

#: Members who have been in the Party and at the school long enough to hold any post.
_VETERANS, _VETERANS_LEAST = 0.75, 9
_PROBATIONARY = 0.02
_OFFICE_SHARE = 0.14
_OTHERS = (PoliticalStatus.NONE,) * 7 + (PoliticalStatus.LEAGUE,) * 2 + (PoliticalStatus.OTHER_PARTY,)


@dataclass(eq=False)
class Colleague:
    """One person on the staff, or retired from it."""

    person: Person
    home: Unit | None
    since: date
    is_veteran: bool = False
    units: list[Unit] = field(default_factory=list)
    work: list[Employment | UnitMembership] = field(default_factory=list)

    @property
    def member_since(self) -> date:
        """The day from which the person can belong to a branch of the school."""
        return max(self.since, self.person.joined_on)

    def arrive(self, on: date) -> None:
        """Let the person have come to the school on the day ``on``."""
        self.since = on
        for row in self.work:
            row.period = open_period(on)

    def retire(self, on: date) -> None:
        """End the person's work at the school on the day ``on``."""
        self.person.retired_on = on
        for row in self.work:
            row.period = open_period(row.starts_on, on)
            if isinstance(row, Employment):
                row.end_reason = EmploymentEnd.RETIRED


@dataclass
class Staff:
    """The people of one school. ``teams`` are the members by the branch they are to belong to."""

    teams: list[list[Colleague]] = field(default_factory=list)
    others: list[Colleague] = field(default_factory=list)
    retired: list[Colleague] = field(default_factory=list)

    @property
    def members(self) -> list[Colleague]:
        """Every member on the staff."""
        return [member for team in self.teams for member in team]


def autumn(on: date, years: int) -> date:
    """Return the first day of the school year at least ``years`` years before ``on``."""
    start = date(on.year - years, 9, 1)
    return start if start < add_years(on, -years) else date(start.year - 1, 9, 1)


def add_staff(
    sheet: Sheet, rng: Random, school: School, units: SchoolUnits, sizes: Sequence[tuple[int, Iterable[Unit]]]
) -> Staff:
    """Add one team of members for each of ``sizes``: how many, and the units they work in."""
    staff = Staff()
    for size, homes in sizes:
        places = cycle(homes)
        veterans = max(min(size, _VETERANS_LEAST), round(size * _VETERANS))
        staff.teams.append(
            [_member(sheet, rng, school, units, next(places), nth < veterans) for nth in range(size)]
        )
    return staff


def add_others(
    sheet: Sheet, rng: Random, school: School, units: SchoolUnits, staff: Staff, count: int
) -> None:
    """Add ``count`` members of staff who are not in the Party."""
    offices, grades = cycle(units.offices), cycle(units.grades)
    for nth in range(count):
        home = next(offices) if rng.random() < _OFFICE_SHARE else next(grades)
        long_here = nth < len(units.groups)
        since = autumn(sheet.on, rng.randint(5, 25) if long_here else rng.randint(0, 20))
        person = add_person(sheet, school, person_name(rng), political_status=rng.choice(_OTHERS))
        staff.others.append(_settle(sheet, rng, Colleague(person, home, since, long_here), units))


def add_retired(
    sheet: Sheet,
    rng: Random,
    school: School,
    count: int,
    unit: Unit | None = None,
    *,
    reason: EmploymentEnd = EmploymentEnd.RETIRED,
) -> list[Colleague]:
    """Add ``count`` members who no longer work at the school, as a rule because they retired."""
    found = []
    for _ in range(count):
        since, until = autumn(sheet.on, rng.randint(30, 38)), autumn(sheet.on, rng.randint(1, 12))
        joined = since + timedelta(days=rng.randint(300, 4000))
        person = add_person(
            sheet,
            school,
            person_name(rng),
            political_status=PoliticalStatus.FULL,
            joined_on=joined,
            full_on=add_years(joined, 1),
            retired_on=until if reason == EmploymentEnd.RETIRED else None,
        )
        employ(sheet, person, since, until, reason=reason)
        if unit is not None:
            join_units(sheet, person, [unit], until)
        found.append(Colleague(person, unit, since, is_veteran=True))
    return found


def _member(
    sheet: Sheet, rng: Random, school: School, units: SchoolUnits, home: Unit, is_veteran: bool
) -> Colleague:
    since = autumn(sheet.on, rng.randint(9, 26) if is_veteran else rng.randint(1, 9))
    person = add_person(sheet, school, person_name(rng), **_party_dates(sheet.on, rng, is_veteran))
    return _settle(sheet, rng, Colleague(person, home, since, is_veteran), units)


def _party_dates(on: date, rng: Random, is_veteran: bool) -> dict[str, object]:
    if is_veteran:
        joined = on - timedelta(days=rng.randint(10 * 365, 28 * 365))
    elif rng.random() < _PROBATIONARY / (1 - _VETERANS):
        joined = on - timedelta(days=rng.randint(40, 330))
        return {"political_status": PoliticalStatus.PROBATIONARY, "joined_on": joined}
    else:
        joined = on - timedelta(days=rng.randint(2 * 365, 10 * 365))
    return {
        "political_status": PoliticalStatus.FULL,
        "joined_on": joined,
        "full_on": add_years(joined, 1),
    }


def _settle(sheet: Sheet, rng: Random, colleague: Colleague, units: SchoolUnits) -> Colleague:
    """Employ the person and put them into their home and, if they teach, into a subject group."""
    colleague.work.append(employ(sheet, colleague.person, colleague.since))
    places = [colleague.home]
    if colleague.home.kind != UnitKind.OFFICE and units.subjects:
        subject = rng.choice(units.subjects)
        places.append(rng.choice(units.preparation.get(subject.name, [subject])))
    colleague.units = places
    colleague.work += join_units(sheet, colleague.person, places, colleague.since)
    return colleague

"""Generated states of a city with two counties: findings with all they went through, figures, terms."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from governance.choices import Heads, OrgState, OrgType, Role, SchoolOrg, Severity, SubjectKind
from governance.models import (
    Finding,
    FindingSpell,
    OrganizationStatus,
    PartyOrganization,
    SchoolFigures,
    Term,
)
from governance.rules.catalogue import all_rules
from schools.choices import JurisdictionLevel, Ownership, Stage
from schools.models import Jurisdiction, School
from schools.periods import open_period
from tests import factories

TODAY = date(2026, 6, 1)
BEGIN = date(2026, 1, 15)
DAYS = (TODAY - BEGIN).days
SCHOOLS = 6


@dataclass
class Register:
    """The places and schools that every state fills anew."""

    city: Jurisdiction
    counties: list[Jurisdiction]
    schools: list[School]
    organizations: list[PartyOrganization]

    @classmethod
    def build(cls) -> "Register":
        """Make two counties of one city with six schools."""
        one = factories.county()
        other = factories.jurisdiction("330784", "永康市", JurisdictionLevel.COUNTY, one.parent)
        schools = [
            factories.school(
                jurisdiction=(one, other)[nth % 2],
                ownership=(Ownership.PUBLIC, Ownership.PRIVATE)[nth % 3 == 0],
                stages=[(Stage.PRIMARY, Stage.JUNIOR)[nth % 2]],
            )
            for nth in range(SCHOOLS)
        ]
        organizations = [factories.organization(OrgType.BRANCH, school=school) for school in schools]
        places = {place.pk: place for place in Jurisdiction.objects.all()}  # the tree has grown
        return cls(places[one.parent_id], [places[one.pk], places[other.pk]], schools, organizations)


@dataclass
class State:
    """What was put into the database, for counting it once more without it."""

    spells: list[FindingSpell]
    figures: list[SchoolFigures]
    terms: list[Term]


def fill(register: Register, seed: int) -> State:
    """Put a state into the database; the same seed makes the same."""
    chance = random.Random(seed)  # noqa: S311 -- a state, not a secret
    rules = sorted(all_rules())
    chosen = chance.sample(rules, 5)
    findings, spells = [], []
    for school in register.schools:
        for nth in range(chance.randint(0, 5)):
            made = _spells(chance)
            last = made[-1] if made else None
            if last is None:
                continue
            findings.append(_finding(school, chance.choice(chosen), nth, made))
            spells.append((findings[-1], made))
    Finding.objects.bulk_create(findings)
    rows = [_spell(finding, one) for finding, made in spells for one in made]
    figures = [row for school in register.schools for row in _figures(school, chance)]
    terms = [row for one in register.organizations for row in _terms(one, chance)]
    return State(
        FindingSpell.objects.bulk_create(rows),
        SchoolFigures.objects.bulk_create(figures),
        Term.objects.bulk_create(terms),
    )


@dataclass
class Part:
    """A spell to be."""

    start: date
    end: date | None
    severity: str
    is_waived: bool
    opened_on: date
    mended_on: date | None


def _spells(chance: random.Random) -> list[Part]:
    """Return faults that come, change and go, one after the other."""
    found, day = [], BEGIN + timedelta(days=chance.randint(0, DAYS))
    while day <= TODAY and chance.random() < 0.85:
        opened = day
        for piece in range(chance.randint(1, 3)):
            end = day + timedelta(days=chance.randint(1, 50))
            lasts = end > TODAY
            is_last = lasts or piece == 2 or chance.random() < 0.5
            ending = None if lasts else end
            state = (chance.choice(Severity.values), chance.random() < 0.2)
            found.append(Part(day, ending, *state, opened, ending if is_last and not lasts else None))
            day = end
            if is_last:
                break
        else:
            found[-1].mended_on = found[-1].end
        day += timedelta(days=chance.randint(1, 30))
    return found


def _finding(school: School, rule: str, nth: int, made: list[Part]) -> Finding:
    last = made[-1]
    return Finding(
        school=school, rule=rule, severity=last.severity, subject_kind=SubjectKind.SCHOOL,
        subject_number=f"{school.code}-{rule}-{nth}", subject_name=school.name,
        evidence={"school": school.name}, is_waived=last.is_waived, first_seen=made[0].start,
        last_seen=last.end or TODAY, closed_on=last.mended_on,
    )  # fmt: skip


def _spell(finding: Finding, part: Part) -> FindingSpell:
    return FindingSpell(
        finding=finding, school=finding.school, rule=finding.rule, severity=part.severity,
        is_waived=part.is_waived, period=open_period(part.start, part.end), opened_on=part.opened_on,
        mended_on=part.mended_on,
    )  # fmt: skip


def _figures(school: School, chance: random.Random) -> list[SchoolFigures]:
    rows, day = [], BEGIN + timedelta(days=chance.randint(0, 60))
    while day <= TODAY:
        end = day + timedelta(days=chance.randint(10, 90))
        units = chance.randint(0, 4)
        empty = {role.value: chance.randint(1, 3) for role in chance.sample(list(Role), chance.randint(0, 3))}
        rows.append(
            SchoolFigures(
                school=school, period=open_period(day, None if end > TODAY else end), base_units=units,
                covered_units=chance.randint(0, units), heads=chance.choice(Heads.values),
                org_type=chance.choice(SchoolOrg.values), members=chance.randint(0, 40), vacancies=empty,
            )
        )  # fmt: skip
        day = end
    return rows


def _terms(organization: PartyOrganization, chance: random.Random) -> list[Term]:
    if chance.random() < 0.2:
        return []
    start = TODAY - timedelta(days=chance.randint(400, 1500))
    due = start + timedelta(days=3 * 365) if chance.random() < 0.9 else None
    extended = due + timedelta(days=200) if due and chance.random() < 0.3 else None
    term = Term(organization=organization, number=2, period=open_period(start), planned_end=due)
    term.extended_until, term.committee_seats = extended, 0
    return [term]


def dissolve(organization: PartyOrganization) -> None:
    """Let an organisation end before the day."""
    OrganizationStatus.objects.filter(organization=organization).update(state=OrgState.DISSOLVED)

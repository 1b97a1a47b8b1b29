"""What every sample school is made of. Days are fixed: the samples stand on 1 June 2026."""

from collections.abc import Iterable, Iterator
from datetime import date

from governance.choices import DocumentKind, GroupType, Method, OrgLevel, OrgType, Role
from governance.exchange.building.elections import Seat, elect_committee
from governance.exchange.building.founding import decide
from governance.exchange.building.organizations import add_document, add_organization, enrol, open_term
from governance.exchange.building.places import add_person, add_school, employ, join_units
from governance.exchange.building.posts import add_leading_group, assign
from governance.exchange.building.sheet import Sheet
from governance.models import PartyOrganization, StructureReview
from schools.choices import LeadershipSystem, Ownership, PoliticalStatus, ReformStage
from schools.domain.jurisdictions import divisions
from schools.models import Jurisdiction, Person, School, Unit

ON = date(2026, 6, 1)
#: Since when the schools have their units and organisations, and since when Party members are there.
FOUNDED, HIRED, JOINED, CONFIRMED = date(2014, 9, 1), date(2010, 9, 1), date(2008, 6, 20), date(2009, 6, 20)
SWITCHED, ELECTED, ELECTED_COMMITTEE = date(2023, 9, 1), date(2024, 10, 15), date(2023, 10, 15)
REVIEWED = date(2025, 10, 10)
COUNTY = "330726"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def above(sheet: Sheet) -> PartyOrganization:
    """Add the county with what is above it, and return its upper Party organisation."""
    known, chain, code = divisions(), [], COUNTY
    while code:
        chain.append(known[code])
        code = known[code].parent
    jurisdiction = None
    for division in reversed(chain):
        jurisdiction = sheet.add(
            Jurisdiction(
                code=division.code, name=division.name, level_kind=division.level, parent=jurisdiction
            )
        )
    return add_organization(
        sheet,
        jurisdiction,
        OrgType.UPPER,
        f"中共{jurisdiction.name}委教育工作委员会（示例）",
        "县委教育工委（示例）",
        since=FOUNDED,
        level=OrgLevel.UPPER,
        external_superior=f"中共{jurisdiction.name}委员会（示例）",
    )


def school(
    sheet: Sheet, upper: PartyOrganization, code: str, name: str, stages: list[str], form: str
) -> School:
    """Add a public school where the Party organisation leads, its structure reviewed last autumn."""
    added = add_school(
        sheet,
        code=code,
        name=name,
        jurisdiction=upper.jurisdiction,
        type_code=code[:2],
        stages=stages,
        form=form,
        ownership=Ownership.PUBLIC,
        is_legal_person=True,
        founded_on=date(1998, 9, 1),
        leadership_system=LeadershipSystem.PARTY_LED,
        system_from=SWITCHED,
        reform_stage=ReformStage.DONE,
        is_demo=True,
    )
    sheet.add(StructureReview(school=added, reviewed_on=REVIEWED, note="演示-2025"))
    return added


def members(sheet: Sheet, school: School, count: int, units: Iterable[Unit]) -> list[Person]:
    """Add Party members who work in the units."""
    return [
        _hire(
            sheet,
            school,
            units,
            political_status=PoliticalStatus.FULL,
            joined_on=JOINED,
            full_on=CONFIRMED,
        )
        for _ in range(count)
    ]


def others(sheet: Sheet, school: School, count: int, units: Iterable[Unit]) -> list[Person]:
    """Add staff who are in no party."""
    return [_hire(sheet, school, units, political_status=PoliticalStatus.NONE) for _ in range(count)]


def retired(sheet: Sheet, school: School, count: int, unit: Unit) -> list[Person]:
    """Add Party members who retired from the school when its units were formed."""
    people = []
    for _ in range(count):
        person = add_person(
            sheet,
            school,
            _name(sheet, school),
            political_status=PoliticalStatus.FULL,
            joined_on=date(1985, 7, 1),
            full_on=date(1986, 7, 1),
            retired_on=FOUNDED,
        )
        employ(sheet, person, date(1980, 9, 1), FOUNDED, reason="retired")
        join_units(sheet, person, [unit], FOUNDED)
        people.append(person)
    return people


def _hire(sheet: Sheet, school: School, units: Iterable[Unit], **fields: object) -> Person:
    person = add_person(sheet, school, _name(sheet, school), **fields)
    employ(sheet, person, HIRED)
    join_units(sheet, person, units, HIRED)
    return person


def _name(sheet: Sheet, school: School) -> str:
    """Return 演示 and a number in the ten heavenly stems: nobody is called that."""
    return "演示" + "".join(_STEMS[int(digit)] for digit in f"{sheet.count(f'names of {school.code}'):03d}")


def enrol_all(
    sheet: Sheet, people: Iterable[Person], branch: PartyOrganization, group: PartyOrganization | None = None
) -> None:
    """Put the people into the branch, and into the party group."""
    for person in people:
        enrol(sheet, person, branch, FOUNDED, group=group)


def elected(
    sheet: Sheet,
    organization: PartyOrganization,
    issuer: PartyOrganization,
    secretary: Person,
    members: Iterable[Person] = (),
    deputies: Iterable[tuple[Person, bool]] = (),
) -> None:
    """Open the current term and elect; ``deputies`` come with whether they do Party work only."""
    start = ELECTED_COMMITTEE if organization.type == OrgType.COMMITTEE else ELECTED
    seats = [
        Seat(Role.SECRETARY, secretary),
        *(Seat(Role.DEPUTY_SECRETARY, person, is_full_time=full) for person, full in deputies),
        *(Seat(Role.MEMBER, person) for person in members),
    ]
    term = open_term(sheet, organization, start, len(seats) if members else 0, number=4)
    title = f"关于{organization.full_name}选举结果的批复"
    document = decide(sheet, organization.school, DocumentKind.APPROVAL, title, start, issuer)
    elect_committee(sheet, term, seats, document)


def appoint(
    sheet: Sheet, school: School, upper: PartyOrganization, principal: Person, *vices: Person
) -> None:
    """Appoint the principal and the vice principals."""
    title = f"关于{school.name}领导班子成员任职的通知"
    document = decide(sheet, school, DocumentKind.APPOINTMENT, title, SWITCHED, upper)
    posts = [(Role.PRINCIPAL, principal), *((Role.VICE_PRINCIPAL, vice) for vice in vices)]
    for role, person in posts:
        assign(sheet, school, role, person, SWITCHED, method=Method.APPOINTED, document=document)


def head(sheet: Sheet, unit: Unit, person: Person) -> None:
    """Name the head of a unit."""
    assign(sheet, unit, Role.UNIT_HEAD, person, SWITCHED, method=Method.ENGAGED)


def mechanisms(sheet: Sheet, school: School, heads: Iterable[Person], *members: Person) -> None:
    """Add the rules of the two meetings and the three leading groups in one."""
    for kind, title in (
        (DocumentKind.PARTY_MEETING_RULES, "党组织会议议事规则"),
        (DocumentKind.PRINCIPAL_MEETING_RULES, "校长办公会议议事规则"),
        (DocumentKind.NOTICE, "关于成立领导小组的通知"),
    ):
        document = add_document(sheet, school, kind, title=title, issued_on=SWITCHED)
    group = add_leading_group(
        sheet,
        school,
        "思想政治、德育和意识形态工作领导小组",
        [GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY],
        start=SWITCHED,
        document=document,
    )
    for role, person in _in_group(heads, members):
        assign(sheet, group, role, person, SWITCHED, method=Method.DESIGNATED)


def _in_group(heads: Iterable[Person], members: Iterable[Person]) -> Iterator[tuple[Role, Person]]:
    yield from ((Role.HEAD, person) for person in heads)
    yield from ((Role.GROUP_MEMBER, person) for person in members)

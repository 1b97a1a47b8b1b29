"""Two schools in good order, and the shortest way to say who acts when."""

from dataclasses import dataclass
from datetime import date

from governance.choices import Duty, GroupType, OrgType, Role
from governance.domain.act import Act
from governance.models import Finding, PartyOrganization
from schools.models import Person, School, Unit
from tests import factories


@dataclass
class Structure:
    """A school with its organisation, branches, units and the people in them."""

    school: School
    root: PartyOrganization
    branches: list[PartyOrganization]
    units: list[Unit]
    people: list[Person]


def do(**changes) -> Act:
    """Return an act of the system on the day on which the tests look."""
    return Act(actor=changes.pop("actor", None), today=changes.pop("today", factories.ON), **changes)


def open_findings(school: School) -> set[tuple[str, str]]:
    """Return rule and severity of the open findings of the school."""
    return set(Finding.objects.filter(school=school).open().values_list("rule", "severity"))


def _in_order(school: School, secretary: Person) -> None:
    factories.document(school, kind="party_meeting_rules")
    factories.document(school, kind="principal_meeting_rules")
    factories.review(school)
    group = factories.leading_group(
        school, GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY
    )
    factories.assign(secretary, group, Role.HEAD)


def single_branch() -> Structure:
    """A school with one branch of five, secretary and principal one person, a full-time deputy."""
    school = factories.school()
    branch = factories.organization(school=school)
    factories.term(branch)
    people = factories.members(5, school, branch)
    paper = factories.document(school)
    factories.assign(people[0], branch, Role.SECRETARY, document=paper)
    factories.assign(people[0], school, Role.PRINCIPAL, document=paper)
    factories.assign(people[1], branch, Role.DEPUTY_SECRETARY, is_full_time_party=True, document=paper)
    _in_order(school, people[0])
    return Structure(school, branch, [], [], people)


def general_branch(school: School | None = None) -> Structure:
    """A school with a 总支 over two branches of four, each on a grade group whose head leads it."""
    school = school or factories.school()
    root = factories.organization(OrgType.GENERAL_BRANCH, school=school)
    factories.term(root, committee_seats=5, deputy_seats=1)
    branches, units, people = [], [], []
    for name in ("七年级组", "八年级组"):
        unit = factories.unit(school, name)
        branch = factories.organization(
            parent=root, full_name=f"中共{school.name}{name}支部委员会", short_name=f"{name}党支部"
        )
        factories.term(branch)
        factories.host_unit(branch, unit)
        team = factories.members(4, school, branch)
        for one in team:
            factories.unit_membership(unit, one)
        factories.assign(team[0], unit, Role.UNIT_HEAD)
        factories.assign(team[0], branch, Role.SECRETARY, document=factories.document(school))
        branches.append(branch)
        units.append(unit)
        people += team
    _lead(school, root, people)
    return Structure(school, root, branches, units, people)


def _lead(school: School, root: PartyOrganization, people: list[Person]) -> None:
    """Give the 总支 a secretary, the principal as deputy and three committee members."""
    paper = factories.document(school)
    factories.assign(people[1], root, Role.SECRETARY, document=paper)
    factories.assign(people[5], root, Role.DEPUTY_SECRETARY, document=paper)
    factories.assign(people[5], school, Role.PRINCIPAL, document=paper)
    duties = (Duty.ORGANIZATION, Duty.PUBLICITY, Duty.DISCIPLINE)
    for person, duty in zip((people[2], people[3], people[6]), duties, strict=True):
        factories.assign(person, root, Role.MEMBER, duties=[duty], filed_on=date(2024, 3, 20))
    _in_order(school, people[1])

"""A branch founded and at work in one act, below an organisation that is new itself."""

from dataclasses import dataclass, field
from datetime import date

from governance.choices import Gate, Method, OrgLevel, OrgState, OrgType, Role
from governance.domain.editing import save_checked
from governance.domain.enrolment import move
from governance.domain.founding import next_position, place
from governance.domain.hosting import stand_on
from governance.domain.operation import Change
from governance.domain.posts import Appointment, take_office
from governance.domain.record import snapshot
from governance.domain.states import enter_state
from governance.domain.terms import planned_end_of
from governance.models import Document, PartyOrganization, Term
from schools.domain.numbering import next_number
from schools.models import Person, Unit
from schools.periods import open_period


@dataclass(frozen=True)
class NewBranch:
    """A branch founded together with a new 总支 or 党委: where it stands, who is in it, who leads it."""

    full_name: str
    secretary: Person
    approved_on: date
    host_units: tuple[Unit, ...] = ()
    members: tuple[Person, ...] = ()
    short_name: str = ""
    committee_seats: int = 0
    committee: tuple[tuple[Person, tuple[str, ...]], ...] = field(default_factory=tuple)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody the branch is to have."""
        return (self.secretary, *self.members, *(person for person, _duties in self.committee))


def found_branch(
    superior: PartyOrganization, plan: NewBranch, approval: Document, on: date, change: Change
) -> PartyOrganization:
    """Found a working branch below the new organisation, with its people and its first term."""
    branch = PartyOrganization(
        school=superior.school,
        number=next_number(PartyOrganization, superior.school.code, "P"),
        type=OrgType.BRANCH,
        level=OrgLevel.INNER,
        full_name=plan.full_name.strip(),
        short_name=plan.short_name.strip(),
        parent=superior,
        position=next_position(superior.school, superior),
        state=OrgState.PREPARING,
        state_since=on,
        approval=approval,
        established_on=on,
    )
    place(branch, change, on)
    stand_on(branch, plan.host_units, on, change)
    for person in plan.members:
        move(person, branch, "", on, change)
    activate(branch, on, approval, change)
    _first_term(branch, plan, on, change)
    change.ask_at(Gate.G1, branch.pk)
    return branch


def _first_term(branch: PartyOrganization, plan: NewBranch, on: date, change: Change) -> None:
    term = Term(
        organization=branch,
        number=1,
        period=open_period(on),
        planned_end=planned_end_of(branch, on),
        committee_seats=plan.committee_seats,
    )
    save_checked(term)
    change.created(term)
    secretary = Appointment(method=Method.ELECTED, elected_on=on, approved_on=plan.approved_on)
    take_office(branch, Role.SECRETARY, plan.secretary, on, change, secretary)
    for person, duties in plan.committee:
        elected = Appointment(method=Method.ELECTED, elected_on=on, filed_on=on, duties=tuple(duties))
        take_office(branch, Role.MEMBER, person, on, change, elected)


def activate(new: PartyOrganization, on: date, approval: Document, change: Change) -> PartyOrganization:
    """Put an organisation founded in the same act into operation."""
    before = snapshot(new)
    enter_state(new, OrgState.ACTIVE, on, approval)
    new.activated_on = on
    save_checked(new)
    change.altered(new, before)
    return new

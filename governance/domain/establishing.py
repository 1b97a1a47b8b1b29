"""An organisation founded, approved, staffed and at work in one act."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop

from governance.choices import Duty, OrgKind, OrgLevel, OrgType
from governance.domain.act import Act
from governance.domain.enrolment import branch_schools, require_release
from governance.domain.hosting import cover
from governance.domain.new_branches import NewBranch, Site, found
from governance.domain.operation import operation
from governance.domain.rights import require_nameable, require_visible
from governance.domain.standing import current, require_open, require_school_open
from governance.models import Document, PartyOrganization
from schools.models import Person, School, Unit


def organization_found(  # noqa: PLR0913 -- a founding has this many facets
    *,
    act: Act,
    school: School,
    type: OrgType,  # noqa: A002 -- the field's own name
    full_name: str,
    approval: Document,
    short_name: str = "",
    kind: OrgKind = OrgKind.ON_DUTY,
    level: OrgLevel | None = None,
    parent: PartyOrganization | None = None,
    superior: PartyOrganization | None = None,
    external_superior: str = "",
    host_units: Iterable[Unit] = (),
    covered_schools: Iterable[School] = (),
    covered_units: Iterable[str] = (),
    members: Iterable[Person] = (),
    secretary: Person | None = None,
    deputies: Iterable[Person] = (),
    committee: Iterable[tuple[Person, tuple[Duty, ...]]] = (),
    committee_seats: int | None = 0,
    approved_on: date | None = None,
) -> PartyOrganization:
    """Found an organisation of a school and put it to work on the day of the act (gate G1).

    A school's own 支部, 总支 or 党委, a joint or temporary branch, a branch below another organisation, a
    party group below a branch. Members go into a branch, with those who lead it; of a party group they
    are its members inside its branch, and ``secretary`` is its leader.

    Args:
        level: where it stands; derived from type and parent when left out.
        committee: the further members of the committee, with their duties.
        committee_seats: approved number of persons, the secretary included; 0 without a committee.
        approved_on: when the level above approved secretary and deputies; the day of the act when left
            out, because who decides this act is above.

    Raises:
        Refused: if it could not be activated.

    """
    host_units, covered = tuple(host_units), tuple(covered_schools)
    plan = NewBranch(
        full_name,
        secretary,
        approved_on,
        host_units=host_units,
        members=tuple(members),
        short_name=short_name,
        committee_seats=committee_seats,
        committee=tuple(committee),
        deputies=tuple(deputies),
    )
    require_visible(act.actor, approval, parent, *plan.rows, *covered)
    require_nameable(act.actor, school, superior)
    require_release(act.actor, plan.people, school)
    others = [*covered, *branch_schools(plan.people), *(person.school for person in plan.people)]
    with operation(
        act, "organization_found", school=school, others=others, organising=True, decides=True
    ) as change:
        require_school_open(school, act.on)
        require_open(act.on, parent, superior)
        site = Site(school, type, kind, level, parent, superior, external_superior)
        new = found(site, plan, approval, act.on, change)
        cover(new, covered, covered_units, act.on, change)
        change.sum_up(gettext_noop("成立{type}：{name}"), type=OrgType(type).label, name=new)
    return current(new)

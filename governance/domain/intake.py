"""A school's units and staff enter the register by the list: many facts, one act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import Method, Role
from governance.domain.act import Act
from governance.domain.batch import Batch, batch
from governance.domain.operation import require
from governance.domain.people import person_hire
from governance.domain.posts import Appointment, post_assign
from governance.domain.rights import require_right, require_visible
from governance.domain.units import unit_create
from schools.choices import PoliticalStatus, UnitKind
from schools.models import Person, School, Unit

#: A summary names so many; the record lists them all.
NAMED = 12


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit as a list names it."""

    name: str
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A member of staff as a list names them.

    ``unit_role`` is the post held in the first of ``units``, ``school_role`` the one in the school: both
    are what the school already knows, no appointment made here.
    """

    name: str
    staff_number: str = ""
    political_status: PoliticalStatus | str = PoliticalStatus.UNKNOWN
    joined_on: date | None = None
    full_on: date | None = None
    units: tuple[Unit, ...] = ()
    unit_role: Role | None = None
    school_role: Role | None = None


def units_enter(*, act: Act, school: School, units: Iterable[NewUnit]) -> list[Unit]:
    """Open several units, in the order of the list.

    Raises:
        Denied: if the actor may not edit the school.
        ValidationError: if the list is empty or a unit is impossible; then none is opened.

    """
    units = tuple(units)
    require(units, _("请至少列出一个单元。"))
    require_right(act.actor, school, None, decides=False)
    require_visible(act.actor, act.document)
    with batch(act, "units_enter", school=school, organising=False) as whole:
        made = [unit_create(act=whole.act(), school=school, name=one.name, kind=one.kind) for one in units]
        whole.whole.sum_up(gettext_noop("设立{n}个内设单元：{names}"), n=len(made), names=_listed(made))
    return made


def people_enter(*, act: Act, school: School, people: Iterable[NewPerson]) -> list[Person]:
    """Register several members of staff with their units and the posts they hold there.

    Raises:
        Denied: if the actor may not edit the school.
        ValidationError: if the list is empty or somebody cannot be registered; then nobody is.

    """
    people = tuple(people)
    require(people, _("请至少列出一名人员。"))
    require_right(act.actor, school, None, decides=False)
    require_visible(act.actor, act.document, *dict.fromkeys(u for one in people for u in one.units))
    with batch(act, "people_enter", school=school, organising=False) as whole:
        made = [_enter(one, school, whole) for one in people]
        whole.whole.sum_up(gettext_noop("登记{n}名人员：{names}"), n=len(made), names=_listed(made))
    return made


def _enter(one: NewPerson, school: School, whole: Batch) -> Person:
    person = person_hire(
        act=whole.act(),
        school=school,
        name=one.name,
        units=one.units,
        staff_number=one.staff_number,
        political_status=one.political_status,
        joined_on=one.joined_on,
        full_on=one.full_on,
    )
    posts = [(school, one.school_role)]
    posts += [(one.units[0], one.unit_role)] if one.units else []
    for body, role in posts:
        if role is not None:
            how = Appointment(method=Method.APPOINTED)
            post_assign(act=whole.act(), body=body, role=role, person=person, appointment=how)
    return person


def _listed(rows: list[Unit] | list[Person]) -> str:
    names = "、".join(row.name for row in rows[:NAMED])
    return f"{names}…" if len(rows) > NAMED else names

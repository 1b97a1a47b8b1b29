"""Units open, move and close. A unit is a fact of the school: no rule refuses it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from governance.choices import AssignmentEnd
from governance.domain.act import Act
from governance.domain.editing import editing, save_checked
from governance.domain.ending import end_dated
from governance.domain.operation import operation, require
from governance.domain.posts import end_all
from governance.domain.record import snapshot
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_in_use, require_school_open
from governance.models import RoleAssignment
from schools.choices import BASE_KINDS, UnitKind
from schools.domain.numbering import next_number
from schools.domain.trees import stands_below
from schools.models import Person, School, Unit, UnitMembership
from schools.periods import open_period


def unit_create(
    *,
    act: Act,
    school: School,
    name: str,
    kind: UnitKind,
    parent: Unit | None = None,
    is_base: bool | None = None,
    people: Iterable[Person] = (),
) -> Unit:
    """Open a unit; grade, subject and administrative groups carry branches unless said otherwise."""
    people = tuple(people)
    require_visible(act.actor, parent, *people)
    with operation(act, "unit_create", school=school, organising=False) as change:
        require_school_open(school, act.on)
        parent = _open_parent(parent, school, act.on)
        unit = Unit(
            school=school,
            number=next_number(Unit, school.code, "U"),
            name=name.strip(),
            kind=kind,
            is_base=kind in BASE_KINDS if is_base is None else is_base,
            parent=parent,
            position=_next_position(school, parent),
            period=open_period(act.on),
        )
        save_checked(unit)
        change.created(unit)
        for person in people:
            membership = UnitMembership(unit=unit, person=person, period=open_period(act.on))
            save_checked(membership)
            change.created(membership)
        change.sum_up(gettext_noop("设立{unit}"), unit=unit)
    return unit


def _next_position(school: School, parent: Unit | None) -> int:
    siblings = Unit.objects.filter(school=school, parent=parent).order_by()
    return max(siblings.values_list("position", flat=True), default=0) + 1


def _open_parent(parent: Unit | None, school: School, on: date) -> Unit | None:
    """Return the unit above as it is now; it is open and of the same school."""
    if parent is None:
        return None
    parent = current(parent)
    require(parent.school_id == school.pk, _("上级单元应当在同一所学校。"))
    require_in_use(parent, on)
    return parent


def unit_rename(*, act: Act, unit: Unit, name: str) -> Unit:
    """Give a unit another name.

    Raises:
        ReasonNeeded: if a person dates it far back without saying why.

    """
    with editing(act, "unit_rename", unit, organising=False, reasoned=True) as (change, fresh):
        require_in_use(fresh, act.on)
        change.sum_up(gettext_noop("{old}更名为{new}"), old=fresh.name, new=name.strip())
        fresh.name = name.strip()
    return fresh


def unit_move(*, act: Act, unit: Unit, parent: Unit | None) -> Unit:
    """Put a unit, with all below it, under another unit of the school.

    Raises:
        ReasonNeeded: if a person dates it far back without saying why.

    """
    require_visible(act.actor, parent)
    with editing(act, "unit_move", unit, organising=False, reasoned=True) as (change, fresh):
        require_in_use(fresh, act.on)
        parent = _open_parent(parent, fresh.school, act.on)
        inside = parent is not None and stands_below(parent, fresh)
        require(not inside, _("不能把{unit}调整到它自己或者它的下级之下。"), unit=fresh)
        if fresh.parent_id != (parent.pk if parent else None):
            fresh.parent, fresh.position = parent, _next_position(fresh.school, parent)
        change.sum_up(
            gettext_noop("{unit}调整到{parent}之下"), unit=fresh, parent=parent or gettext_lazy("学校")
        )
    return fresh


def unit_close(*, act: Act, unit: Unit) -> Unit:
    """Close a unit with its memberships and posts. Branches on it stay and are found by ORG-013."""
    require_visible(act.actor, unit)
    with operation(act, "unit_close", school=unit.school, organising=False) as change:
        fresh = current(unit)
        require(fresh.ends_on is None, _("{unit}已于{day}撤销。"), unit=fresh, day=fresh.ends_on)
        children = fresh.children.filter(period__endswith=None)
        require(
            not children.exists(),
            _("{unit}还有下级单元{children}，请先撤销或者调整。"),
            unit=fresh,
            children=_("、").join(child.name for child in children),
        )
        before = snapshot(fresh)
        require(fresh.starts_on < act.on, _("撤销日期应当晚于设立日期 {start}。"), start=fresh.starts_on)
        for row in fresh.memberships.filter(period__endswith=None):
            end_dated(row, act.on, change)
        posts = RoleAssignment.objects.filter(post__unit=fresh, period__endswith=None)
        end_all(posts.select_related("post"), act.on, change, AssignmentEnd.CLOSED)
        fresh.period = open_period(fresh.starts_on, act.on)
        save_checked(fresh)
        change.altered(fresh, before)
        change.sum_up(gettext_noop("撤销{unit}"), unit=fresh)
    return fresh

"""People are hired, leave, retire and die: facts of life, always recorded."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.ending import end_dated
from governance.domain.operation import Change, operation, require
from governance.domain.record import snapshot
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_alive, require_in_use, require_school_open
from schools.choices import EmploymentEnd
from schools.domain.numbering import next_number
from schools.domain.sorting import pinyin_key
from schools.models import Employment, Person, School, Unit, UnitMembership
from schools.periods import open_period


def person_hire(*, act: Act, school: School, name: str, units: Iterable[Unit] = (), **fields) -> Person:
    """Register a new member of staff who works here from the day of the act.

    Args:
        act: who, when, why.
        school: where the person works.
        name: the person's name.
        units: units the person works in.
        fields: further fields of ``Person`` (staff number, political status and dates).

    """
    units = tuple(units)
    require_visible(act.actor, *units)
    with operation(act, "person_hire", school=school, organising=False) as change:
        require_school_open(school, act.on)
        person = Person(
            school=school,
            number=next_number(Person, school.code, "R"),
            name=name.strip(),
            sort_key=pinyin_key(name.strip()),
            **fields,
        )
        save_checked(person)
        change.created(person)
        rows = [Employment(person=person, school=school, period=open_period(act.on))]
        for unit in units:
            require_in_use(unit, act.on)
            rows.append(UnitMembership(person=person, unit=unit, period=open_period(act.on)))
        for row in rows:
            save_checked(row)
            change.created(row)
        change.sum_up(gettext_noop("登记{person}"), person=person)
    return person


def person_move(*, act: Act, person: Person, school: School) -> Person:
    """Record that a person works at another school from the day of the act.

    Posts and the Party relation are not touched: what is left behind is found by the rules.
    """
    require_visible(act.actor, person, school)
    with operation(act, "person_move", school=person.school, others=[school], organising=False) as change:
        fresh = current(person)
        require(fresh.school_id != school.pk, _("{person}已在{school}。"), person=fresh, school=school)
        require_school_open(school, act.on)
        require_alive(fresh, act.on)
        before = snapshot(fresh)
        _end_work(fresh, act, change, EmploymentEnd.TRANSFERRED)
        employment = Employment(person=fresh, school=school, period=open_period(act.on))
        save_checked(employment)
        change.created(employment)
        fresh.school = school
        save_checked(fresh)
        change.altered(fresh, before)
        change.sum_up(gettext_noop("{person}调到{school}"), person=fresh, school=school)
    return fresh


def person_leave(*, act: Act, person: Person, reason: EmploymentEnd) -> Person:
    """Record that a person left, retired or died on the day of the act."""
    require_visible(act.actor, person)
    require(reason in EmploymentEnd.values, _("没有“{reason}”这种离开原因。"), reason=reason)
    with operation(act, "person_leave", school=person.school, organising=False) as change:
        fresh = current(person)
        _require_first_time(fresh, reason)
        before = snapshot(fresh)
        _end_work(fresh, act, change, reason)
        if reason == EmploymentEnd.RETIRED:
            fresh.retired_on = act.on
        if reason == EmploymentEnd.DIED:
            fresh.died_on = act.on
        save_checked(fresh)
        change.altered(fresh, before)
        change.sum_up(gettext_noop("{person}{reason}"), person=fresh, reason=EmploymentEnd(reason).label)
    return fresh


def _require_first_time(person: Person, reason: EmploymentEnd) -> None:
    """Refuse to record twice that somebody left: the second day would take the place of the first."""
    require(person.died_on is None, _("{person}已登记去世。"), person=person)
    known = list(person.employments.all())
    once = reason == EmploymentEnd.DIED or not known or any(row.ends_on is None for row in known)
    once |= reason == EmploymentEnd.RETIRED and person.retired_on is None
    require(once, _("{person}已登记离校，不能重复办理。"), person=person)


def _end_work(person: Person, act: Act, change: Change, reason: EmploymentEnd) -> None:
    for employment in person.employments.filter(period__endswith=None):
        end_dated(employment, act.on, change, end_reason=reason)
    for membership in person.unit_memberships.filter(period__endswith=None):
        end_dated(membership, act.on, change)

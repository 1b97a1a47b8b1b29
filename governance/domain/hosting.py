"""What organisations stand on and whom they cover: attach, detach, cover."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from governance.choices import OrgType
from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.operation import Change, operation, require
from governance.domain.record import snapshot
from governance.domain.rights import require_visible
from governance.models import HostUnit, JointCoverage, PartyOrganization
from schools.models import School, Unit
from schools.periods import open_period

#: Types that stand on units; the others stand on their branches.
STANDING_TYPES = frozenset({OrgType.BRANCH, OrgType.JOINT_BRANCH, OrgType.TEMPORARY_BRANCH, OrgType.GROUP})


def host_attach(*, act: Act, organization: PartyOrganization, units: Iterable[Unit]) -> list[HostUnit]:
    """Let a branch or party group stand on units from the day of the act.

    Raises:
        ValidationError: if a unit belongs to another school or is closed.

    """
    units = tuple(units)
    require_visible(act.actor, organization, *units)
    with operation(act, "host_attach", school=organization.school, organising=True) as change:
        hosts = stand_on(organization, units, act.on, change)
        change.summary = _("{name}依托{units}").format(
            name=organization, units=_("、").join(unit.name for unit in units)
        )
    return hosts


def host_detach(*, act: Act, host: HostUnit) -> HostUnit:
    """End an attachment on the day of the act.

    Raises:
        Refused: if it was the last base unit of an inner branch (ORG-013).
        ReasonNeeded: if a base unit with members loses its cover (ORG-014).

    """
    require_visible(act.actor, host)
    with operation(act, "host_detach", school=host.organization.school, organising=True) as change:
        fresh = HostUnit.objects.get(pk=host.pk)
        end_dated(fresh, act.on, change)
        change.summary = _("{name}不再依托{unit}").format(name=fresh.organization, unit=fresh.unit)
    return fresh


def stand_on(
    organization: PartyOrganization, units: Iterable[Unit], on: date, change: Change
) -> list[HostUnit]:
    """Create the attachments inside an operation."""
    units = tuple(units)
    require(
        not units or organization.type in STANDING_TYPES,
        _("{type}不直接依托单元，请在下设的支部登记依托单元。"),
        type=organization.get_type_display(),
    )
    hosts = []
    for unit in units:
        require(
            unit.school_id == organization.school_id,
            _("{unit}不是{school}的单元。"),
            unit=unit,
            school=organization.school,
        )
        require(unit.holds_on(on), _("{unit}在{on}不在使用，不能作为依托单元。"), unit=unit, on=on)
        host = HostUnit(organization=organization, unit=unit, period=open_period(on))
        save_checked(host)
        change.created(host)
        hosts.append(host)
    return hosts


def coverage_add(
    *, act: Act, organization: PartyOrganization, school: School | None = None, other_unit: str = ""
) -> JointCoverage:
    """Let a joint branch cover one more school, or a named unit that is no school.

    Raises:
        Refused: if the school has an organisation of its own (ORG-004).

    """
    require_visible(act.actor, organization, school)
    others = [school] if school is not None else []
    with operation(act, "coverage_add", school=organization.school, others=others, organising=True) as change:
        names = [other_unit.strip()] if other_unit.strip() else []
        covered = cover(organization, others, names, act.on, change)[0]
        change.summary = _("{name}覆盖{unit}").format(name=organization, unit=school or other_unit)
    return covered


def coverage_end(*, act: Act, coverage: JointCoverage) -> JointCoverage:
    """Take a unit out of the coverage of a joint branch."""
    require_visible(act.actor, coverage)
    others = [coverage.school] if coverage.school else []
    with operation(
        act, "coverage_end", school=coverage.organization.school, others=others, organising=True
    ) as change:
        fresh = JointCoverage.objects.get(pk=coverage.pk)
        end_dated(fresh, act.on, change)
        change.summary = _("{name}不再覆盖{unit}").format(
            name=fresh.organization, unit=fresh.school or fresh.other_unit
        )
    return fresh


def cover(
    organization: PartyOrganization,
    schools: Iterable[School],
    other_units: Iterable[str],
    on: date,
    change: Change,
) -> list[JointCoverage]:
    """Create the coverage rows inside an operation."""
    rows = [JointCoverage(organization=organization, school=school) for school in schools]
    rows += [JointCoverage(organization=organization, other_unit=name) for name in other_units]
    require(
        not rows or organization.type == OrgType.JOINT_BRANCH,
        _("只有联合党支部登记覆盖单位，{name}是{type}。"),
        name=organization,
        type=organization.get_type_display(),
    )
    for row in rows:
        row.period = open_period(on)
        save_checked(row)
        change.created(row)
    return rows


def end_dated(row, on: date, change: Change, **fields) -> None:
    """End a dated row on ``on`` and set ``fields``; one that began the same day is taken out.

    Raises:
        ValidationError: if the row has ended already or begins later.

    """
    require(row.ends_on is None or row.ends_on > on, _("{row}已于{end}结束。"), row=row, end=row.ends_on)
    require(row.starts_on <= on, _("{row}从{start}才开始，不能更早结束。"), row=row, start=row.starts_on)
    if row.starts_on == on:
        change.removed(row)
        row.delete()
        return
    before = snapshot(row)
    row.period = open_period(row.starts_on, on)
    for name, value in fields.items():
        setattr(row, name, value)
    save_checked(row)
    change.altered(row, before)

"""What organisations stand on and whom they cover: attach, detach, cover."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import OrgType
from governance.domain.act import Act
from governance.domain.editing import save_checked, scope_of
from governance.domain.ending import end_dated
from governance.domain.operation import Change, operation, require
from governance.domain.rights import require_visible
from governance.domain.standing import at_hand, current, require_open
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
    units = tuple(dict.fromkeys(units))
    require(units, _("请选择依托单元。"))
    require_visible(act.actor, organization, *units)
    with operation(act, "host_attach", **scope_of(organization), organising=True) as change:
        hosts = stand_on(organization, units, act.on, change)
        change.sum_up(
            gettext_noop("{name}依托{units}"), name=organization, units="、".join(unit.name for unit in units)
        )
    return hosts


def host_detach(*, act: Act, host: HostUnit) -> HostUnit:
    """End an attachment on the day of the act.

    Raises:
        Refused: if it was the last base unit of an inner branch (ORG-013).
        ReasonNeeded: if a base unit with members loses its cover (ORG-014).

    """
    require_visible(act.actor, host)
    with operation(act, "host_detach", **scope_of(host), organising=True) as change:
        fresh = current(host)
        end_dated(fresh, act.on, change)
        change.sum_up(gettext_noop("{name}不再依托{unit}"), name=fresh.organization, unit=fresh.unit)
    return fresh


def stand_on(
    organization: PartyOrganization, units: Iterable[Unit], on: date, change: Change
) -> list[HostUnit]:
    """Create the attachments inside an operation."""
    units = at_hand(*units)
    if units:
        require_open(on, organization)
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
            school=organization.school or organization.jurisdiction,
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
    other_unit = other_unit.strip()
    require((school is None) != (other_unit == ""), _("覆盖单位填一所学校，或者填一个其他单位的名称。"))
    require_visible(act.actor, organization, school)
    schools, names = ([school], []) if school is not None else ([], [other_unit])
    with operation(act, "coverage_add", **scope_of(organization), others=schools, organising=True) as change:
        [covered] = cover(organization, schools, names, act.on, change)
        change.sum_up(gettext_noop("{name}覆盖{unit}"), name=organization, unit=school or other_unit)
    return covered


def coverage_end(*, act: Act, coverage: JointCoverage) -> JointCoverage:
    """Take a unit out of the coverage of a joint branch."""
    require_visible(act.actor, coverage)
    others = [coverage.school] if coverage.school else []
    with operation(act, "coverage_end", **scope_of(coverage), others=others, organising=True) as change:
        fresh = current(coverage)
        end_dated(fresh, act.on, change)
        change.sum_up(
            gettext_noop("{name}不再覆盖{unit}"),
            name=fresh.organization,
            unit=fresh.school or fresh.other_unit,
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
    rows += [JointCoverage(organization=organization, other_unit=name.strip()) for name in other_units]
    if rows:
        require_open(on, organization)
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

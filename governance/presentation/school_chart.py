"""Turn the structure of a school into the cards of its chart."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.chart.cards import Badge, Card, Chart, Line
from governance.choices import BodyKind, OrgState, OrgType
from governance.domain.vacancies import BodyKey
from governance.models import Finding, PartyOrganization
from governance.presentation.structure import NOBODY, Structure
from governance.presentation.subjects import Body, findings_by_body
from schools.choices import UnitKind
from schools.models import School, Unit

#: The school is level 0; what is below this level stays closed until somebody opens it.
OPEN_LEVELS = 2
ALL = "all"
SHORT = {"error": gettext_lazy("整改"), "warning": gettext_lazy("核实"), "info": gettext_lazy("提示")}


class SchoolChart:
    """Builds the cards; ``opened`` holds the numbers of the bodies whose lower levels are shown."""

    def __init__(self, structure: Structure, opened: Collection[str] = ()):
        self.structure = structure
        self.opened = frozenset(opened)
        self.findings = findings_by_body(structure.findings)

    def chart(self) -> Chart:
        """Return the whole chart."""
        structure = self.structure
        party = self._section(structure.organizations, self._organization)
        units = self._section(structure.units, self._unit)
        title = _("%(school)s组织结构图") % {"school": structure.school.name}
        return Chart(title, self._head(), _("党组织"), _("内设机构"), party, units)

    def _head(self) -> Card:
        school, key = self.structure.school, (BodyKind.SCHOOL.value, self.structure.school.pk)
        total = sum(self.structure.branch_members.values(), NOBODY)
        system = school.get_leadership_system_display() or _("领导体制未登记")
        lines = (
            Line(f"{system} · {_('党员 %(n)d') % {'n': total.total}}"),
            self._leader_line(key, _("校长")),
        )
        own = [
            f
            for kind in (BodyKind.SCHOOL, BodyKind.GROUP)
            for body, found in self.findings.items()
            if body[0] == kind
            for f in found
        ]
        return Card(school.code, school.name, "", lines, full_title=school.name, badge=badge_of(own))

    def _section(self, bodies: Iterable, make) -> tuple[Card, ...]:
        """Return the cards of the bodies that are open, in tree order."""
        bodies = list(bodies)
        visible = self._visible(bodies)
        return tuple(make(body, bodies, visible) for body in bodies if body.pk in visible)

    def _visible(self, bodies) -> set[int]:
        levels: dict[int, int] = {}
        visible: set[int] = set()
        numbers = {body.pk: body.number for body in bodies}
        for body in bodies:
            level = levels[body.pk] = levels.get(body.parent_id, 0) + 1
            above_open = body.parent_id not in numbers or (
                body.parent_id in visible
                and (level <= OPEN_LEVELS or ALL in self.opened or numbers[body.parent_id] in self.opened)
            )
            if above_open:
                visible.add(body.pk)
        return visible

    def _organization(self, organization: PartyOrganization, bodies, visible) -> Card:
        key = (BodyKind.ORGANIZATION.value, organization.pk)
        members = self.structure.members_of(organization).total
        units = self.structure.units_of.get(organization.pk, ())
        standing = _("依托 %(units)s") % {"units": _("、").join(u.name for u in units)} if units else ""
        state = "" if organization.state_on == OrgState.ACTIVE else str(OrgState(organization.state_on).label)
        # Who is in a party group is often not recorded: a 0 would read as a fault.
        counted = members or organization.type != OrgType.GROUP
        facts = [state, _("党员 %(n)d") % {"n": members} if counted else "", standing]
        return Card(
            **self._common(organization, bodies, visible, "organization"),
            lines=(self._leader_line(key, ""), Line(" · ".join(filter(None, facts)))),
            full_title=organization.full_name,
            attached=tuple(unit.number for unit in units),
            is_pending=bool(state),
        )

    def _unit(self, unit: Unit, bodies, visible) -> Card:
        people, members = self.structure.unit_people.get(unit.pk, (0, 0))
        branches = self.structure.hosted_by.get(unit.pk, ())
        below = sum(other.parent_id == unit.pk for other in bodies)
        facts = [_("%(n)d人 党员 %(m)d") % {"n": people, "m": members}]
        if below and not people:
            facts = [_("下设%(n)d个单元") % {"n": below}]
        if branches:
            facts.append(_("、").join(short_name(str(b), self.structure.school) for b in branches))
        key = (BodyKind.UNIT.value, unit.pk)
        return Card(
            **self._common(unit, bodies, visible, "unit"),
            lines=(self._leader_line(key, _("负责人未登记")), Line(" · ".join(facts))),
            full_title=f"{unit.name} {UnitKind(unit.kind).label}",
            is_base=unit.is_base,
        )

    def _common(self, body, bodies, visible, kind: str) -> dict:
        by_id = {other.pk: other for other in bodies}
        parent = by_id[body.parent_id].number if body.parent_id in by_id else ""
        children = [other for other in bodies if other.parent_id == body.pk]
        hidden = [other for other in bodies if other.pk not in visible and _is_below(other, body)]
        name = short_name(str(body), self.structure.school)
        return {
            "key": body.number,
            "title": name,
            "parent": parent,
            "href": reverse(f"governance:{kind}", args=[body.number]),
            "badge": self._badge((kind, body.number), [(kind, other.number) for other in hidden]),
            **self._toggle(body, name, children, hidden),
        }

    def _toggle(self, body, name: str, children, hidden) -> dict:
        if not children:
            return {}
        if hidden and children[0] in hidden:
            text = _("展开 %(n)d") % {"n": len(hidden)}
            spoken = _("%(text)s 个下级：%(name)s") % {"text": text, "name": name}
            return self._link(text, spoken, self.opened | {body.number})
        if body.number in self.opened:
            text = _("收起")
            return self._link(text, f"{text} {name}", self.opened - {body.number})
        return {}

    def _link(self, text: str, spoken: str, opened: Collection[str]) -> dict:
        query = "&".join(f"open={number}" for number in sorted(opened)) or "open="
        return {"toggle_text": text, "toggle_spoken": spoken, "toggle_href": f"?{query}"}

    def _badge(self, own: Body, hidden: list[Body]) -> Badge | None:
        return badge_of([finding for body in (own, *hidden) for finding in self.findings.get(body, ())])

    def _leader_line(self, key: BodyKey, otherwise: str) -> Line:
        """Return who leads the body, or that nobody does."""
        empty = [v for v in self.structure.vacancies_of.get(key, ()) if v.role != "member"]
        held = self.structure.leaders_of(key)
        if empty:
            acting = [str(a.person) for _post, a in held if a.is_acting]
            text = _("%(post)s空缺") % {"post": empty[0].title}
            return Line(
                _("%(text)s，%(name)s主持") % {"text": text, "name": acting[0]} if acting else text, True
            )
        if held:
            return Line(f"{held[0][0]} {held[0][1].person}")
        return Line(otherwise)


def short_name(name: str, school: School) -> str:
    """Return a body's name without the school's name in front: the chart says whose it is."""
    for prefix in (f"中共{school.name}", school.name, school.short_name):
        if prefix and name.startswith(prefix) and name != prefix:
            return name.removeprefix(prefix)
    return name


def badge_of(findings: list[Finding]) -> Badge | None:
    """Return the badge of the worst of the findings, with how many there are of it."""
    for severity, label in SHORT.items():
        count = sum(finding.severity == severity for finding in findings)
        if count:
            return Badge(severity, f"{label} {count}")
    return None


def _is_below(other, body) -> bool:
    return other.tree_id == body.tree_id and body.lft < other.lft < body.rght

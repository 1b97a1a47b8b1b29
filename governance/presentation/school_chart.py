"""Turn the structure of a school into the cards of its chart."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from governance.chart.cards import Badge, Card, Chart, Line
from governance.choices import BodyKind, OrgState, OrgType
from governance.domain.vacancies import BodyKey
from governance.models import PartyOrganization
from governance.presentation.card_words import address_of, addresses, badge_of, common_words, short_name
from governance.presentation.chart_view import COUNTS, FINDINGS, PEOPLE, TERMS, ChartView
from governance.presentation.structure import NOBODY, Structure
from governance.presentation.subjects import Body, findings_by_body
from governance.presentation.tree_order import TreeOrder
from schools.choices import UnitKind
from schools.models import Unit


@dataclass(frozen=True)
class _Places:
    """Where the bodies of a section stand, and which of them the view shows."""

    kind: str
    order: TreeOrder
    visible: frozenset[int]
    open: frozenset[int]


class SchoolChart:
    """Builds the cards of what the view shows.

    ``keep`` is what the links in the chart keep of the page's address; ``found`` the numbers of the
    bodies a search has found.
    """

    def __init__(
        self,
        structure: Structure,
        view: ChartView | None = None,
        *,
        keep: str = "",
        found: Collection[str] = (),
    ):
        self.structure, self.view, self.keep = structure, view or ChartView(), keep
        self.found = frozenset(found)
        unmended = [*structure.findings, *structure.waived]
        self.findings = findings_by_body(unmended) if FINDINGS in self.view.shows else {}
        self.words, self.addresses = common_words(), addresses()
        self.kinds = {kind.value: str(kind.label) for kind in UnitKind}
        counts = structure.branch_members
        self.members = TreeOrder(structure.organizations).summed(
            lambda organization: counts.get(organization.pk, NOBODY).total
        )

    def chart(self) -> Chart:
        """Return the whole chart."""
        structure = self.structure
        party = self._section("organization", structure.organizations, self._organization)
        units = self._section("unit", structure.units, self._unit)
        title = _("%(school)s组织结构图") % {"school": structure.school.name}
        return Chart(title, self._head(), _("党组织"), _("内设机构"), party, units)

    def _head(self) -> Card:
        school, key = self.structure.school, (BodyKind.SCHOOL.value, self.structure.school.pk)
        total = sum(self.structure.branch_members.values(), NOBODY).total
        facts = [school.get_leadership_system_display() or _("领导体制未登记")]
        facts += [self.words["members"] % {"n": total}] if COUNTS in self.view.shows else []
        leader = [self._leader_line(key, _("校长"))] if PEOPLE in self.view.shows else []
        own = [
            finding
            for (kind, _number), found in self.findings.items()
            if kind in (BodyKind.SCHOOL, BodyKind.GROUP)
            for finding in found
        ]
        return Card(
            school.code,
            school.name,
            lines=(Line(" · ".join(facts)), *leader),
            full_title=school.name,
            badge=badge_of(own),
            kind="school",
            number=school.code,
            is_found=school.code in self.found,
        )

    def _section(self, kind: str, bodies: Sequence, make) -> tuple[Card, ...]:
        """Return the cards of the bodies that are shown, in tree order."""
        places = self._places(kind, bodies)
        return tuple(make(body, places) for body in bodies if body.pk in places.visible)

    def _places(self, kind: str, bodies: Sequence) -> _Places:
        levels: dict[int, int] = {}
        visible: set[int] = set()
        open_: set[int] = set()
        order = TreeOrder(bodies)
        for body in bodies:
            level = levels[body.pk] = levels.get(body.parent_id, 0) + 1
            if body.parent_id not in order.by_pk or (body.parent_id in visible and body.parent_id in open_):
                visible.add(body.pk)
            if self.view.is_open(body.number, level, len(order.children.get(body.pk, ()))):
                open_.add(body.pk)
        return _Places(kind, order, frozenset(visible), frozenset(open_))

    def _organization(self, organization: PartyOrganization, places: _Places) -> Card:
        state = "" if organization.state_on == OrgState.ACTIVE else str(OrgState(organization.state_on).label)
        units = self.structure.units_of.get(organization.pk, ())
        names = self.words["and"].join(unit.name for unit in units)
        standing = _("依托 %(units)s") % {"units": names} if units else ""
        members = self.members[organization.pk]
        # Who is in a party group is often not recorded: a 0 would read as a fault.
        counted = COUNTS in self.view.shows and (members or organization.type != OrgType.GROUP)
        facts = [state, self.words["members"] % {"n": members} if counted else "", standing]
        lines = self._lines((BodyKind.ORGANIZATION.value, organization.pk), "", facts)
        if TERMS in self.view.shows and (term := self._term_line(organization)):
            lines = (*lines, term)
        return Card(
            **self._common(organization, places),
            lines=lines,
            full_title=organization.full_name,
            attached=tuple(unit.number for unit in units),
            is_pending=bool(state),
        )

    def _unit(self, unit: Unit, places: _Places) -> Card:
        people, members = self.structure.unit_people.get(unit.pk, (0, 0))
        branches = self.structure.hosted_by.get(unit.pk, ())
        below = len(places.order.children.get(unit.pk, ()))
        facts = [self.words["people"] % {"n": people, "m": members}]
        if below and not people:
            facts = [_("下设%(n)d个单元") % {"n": below}]
        if COUNTS not in self.view.shows:
            facts = []
        if branches:
            facts.append(self.words["and"].join(short_name(str(b), self.structure.school) for b in branches))
        return Card(
            **self._common(unit, places),
            lines=self._lines((BodyKind.UNIT.value, unit.pk), self.words["nobody"], facts),
            full_title=f"{unit.name} {self.kinds[unit.kind]}",
            is_base=unit.is_base,
        )

    def _common(self, body, places: _Places) -> dict:
        order = places.order
        children = order.children.get(body.pk, ())
        # what is closed speaks through the card above it
        hidden = [] if body.pk in places.open else order.below(body)
        name = short_name(str(body), self.structure.school)
        above = order.by_pk.get(body.parent_id)
        return {
            "key": body.number,
            "title": name,
            "parent": above.number if above else "",
            "href": self._address(places.kind, body.number),
            "badge": self._badge([(places.kind, other.number) for other in (body, *hidden)]),
            "kind": places.kind,
            "number": body.number,
            "is_found": body.number in self.found,
            **(self._toggle(body, name, hidden) if children else {}),
        }

    def _address(self, kind: str, number: str) -> str:
        return self.structure.stand_ins.get(number) or address_of(self.addresses[kind], number)

    def _toggle(self, body, name: str, hidden: Sequence) -> dict:
        if hidden:
            text = _("展开 %(n)d") % {"n": len(hidden)}
            spoken = _("%(text)s 个下级：%(name)s") % {"text": text, "name": name}
            return self._link(text, spoken, {"show": body.number})
        text = self.words["close"]
        return self._link(text, f"{text} {name}", {"hide": body.number})

    def _link(self, text: str, spoken: str, change: dict[str, str]) -> dict:
        href = f"?{self.keep}{urlencode(change)}#card-{next(iter(change.values()))}"
        return {"toggle_text": text, "toggle_spoken": spoken, "toggle_href": href}

    def _badge(self, bodies: Iterable[Body]) -> Badge | None:
        return badge_of([finding for body in bodies for finding in self.findings.get(body, ())])

    def _lines(self, key: BodyKey, otherwise: str, facts: Iterable[str]) -> tuple[Line, ...]:
        """Return who leads the body and the facts about it, as far as they are shown."""
        leader = self._leader_line(key, otherwise) if PEOPLE in self.view.shows else Line("")
        return tuple(line for line in (leader, Line(" · ".join(filter(None, facts)))) if line.text)

    def _term_line(self, organization: PartyOrganization) -> Line | None:
        """Return when the term ends; one that is over draws attention."""
        term = self.structure.terms.get(organization.pk)
        due = term and (term.extended_until or term.planned_end)
        if not due:
            return None
        return Line(_("届满 %(day)s") % {"day": due.isoformat()}, due < self.structure.on)

    def _leader_line(self, key: BodyKey, otherwise: str) -> Line:
        """Return who leads the body, or that nobody does."""
        empty = [v for v in self.structure.vacancies_of.get(key, ()) if v.role != "member"]
        held = self.structure.leaders_of(key) if key in self.structure.posts_of else []
        if empty:
            acting = [str(a.person) for _post, a in held if a.is_acting]
            text = _("%(post)s空缺") % {"post": empty[0].title}
            return Line(
                _("%(text)s，%(name)s主持") % {"text": text, "name": acting[0]} if acting else text, True
            )
        if held:
            return Line(f"{held[0][0]} {held[0][1].person}")
        return Line(otherwise)

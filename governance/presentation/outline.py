"""The structure of a school as nested rows: the chart's twin for keyboard and screen reader."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from governance.chart.cards import Badge, Card
from governance.presentation.chart_view import EVERYTHING
from governance.presentation.school_chart import SchoolChart
from governance.presentation.structure import Structure


@dataclass
class Row:
    """One row of the outline with the rows below it."""

    key: str
    title: str
    level: int
    href: str = ""
    notes: tuple[str, ...] = ()
    badge: Badge | None = None
    is_pending: bool = False
    section: str = ""
    kind: str = ""
    parent: str = ""
    rows: list["Row"] = field(default_factory=list)

    @property
    def group_id(self) -> str:
        """The id of the list of rows below."""
        return f"below-{self.key}"


def outline(structure: Structure) -> list[Row]:
    """Return the two sections, organisations and units, with everything open."""
    chart = SchoolChart(structure, EVERYTHING).chart()
    party = Row("party", str(chart.party_label), 1, section="party")
    units = Row("units", str(chart.units_label), 1, section="units")
    _fill(party, chart.party)
    _fill(units, chart.units)
    return [party, units]


def _fill(top: Row, cards: tuple[Card, ...]) -> None:
    rows: dict[str, Row] = {}
    for card in cards:
        above = rows.get(card.parent, top)
        row = rows[card.key] = _row(card, above.level + 1, top.section)
        above.rows.append(row)
    if not cards:
        top.notes = (_("尚未登记"),)


def _row(card: Card, level: int, section: str) -> Row:
    notes = tuple(line.text for line in card.lines if line.text)
    return Row(
        card.key,
        card.title,
        level,
        href=card.href,
        notes=notes,
        badge=card.badge,
        is_pending=card.is_pending,
        section=section,
        kind=card.kind,
        parent=card.parent,
    )

"""The chart of a school as it leaves the page: everything open, with caption, legend and a name."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from governance.chart.cards import Chart
from governance.chart.sheet import Caption
from governance.chart.svg import SheetDrawing, draw_sheet
from governance.chart.tiles import Tile, tiles
from governance.presentation.chart_view import ChartView
from governance.presentation.day import Day
from governance.presentation.loading import load_structure
from governance.presentation.school_chart import SchoolChart
from schools.models import School


@dataclass(frozen=True)
class ChartFile:
    """A chart with what is written around it, what the file is called, and how many people it names."""

    chart: Chart
    caption: Caption
    name: str
    people: int = 0

    @classmethod
    def of(cls, school: School, view: ChartView, day: Day) -> "ChartFile":
        """Return the whole chart of the school as it stands on the day."""
        structure = load_structure(school, day.on, day.known_on)
        chart = SchoolChart(structure, view.everything()).chart()
        note = _("%(day)s · 标识码 %(code)s") % {"day": day.on.isoformat(), "code": school.code}
        if day.known_on:
            note = _("%(note)s · 按 %(known)s 登记的内容") % {"note": note, "known": day.known_on.isoformat()}
        name = _("%(school)s组织结构图") % {"school": structure.school.name}
        caption = Caption(chart.title, note, legend_of(chart))
        named = {held.person_id for held in chain.from_iterable(structure.holders.values())}
        return cls(chart, caption, f"{name}-{day.on:%Y%m%d}", len(named))

    @cached_property
    def drawing(self) -> SheetDrawing:
        """The sheet, drawn for a page."""
        return draw_sheet(self.chart, self.caption)

    @property
    def markup(self) -> SafeString:
        """The sheet as shapes of SVG; the pen has escaped every text in it."""
        return mark_safe(self.drawing.shapes)  # noqa: S308 -- see above

    @cached_property
    def tiles(self) -> list[Tile]:
        """The sheets of A3 it is printed on."""
        return tiles(self.drawing.width, self.drawing.height)


def legend_of(chart: Chart) -> tuple[tuple[str, str], ...]:
    """Return symbol and meaning of what is drawn in the chart."""
    cards = (chart.head, *chart.party, *chart.units)
    severities = {card.badge.severity for card in cards if card.badge}
    words = {
        "party": _("党组织"),
        "units": _("内设机构"),
        "bridge": _("党支部（党小组）依托的单元"),
        "pending": _("尚在草稿、待批、筹建或者调整中"),
        "error": _("应当整改"),
        "warning": _("需要核实"),
        "info": _("提示"),
    }
    shown = {"party", "units"} | severities
    shown |= {"bridge"} if any(card.attached for card in chart.party) else set()
    shown |= {"pending"} if any(card.is_pending for card in chart.party) else set()
    return tuple((symbol, word) for symbol, word in words.items() if symbol in shown)

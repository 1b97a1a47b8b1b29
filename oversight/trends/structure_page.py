"""What the pages about coverage, leaders, vacancies and terms over time show."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.chart.plots import Series
from governance.choices import Heads
from oversight.trends.links import Cell, Line, list_url
from oversight.trends.page import TrendPage
from oversight.trends.structure import (
    BELOW,
    HEADS,
    MEASURED,
    VACANT,
    Measured,
    due_by_month,
    measured,
    vacancies,
)

TONES = {Heads.SEPARATE: "separate", Heads.COMBINED: "combined", Heads.OPEN: "open", Heads.NONE: "none"}


class StructurePage(TrendPage):
    """Coverage and leaders at every step, and the empty seats of the last."""

    leave_out = ("chapter", "rule", "severity")
    route = "jurisdiction_trends_structure"

    @cached_property
    def measured(self) -> list[Measured]:
        """What the schools measured."""
        return measured(self.scope.figures, self.steps)

    @cached_property
    def coverage(self) -> list[Line]:
        """Schools checked, and those whose units are not all covered."""
        return [
            self._line(_("已检查学校"), [one.schools for one in self.measured], MEASURED),
            self._line(_("没有全部覆盖的学校"), [one.below for one in self.measured], BELOW),
        ]

    @property
    def percents(self) -> list[Series]:
        """Coverage in percent."""
        return [Series(_("基本单元覆盖"), tuple(one.percent for one in self.measured))]

    @cached_property
    def heads(self) -> list[Line]:
        """Schools by who heads them."""
        return [
            self._line(
                str(head.label),
                [one.heads[head.value] for one in self.measured],
                HEADS,
                head.value,
                TONES[head],
            )
            for head in Heads
        ]

    @property
    def head_columns(self) -> list[Series]:
        """The same as columns."""
        return [Series(line.name, tuple(cell.value for cell in line.cells), line.tone) for line in self.heads]

    @cached_property
    def vacancies(self) -> list[tuple[str, Cell, Cell]]:
        """Roles with empty seats on the last day: how many seats, and at how many schools.

        Both lead to the same list: it has a line for each school, with its seats, and says how many
        they are together.
        """
        day = self.steps[-1].day
        return [
            (
                str(role.label),
                self._cell(seats, VACANT, role.value, day),
                self._cell(schools, VACANT, role.value, day),
            )
            for role, schools, seats in vacancies(self.scope.figures, day)
        ]

    def _line(self, name: str, counts: list[int], kind: str, value: str = "", tone: str = "") -> Line:
        pairs = zip(self.steps, counts, strict=True)
        return Line(name, tuple(self._cell(n, kind, value, step.day) for step, n in pairs), tone=tone)

    def _cell(self, n: int, kind: str, value: str, day: object) -> Cell:
        asked = {"kind": kind, "day": day, "value": value}
        return Cell(n, "" if self.is_school else list_url(self.place, "trend_schools", self.kept, **asked))


class TermsPage(TrendPage):
    """Terms that end this year, month by month."""

    leave_out = ("chapter", "rule", "severity", "first", "last", "unit")
    route = "jurisdiction_trends_terms"

    @cached_property
    def on(self):
        """The day from which terms are looked at."""
        return timezone.localdate()

    @cached_property
    def _due(self):
        return due_by_month(self.scope.terms, self.on)

    @cached_property
    def before(self) -> Cell:
        """Terms that should have ended before this year."""
        n, _months = self._due
        return Cell(n, list_url(self.place, "trend_terms", self.kept, end=f"{self.on.year}-01-01"))

    @property
    def before_cells(self) -> tuple[Cell, ...]:
        """The same as the cells of a line."""
        return (self.before,)

    @cached_property
    def months(self) -> list[Line]:
        """Terms due in each month."""
        return [
            Line(step.label, (Cell(n, self._url(step)),), tone="overdue" if step.end <= self.on else "")
            for step, n in self._due[1]
        ]

    @property
    def columns(self) -> list[Series]:
        """The same as columns."""
        return [Series(_("届满的届次"), tuple(line.cells[0].value for line in self.months), "units")]

    @property
    def labels(self) -> list[str]:
        """The months."""
        return [line.name for line in self.months]

    def _url(self, step) -> str:
        return list_url(self.place, "trend_terms", self.kept, begin=step.first, end=step.end)

"""What the page about findings over time shows."""

from collections.abc import Iterable

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.chart.plots import Series
from governance.choices import Severity
from governance.presentation.chapters import chapter_of, chapters
from governance.rules.catalogue import all_rules
from oversight.trends.comparison import Comparison
from oversight.trends.findings import (
    FOUND,
    MENDED,
    STANDING,
    WAIVED,
    Lasted,
    Tally,
    flow,
    of_kind,
    summed,
    tallies,
    time_to_mend,
)
from oversight.trends.links import Cell, Line, cells, list_url
from oversight.trends.page import TrendPage
from oversight.trends.structure import numbers_measured

#: So many lines can be told apart.
LINES = 8


class FindingsPage(TrendPage):
    """Findings that stood at every step, by severity and by chapter, or by rule of one chapter."""

    @cached_property
    def _counted(self) -> list[Tally]:
        return tallies(self.scope.spells, self.steps)

    @cached_property
    def tallies(self) -> list[Tally]:
        """What stood, by rule and severity."""
        return of_kind(self._counted, STANDING)

    @cached_property
    def measured(self) -> list[int]:
        """How many schools had been checked."""
        return numbers_measured(self.scope.figures, self.steps)

    @cached_property
    def by_severity(self) -> list[Line]:
        """The findings by severity, and those waived."""
        lines = [
            self._line(str(severity.label), STANDING, self._of(severity), severity, severity=severity.value)
            for severity in self.severities
        ]
        waived = of_kind(self._counted, WAIVED)
        return [*lines, self._line(_("已豁免"), WAIVED, waived, "")]

    @property
    def columns(self) -> list[Series]:
        """The same as columns."""
        return [
            Series(str(severity.label), tuple(summed(self._of(severity), len(self.steps))), severity.value)
            for severity in self.severities
        ]

    @property
    def standing(self) -> list[Line]:
        """The lines of the table: by severity, waived, and of how many schools."""
        return self.by_severity if self.is_school else [*self.by_severity, self.schools]

    @property
    def severities(self) -> list[Severity]:
        """Those that were asked for; a line of another would count nothing and open a list of some."""
        asked = self.scope.asked.get("severity")
        return [Severity(asked)] if asked else list(Severity)

    @cached_property
    def schools(self) -> Line:
        """How many schools had been checked, with their lists."""
        kept = self.kept
        return Line(
            _("已检查学校"),
            tuple(
                Cell(n, "" if self.is_school else list_url(
                    self.place, "trend_schools", kept, kind="measured", day=step.day
                ))
                for step, n in zip(self.steps, self.measured, strict=True)
            ),
        )  # fmt: skip

    @cached_property
    def per_school(self) -> list[str]:
        """Findings for each school, to one place."""
        totals = summed(self.tallies, len(self.steps))
        return [f"{n / m:.1f}" if m else "—" for n, m in zip(totals, self.measured, strict=True)]

    @cached_property
    def groups(self) -> list[Line]:
        """The findings by chapter; by rule where a chapter or a rule was asked for."""
        if not (self.scope.asked.get("chapter") or self.scope.asked.get("rule")):
            return [
                self._line(
                    name, STANDING, (t for t in self.tallies if chapter_of(t.rule) == code), "",
                    self.page_url(chapter=code), chapter=code,
                )
                for code, name in chapters()
            ]  # fmt: skip
        names = all_rules()
        found = sorted({tally.rule for tally in self.tallies})
        return [
            self._line(
                f"{code} {names[code].name if code in names else ''}", STANDING,
                (t for t in self.tallies if t.rule == code), "", rule=code,
            )
            for code in found
        ]  # fmt: skip

    @property
    def group_lines(self) -> list[Series]:
        """The largest groups as lines."""
        largest = sorted(self.groups, key=lambda line: -line.cells[-1].value)[:LINES]
        return [Series(line.name, tuple(cell.value for cell in line.cells)) for line in largest]

    @cached_property
    def comparison(self) -> Comparison:
        """The last day beside the place above."""
        return Comparison(self.scope, self.steps[-1])

    def _of(self, severity: str) -> list[Tally]:
        return [tally for tally in self.tallies if tally.severity == severity]

    def _line(
        self, name: str, kind: str, found: Iterable[Tally], tone: str, url: str = "", **asked: str
    ) -> Line:
        counts = summed(found, len(self.steps))
        return Line(name, cells(self.place, self.kept, kind, self.steps, counts, **asked), url, tone)


class MendingPage(TrendPage):
    """What was found and mended in every step, and how long it took."""

    route = "jurisdiction_trends_mending"

    @cached_property
    def flows(self) -> list[Line]:
        """What was newly found and what was mended."""
        return [
            self._flow(_("新发现"), FOUND),
            self._flow(_("已消除"), MENDED),
        ]

    @property
    def lines(self) -> list[Series]:
        """The same as lines."""
        return [Series(line.name, tuple(cell.value for cell in line.cells)) for line in self.flows]

    @property
    def net(self) -> list[int]:
        """How many more were found than mended."""
        new, mended = (line.cells for line in self.flows)
        return [a.value - b.value for a, b in zip(new, mended, strict=True)]

    @cached_property
    def lasted(self) -> tuple[list[tuple[Lasted, str, Cell]], tuple[Lasted, Cell] | None]:
        """How long faults stood that were mended within the stretch, by rule and altogether."""
        first, end = self.steps[0].first, self.steps[-1].end
        rules, whole = time_to_mend(self.scope.spells, first, end)
        names = all_rules()
        rows = [
            (one, str(names[one.rule].name) if one.rule in names else "", self._mended(one, rule=one.rule))
            for one in rules
        ]
        return rows, (whole, self._mended(whole)) if whole else None

    def _mended(self, one: Lasted, **asked: str) -> Cell:
        span = {"begin": self.steps[0].first, "end": self.steps[-1].end}
        url = list_url(self.place, "trend_findings", self.kept, kind=MENDED, **span, **asked)
        return Cell(one.mended, url)

    def _flow(self, name: str, kind: str) -> Line:
        counts = flow(self.scope.spells, kind, self.steps)
        return Line(name, cells(self.place, self.kept, kind, self.steps, counts))

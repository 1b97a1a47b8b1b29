"""A place beside the one above it, for each school; and beside its neighbours, where it has places below.

Of the place above only averages are shown, and only where several schools besides one's own make them up:
who looks may not be allowed to see those schools.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.choices import Heads, Severity
from governance.presentation.jurisdiction_page import visible_jurisdictions
from oversight.trends.findings import STANDING, by_severity
from oversight.trends.links import Cell, list_url
from oversight.trends.scope import Scope, about_schools
from oversight.trends.steps import Step
from oversight.trends.structure import HEADS, MEASURED, Measured, condition, measured
from schools.choices import JurisdictionLevel
from schools.models import Jurisdiction, School
from schools.row_security.reasons import AVERAGES
from schools.row_security.scope import across_schools

#: An average of fewer other schools would tell what one of them is like.
FEWEST_OTHERS = 3


@dataclass(frozen=True)
class Everybody(Scope):
    """All schools of a place, whoever asks: for averages, never for lists."""

    @cached_property
    def schools(self) -> QuerySet:
        """The schools of the jurisdiction and below."""
        inside = self.place.get_descendants(include_self=True).values_list("pk", flat=True)
        found = School.objects.filter(jurisdiction__in=list(inside))
        return found.filter(about_schools(self.asked))


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure here and above, as text; ``beside`` says how it is counted."""

    name: str
    here: str
    above: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place below, with its numbers of the day."""

    place: Jurisdiction
    schools: Cell
    errors: Cell
    warnings: Cell
    per_school: str
    covered: str
    combined: Cell

    @property
    def counts(self) -> tuple[Cell, ...]:
        """Schools, grave findings and warnings."""
        return (self.schools, self.errors, self.warnings)


class Comparison:
    """The day of a step, here and elsewhere."""

    def __init__(self, scope: Scope, step: Step):
        self.scope, self.step = scope, step

    @cached_property
    def above(self) -> Jurisdiction | None:
        """The place whose average is shown."""
        place = self.scope.place
        return place.jurisdiction if isinstance(place, School) else place.parent

    @cached_property
    @across_schools(AVERAGES)
    def rows(self) -> list[Beside]:
        """The measures here and above; nothing where there is nothing above, or too little."""
        if self.above is None:
            return []
        theirs = Everybody(self.above, self.scope.user, self.scope.asked)
        ours, all_of_them = self._measured(self.scope), self._measured(theirs)
        if all_of_them.schools - ours.schools < FEWEST_OTHERS:
            return []
        mine, others = (by_severity(s.spells, self.step.day) for s in (self.scope, theirs))
        counted = [
            Beside(
                _("%(severity)s，每校") % {"severity": severity.label},
                _each(mine[severity], ours.schools),
                _each(others[severity], all_of_them.schools),
            )
            for severity in Severity
        ]
        return [
            *counted,
            Beside(_("基本单元覆盖"), _percent(ours.percent), _percent(all_of_them.percent)),
            Beside(_("书记、校长一人兼任的学校"), _combined(ours), _combined(all_of_them)),
        ]

    def _measured(self, scope: Scope) -> Measured:
        return measured(scope.figures, [self.step])[0]

    @cached_property
    def neighbours(self) -> list[Neighbour]:
        """The places directly below that the user may see, in three queries."""
        place = self.scope.place
        if isinstance(place, School) or place.level_kind == JurisdictionLevel.COUNTY:
            return []
        seen = visible_jurisdictions(self.scope.user)
        below = list((seen & place.get_descendants()).order_by("lft"))
        children = [one for one in below if one.parent_id == place.pk]
        figures, findings = self._figures_by_place(), self._findings_by_place()
        return [self._neighbour(child, below, figures, findings) for child in children]

    def _figures_by_place(self) -> dict[int, Measured]:
        found = self.scope.figures.filter(condition(MEASURED, self.step.day)).order_by()
        rows = found.values("school__jurisdiction").annotate(
            n=Count("pk"),
            base=Coalesce(Sum("base_units"), 0),
            covered=Coalesce(Sum("covered_units"), 0),
            combined=Count("pk", filter=Q(heads=Heads.COMBINED)),
        )
        return {
            row["school__jurisdiction"]: Measured(
                row["n"], row["base"], row["covered"], 0, {Heads.COMBINED: row["combined"]}
            )
            for row in rows
        }

    def _findings_by_place(self) -> dict[int, dict[str, int]]:
        stood = self.scope.spells.standing(self.step.day).order_by()
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for pk, severity, n in stood.values_list("school__jurisdiction", "severity").annotate(n=Count("pk")):
            found[pk][severity] = n
        return found

    def _neighbour(
        self,
        child: Jurisdiction,
        below: list[Jurisdiction],
        figures: dict[int, Measured],
        findings: dict[int, dict[str, int]],
    ) -> Neighbour:
        inside = [one.pk for one in below if child.lft <= one.lft and one.rght <= child.rght]
        total = Measured(0, 0, 0, 0, {Heads.COMBINED: 0})
        for one in (figures[pk] for pk in inside if pk in figures):
            total = replace(
                total,
                schools=total.schools + one.schools,
                base_units=total.base_units + one.base_units,
                covered_units=total.covered_units + one.covered_units,
                heads={Heads.COMBINED: total.heads[Heads.COMBINED] + one.heads[Heads.COMBINED]},
            )
        counts = {s: sum(findings.get(pk, {}).get(s, 0) for pk in inside) for s in Severity.values}
        return Neighbour(
            child,
            self._figures_cell(child, total.schools, MEASURED),
            self._findings_cell(child, counts, Severity.ERROR),
            self._findings_cell(child, counts, Severity.WARNING),
            _each(sum(counts.values()), total.schools),
            _percent(total.percent),
            self._figures_cell(child, total.heads[Heads.COMBINED], HEADS, Heads.COMBINED.value),
        )

    def _findings_cell(self, child: Jurisdiction, counts: dict[str, int], severity: str) -> Cell:
        span = {"begin": self.step.first, "end": self.step.end}
        kept = {**self.scope.asked, "severity": str(severity)}
        is_asked = self.scope.asked.get("severity") in (None, severity)
        url = list_url(child, "trend_findings", kept, kind=STANDING, **span) if is_asked else ""
        return Cell(counts[severity], url)

    def _figures_cell(self, child: Jurisdiction, n: int, kind: str, value: str = "") -> Cell:
        asked = {"kind": kind, "day": self.step.day, "value": value}
        return Cell(n, list_url(child, "trend_schools", self.scope.asked, **asked))


def _each(n: int, schools: int) -> str:
    return f"{n / schools:.2f}" if schools else "—"


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:g}%"


def _combined(one: Measured) -> str:
    return f"{one.heads[Heads.COMBINED] * 1000 // one.schools / 10:g}%" if one.schools else "—"

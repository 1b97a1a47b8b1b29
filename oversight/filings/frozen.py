"""What was frozen, as rows of a page and as a chart."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from governance.chart.layout import WINDOW
from governance.chart.painting import Page
from governance.chart.svg import draw
from governance.choices import OrgState, Role, Severity
from governance.plans.said import Said, said_rows
from oversight.filings.content import Content, chart_kept


class FrozenStructure:
    """The content of a filing, or of one that may be handed in, as rows of a page."""

    def __init__(self, content: Content):
        self.content = content

    @property
    def school(self) -> Content:
        """The school as it was."""
        return self.content["school"]

    @cached_property
    def drawing(self) -> Any:
        """The chart, drawn anew from what was kept."""
        return draw(chart_kept(self.content), page=Page(anchor="filing-"), frame=WINDOW)

    @property
    def chart(self) -> SafeString:
        """The chart as SVG."""
        return mark_safe(self.drawing.svg)  # noqa: S308 -- ElementTree has escaped every text in it

    @property
    def is_wide(self) -> bool:
        """Whether the chart would become unreadable if it were fitted to the page."""
        return self.drawing.width > WINDOW.widest

    @cached_property
    def organizations(self) -> list[Content]:
        """The organisations with the names of what they stand on and below."""
        units = {one["number"]: one["name"] for one in self.content["units"]}
        names = {one["number"]: one["name"] for one in self.content["organizations"]}
        return [
            {
                **one,
                "state_label": str(OrgState(one["state"]).label),
                "above": names.get(one["parent"], one["superior"]),
                "units": [units.get(number, number) for number in one["hosts"]],
                "due": _due(one["term"] or {}),
                "total": sum(one["members"]["all"].values()),
            }
            for one in self.content["organizations"]
        ]

    @cached_property
    def posts(self) -> list[Content]:
        """The posts with the word for their role."""
        order = list(Role)
        rows = [
            {**one, "label": one["title"] or str(Role(one["role"]).label)} for one in self.content["posts"]
        ]
        return sorted(rows, key=lambda row: (row["body"], order.index(Role(row["role"]))))

    @cached_property
    def findings(self) -> list[Said]:
        """What the rules found, the worst first; waived ones aside."""
        return said_rows([one for one in self.content["findings"] if not one["is_waived"]])

    @cached_property
    def waived(self) -> list[Said]:
        """What was waived on that day."""
        return said_rows([one for one in self.content["findings"] if one["is_waived"]])

    @cached_property
    def severities(self) -> list[tuple[str, str, int]]:
        """How many findings of each severity: code, word and number."""
        found = [one.severity for one in self.findings]
        return [(one.value, str(one.label), found.count(one.value)) for one in Severity]

    @property
    def members(self) -> int:
        """How many members the branches have."""
        return sum(sum(one["members"]["own"].values()) for one in self.content["organizations"])


def _due(term: Content) -> str:
    """Return the day on which a kept term ends, an extension included."""
    return term.get("extended_until") or term.get("planned_end", "")

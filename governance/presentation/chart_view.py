"""How somebody looks at a chart: what is open and what the boxes show; remembered by user and school."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ChartMemory, User
from schools.models import School

ALL = "all"
#: The school is level 0; what is below this level stays closed until somebody opens it.
OPEN_LEVELS = 2
#: So does what is below a body with more than these directly below it, wherever it stands.
MOST_OPEN = 60
PEOPLE, COUNTS, TERMS, FINDINGS = "people", "counts", "terms", "findings"
SHOWS = {
    PEOPLE: pgettext_lazy("方框", "人员"),
    COUNTS: pgettext_lazy("方框", "人数"),
    TERMS: _("届满日期"),
    FINDINGS: _("检查发现"),
}
#: Parameters of an address that say how to look; all others are kept by the links in a chart.
OWN = frozenset({"open", "show", "hide", "q", "boxes", "look"})


@dataclass(frozen=True)
class ChartView:
    """What is open and what is shown; numbers are those of the bodies."""

    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset({PEOPLE, COUNTS, FINDINGS})

    def is_open(self, number: str, level: int, children: int) -> bool:
        """Tell whether what is below the body is shown; ``level`` is the body's, 1 at the top."""
        if number in self.closed:
            return False
        if number in self.opened or ALL in self.opened:
            return True
        return level < OPEN_LEVELS and children <= MOST_OPEN

    def showing(self, numbers: Iterable[str]) -> "ChartView":
        """Return the view with these bodies open."""
        numbers = frozenset(numbers)
        return replace(self, opened=self.opened | numbers, closed=self.closed - numbers)

    def hiding(self, numbers: Iterable[str]) -> "ChartView":
        """Return the view with these bodies closed."""
        numbers = frozenset(numbers)
        return replace(self, opened=self.opened - numbers, closed=self.closed | numbers)

    def everything(self) -> "ChartView":
        """Return the view with everything open: what is exported and printed."""
        return replace(self, opened=frozenset({ALL}), closed=frozenset())

    def asked(self, query: QueryDict) -> "ChartView":
        """Return the view as the address asks for it.

        ``open=…`` says everything that is open (``open=all``, ``open=`` for nothing), ``show=…`` and
        ``hide=…`` change one body, ``boxes=…`` with ``look=1`` say what the boxes show.
        """
        view = self
        if "open" in query:
            view = replace(view, opened=frozenset(filter(None, query.getlist("open"))), closed=frozenset())
        view = view.showing(query.getlist("show")).hiding(query.getlist("hide"))
        if "look" in query:
            view = replace(view, shows=frozenset(query.getlist("boxes")) & SHOWS.keys())
        return view


EVERYTHING = ChartView(opened=frozenset({ALL}))


def view_remembered(user: User, school: School) -> ChartView:
    """Return how the user left the chart of the school."""
    found = ChartMemory.objects.filter(user=user, school=school).first()
    if found is None:
        return ChartView()
    return ChartView(frozenset(found.opened), frozenset(found.closed), frozenset(found.shows))


def view_remember(*, user: User, school: School, view: ChartView) -> None:
    """Keep how the user looks at the chart of the school; his last word wins."""
    values = {name: sorted(getattr(view, name)) for name in ("opened", "closed", "shows")}
    ChartMemory.objects.update_or_create(user=user, school=school, defaults=values)


def kept_query(query: QueryDict) -> str:
    """Return the rest of an address's parameters, to be put before those of a link: the day, a plan."""
    rest = query.copy()
    for name in OWN:
        rest.pop(name, None)
    return f"{rest.urlencode()}&" if rest else ""

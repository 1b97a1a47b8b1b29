"""What the page of a filing shows to one reader."""

from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import override

from accounts.models import User
from accounts.permissions import Verdict
from governance.plans.comparison import Difference, compare_nodes, nodes_of
from governance.plans.marked_charts import mark_words
from governance.presentation.loading import load_structure
from oversight.choices.filing import FilingAction, FilingState
from oversight.filings.content import nodes_kept
from oversight.filings.frozen import FrozenStructure
from oversight.filings.numbers import next_numbers
from oversight.filings.states import COURSE
from oversight.filings.verifying import is_unchanged
from oversight.models import Filing, FilingEntry
from oversight.models.filing import NUMBERED


def marked(differences: list[Difference]) -> list[tuple[Difference, str]]:
    """Return the differences with the word of their mark."""
    words = mark_words()
    return [(one, words[one.mark]) for one in differences]


def accepted_before(filing: Filing) -> Filing | None:
    """Return the last accepted filing of the school that was handed in before this one."""
    found = Filing.objects.filter(school=filing.school_id, state__in=NUMBERED)
    return found.filter(submitted_at__lt=filing.submitted_at).order_by("-submitted_at", "-pk").first()


class FilingPage:
    """A filing; every part is read when it is shown."""

    def __init__(self, filing: Filing, user: User, on: date):
        self.filing, self.user, self.on = filing, user, on
        self.school = filing.school
        self.frozen = FrozenStructure(filing.content)

    @cached_property
    def may(self) -> dict[str, Verdict]:
        """What the reader may do with it now."""
        return {action: COURSE.may(self.user, self.filing, action) for action in FilingAction.values}

    @cached_property
    def is_unchanged(self) -> bool:
        """Whether what is shown is what was handed in."""
        return is_unchanged(self.filing)

    @cached_property
    def before(self) -> Filing | None:
        """The accepted filing before this one."""
        return accepted_before(self.filing)

    @cached_property
    def since_before(self) -> list[tuple[Difference, str]]:
        """What changed since the filing before."""
        if self.before is None:
            return []
        was, now = nodes_kept(self.before.content), nodes_kept(self.filing.content)
        return marked(compare_nodes(was, now).differences)

    @property
    def asks_today(self) -> bool:
        """Whether it matters what the school looks like today."""
        return self.filing.state in (FilingState.SUBMITTED, FilingState.ACCEPTED)

    @cached_property
    def until_today(self) -> list[tuple[Difference, str]]:
        """What has changed since it was handed in."""
        if not self.asks_today:
            return []
        return changed_until(self.filing, self.on)

    @property
    def next_number(self) -> str:
        """The number it may be accepted under."""
        return next_numbers(self.filing.jurisdiction, self.filing.year)[0]

    @cached_property
    def entries(self) -> list[FilingEntry]:
        """What was done with it, the oldest first."""
        return list(self.filing.entries.select_related("actor"))


def changed_until(filing: Filing, on: date) -> list[tuple[Difference, str]]:
    """Return what differs between the filing and its school on the day, compared in the filing's language."""
    with override(None):
        now = nodes_of(load_structure(filing.school, on))
    return marked(compare_nodes(nodes_kept(filing.content), now).differences)

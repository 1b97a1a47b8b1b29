"""The page of reminders."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from oversight.models import Reminder, ReminderDelivery, ReminderRun
from oversight.reminders.health import is_silent
from oversight.reminders.reading import in_order, reminders_of
from oversight.reminders.sentences import LABELS, label, sentence
from oversight.reminders.workdays import has_special_days
from schools.models import School

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A reminder as a line of the page."""

    delivery: ReminderDelivery
    label: str
    text: str
    days: int | None

    @property
    def reminder(self) -> Reminder:
        """What it is."""
        return self.delivery.reminder

    @property
    def school(self) -> School | None:
        """The school it is about."""
        return self.delivery.reminder.school

    @property
    def is_overdue(self) -> bool:
        """Whether its deadline has passed."""
        return self.days is not None and self.days < 0

    @property
    def days_over(self) -> int:
        """By how many days."""
        return -(self.days or 0)


class RemindersPage:
    """The open reminders of one user, narrowed as asked."""

    def __init__(self, user: User, on: date, query: QueryDict):
        self.user, self.on, self.query = user, on, query
        self.kind, self.words = query.get("kind", ""), query.get("q", "").strip()[:60]
        self.is_unread = query.get("show") == "unread"
        self._mine = reminders_of(user)

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many there are, how many unread, and the newest of them."""
        unread = Count("pk") - Count("read_at")
        return self._mine.aggregate(n=Count("pk"), unread=unread, newest=Max("pk"))

    @cached_property
    def kinds(self) -> list[tuple[str, str, int]]:
        """The kinds there are: first word, label and number."""
        found = dict(self._mine.values_list("reminder__kind").order_by().annotate(n=Count("pk")))
        sums = {
            word: sum(n for kind, n in found.items() if kind.partition("_")[0] == word) for word in LABELS
        }
        return [(word, str(name), sums[word]) for word, name in LABELS.items() if sums[word]]

    @cached_property
    def page(self) -> Page:
        """One page of what was asked for."""
        found = self._mine
        if self.kind:
            found = found.filter(reminder__kind__startswith=f"{self.kind}_")
        if self.words:
            found = found.filter(reminder__school__name__icontains=self.words)
        if self.is_unread:
            found = found.filter(read_at=None)
        return Paginator(in_order(found), PAGE_SIZE).get_page(self.query.get("page"))

    @cached_property
    def rows(self) -> list[ReminderRow]:
        """The lines of the page."""
        return [self._row(delivery) for delivery in self.page.object_list]

    def _row(self, delivery: ReminderDelivery) -> ReminderRow:
        reminder = delivery.reminder
        days = (reminder.deadline - self.on).days if reminder.deadline else None
        return ReminderRow(delivery, label(reminder), sentence(reminder), days)

    @cached_property
    def last_run(self) -> ReminderRun | None:
        """When reminders were made last."""
        return ReminderRun.objects.first()

    @property
    def is_silent(self) -> bool:
        """Whether that is too long ago."""
        return is_silent(self.last_run.on if self.last_run else None, self.on)

    @cached_property
    def lacks_special_days(self) -> bool:
        """Whether no holiday of this year is on record, so that days are counted by weekdays alone."""
        return not has_special_days(self.on.year)

    @property
    def back(self) -> str:
        """What leads back to the list as it is shown."""
        return f"?{self.query.urlencode()}"

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager."""
        query = self.query.copy()
        query.pop("page", None)
        return query.urlencode()

"""Terms that are overdue or end this year, month by month."""

from collections import Counter
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from governance.choices import LIVE_STATES
from governance.models import Term


def terms_due(schools: QuerySet, on: date) -> QuerySet:
    """Return the present terms of organisations at work; ``due`` is the day they end, extensions counted."""
    inside = Term.objects.filter(
        organization__school__in=schools.order_by().values("pk"), organization__state__in=LIVE_STATES
    )
    return inside.as_of(on).annotate(due=Coalesce("extended_until", "planned_end"))


def terms_by_month(schools: QuerySet, on: date) -> list[tuple[str, int]]:
    """Return how many terms are overdue, and how many end in each month that is left of the year."""
    ends = terms_due(schools, on).filter(due__lt=date(on.year + 1, 1, 1)).values_list("due", flat=True)
    overdue = sum(day < on for day in ends)
    months = Counter(day.month for day in ends if day >= on)
    rows = [(_("已逾期"), overdue)] if overdue else []
    return rows + [
        (_("{year}年{month}月").format(year=on.year, month=month), n) for month, n in sorted(months.items())
    ]

"""Numbers of filings."""

from oversight.models import Filing
from schools.models import Jurisdiction
from schools.row_security.reasons import TAKEN
from schools.row_security.scope import across_schools


@across_schools(TAKEN)
def next_numbers(place: Jurisdiction, year: int, count: int = 1) -> list[str]:
    """Return the next free numbers of the place for the year, as ``330781-2026-0007``.

    Whoever accepts may write another: the number counts on from the last that has this form.
    """
    head = f"{place.code}-{year}-"
    used = Filing.objects.filter(jurisdiction=place, number__startswith=head)
    serials = [
        int(tail) for n in used.values_list("number", flat=True) if (tail := n[len(head) :]).isdecimal()
    ]
    first = max(serials, default=0) + 1
    return [f"{head}{first + nth:04d}" for nth in range(count)]

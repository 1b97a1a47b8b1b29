"""What the structure of a school makes due: the facts of every school are read once, in chunks."""

from collections.abc import Iterator
from datetime import date

from governance.choices import LIVE_STATES
from governance.domain.facts import load_facts
from governance.models import PartyOrganization
from oversight.due import Due
from oversight.reminders.sources import terms, vacancies

LABELS = {**terms.LABELS, **vacancies.LABELS}
TEXTS = {**terms.TEXTS, **vacancies.TEXTS}
#: Schools read at a time.
CHUNK = 200


def due_dates(on: date) -> Iterator[Due]:
    """Yield what is due about terms and vacancies of all schools with an organisation at work."""
    working = PartyOrganization.objects.filter(state__in=LIVE_STATES, school__isnull=False)
    ids = sorted(set(working.order_by().values_list("school", flat=True)))
    for start in range(0, len(ids), CHUNK):
        for facts in load_facts(ids[start : start + CHUNK], on).values():
            for org in facts.orgs:
                yield from terms.term_dues(org, facts)
                yield from vacancies.vacancy_dues(org, facts)

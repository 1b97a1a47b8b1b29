"""What the structure makes due: the facts of every school are read once, in chunks, then those of offices."""

from collections.abc import Iterator
from datetime import date

from governance.choices import LIVE_STATES
from governance.domain.facts import load_facts
from governance.models import PartyOrganization
from oversight.due import Due
from oversight.reminders.sources import places, principals, terms, vacancies

LABELS = {**terms.LABELS, **vacancies.LABELS}
TEXTS = {**terms.TEXTS, **vacancies.TEXTS, **principals.TEXTS}
#: Schools read at a time.
CHUNK = 200


def due_dates(on: date) -> Iterator[Due]:
    """Yield what is due about terms and vacancies of all organisations at work, and about principals."""
    yield from _of_schools(on)
    yield from places.due_dates(on)
    yield from principals.due_dates(on)


def _of_schools(on: date) -> Iterator[Due]:
    working = PartyOrganization.objects.filter(state__in=LIVE_STATES, school__isnull=False)
    ids = sorted(set(working.order_by().values_list("school", flat=True)))
    for start in range(0, len(ids), CHUNK):
        for facts in load_facts(ids[start : start + CHUNK], on).values():
            for org in facts.orgs:
                yield from terms.term_dues(org, facts)
                yield from vacancies.vacancy_dues(org, facts)

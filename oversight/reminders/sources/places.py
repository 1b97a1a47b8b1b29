"""What the organisations that a jurisdiction hosts make due: the same as at schools, told to its office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from governance.domain.facts.places import load_place_facts
from oversight.choices.reminding import To
from oversight.due import Due
from oversight.reminders.sources import terms, vacancies

#: What asks those above a school to remind it: an office need not remind itself.
_TO_REMIND_OTHERS = frozenset({"term_remind"})


def due_dates(on: date) -> Iterator[Due]:
    """Yield what is due about their terms and vacancies, each stage once."""
    for place, facts in load_place_facts(on).items():
        for org in facts.orgs:
            found = [*terms.term_dues(org, facts), *vacancies.vacancy_dues(org, facts)]
            stages = {due.kind: due for due in found if due.kind not in _TO_REMIND_OTHERS}
            yield from (_to_office(due, place) for due in stages.values())


def _to_office(due: Due, place: int) -> Due:
    key = f"{due.key.rpartition('/')[0]}/{To.OFFICE}"
    return replace(due, key=key, school_id=None, jurisdiction_id=place, to=To.OFFICE)

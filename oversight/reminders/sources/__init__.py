"""Where reminders come from: one line for each topic."""

from oversight.reminders.sources import (
    attesting,
    cases,
    filings,
    grants,
    notices,
    plans,
    rounds,
    structure,
    waivers,
)
from oversight.reminders.sources.source import Source

SOURCES: tuple[Source, ...] = (
    Source("structure", structure.LABELS, structure.TEXTS, structure.due_dates),
    Source("waivers", waivers.LABELS, waivers.TEXTS, waivers.due_dates),
    Source("cases", cases.LABELS, cases.TEXTS, cases.due_dates),
    Source("notices", notices.LABELS, notices.TEXTS, notices.due_dates),
    Source("rounds", rounds.LABELS, rounds.TEXTS, rounds.due_dates),
    Source("filings", filings.LABELS, filings.TEXTS, filings.due_dates),
    Source("attesting", attesting.LABELS, attesting.TEXTS, attesting.due_dates),
    Source("plans", plans.LABELS, plans.TEXTS, plans.due_dates),
    Source("grants", grants.LABELS, grants.TEXTS, grants.due_dates),
)

__all__ = ["SOURCES", "Source"]

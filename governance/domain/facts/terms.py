"""Current terms, the terms before them, and since when a seat is empty."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.domain.facts.query import rows, written
from governance.domain.facts.stages import is_full, is_member, may_be_full
from governance.facts import Bound, Id, TermFact

_TERMS = written(
    """
SELECT t.id, t.organization_id, t.number, lower(t.period) AS start, upper(t.period) AS actual_end,
       t.planned_end, t.is_carried_over, t.extended_until, t.committee_seats, t.deputy_seats,
       t.election_opened_on, t.by_election_opened_on, t.reminded_on,
       extension.issued_on AS extension_approved_on,
       previous.number AS previous_number, previous.planned_end AS previous_planned_end,
       previous.actual_end AS previous_actual_end,
       -- The approval to elect early is filed with the old term or with the new one.
       t.early_approval_id IS NOT NULL OR coalesce(previous.is_early_approved, false) AS early_approved,
       at_start.certain, at_start.possible
  FROM governance_term t
  LEFT JOIN governance_document extension ON extension.id = t.extension_id
  LEFT JOIN LATERAL (
       SELECT b.number, b.planned_end, upper(b.period) AS actual_end,
              b.early_approval_id IS NOT NULL AS is_early_approved
         FROM governance_term b
        WHERE b.organization_id = t.organization_id AND lower(b.period) < lower(t.period)
        ORDER BY lower(b.period) DESC LIMIT 1) previous ON true
 CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE $full) AS certain, count(*) FILTER (WHERE $maybe) AS possible
         FROM governance_partymembership m JOIN schools_person p ON p.id = m.person_id
        WHERE m.organization_id = t.organization_id AND m.kind = 'formal'
          AND m.period @> lower(t.period) AND $member) at_start
 WHERE t.organization_id = ANY(%(organizations)s) AND t.period @> %(on)s
""",
    full=is_full("lower(t.period)"),
    maybe=may_be_full("lower(t.period)"),
    member=is_member("lower(t.period)"),
)

_SEATS = written("""
SELECT seat.organization_id,
       bool_or(seat.role = 'secretary' AND seat.holds) AS has_secretary,
       max(seat.ended_on) FILTER (WHERE seat.role = 'secretary') AS last_secretary_until,
       -- Somebody who moved from one seat to another has left none empty.
       max(seat.ended_on) FILTER (WHERE seat.ended_on > lower(t.period) AND NOT seat.still_sits) AS left_on
  FROM (SELECT a.organization_id, a.role, a.period @> %(on)s AS holds,
               CASE WHEN upper(a.period) <= %(on)s THEN upper(a.period) END AS ended_on,
               bool_or(a.period @> %(on)s) OVER (PARTITION BY a.organization_id, a.person_id) AS still_sits
          FROM governance_roleassignment a
         WHERE a.organization_id = ANY(%(organizations)s) AND a.role IN ($committee_roles)
           AND NOT a.is_acting) seat
  LEFT JOIN governance_term t ON t.organization_id = seat.organization_id AND t.period @> %(on)s
 GROUP BY seat.organization_id
""")


@dataclass(frozen=True, slots=True)
class Seats:
    """What has become of the seats of one organisation."""

    has_secretary: bool = False
    last_secretary_until: date | None = None
    left_on: date | None = None

    def secretary_vacant_since(self, organization_since: date | None) -> date | None:
        """Return since when there is no secretary; None while there is one."""
        return None if self.has_secretary else self.last_secretary_until or organization_since

    def vacancy_since(self, term: TermFact | None) -> date | None:
        """Return the last day on which somebody left the committee of ``term``, else its first day."""
        return None if term is None else self.left_on or term.start


def load_terms(organization_ids: list[Id], on: date) -> dict[Id, TermFact]:
    """Return the current term of each organisation that has one."""
    return {
        row.organization_id: _fact(row, on) for row in rows(_TERMS, organizations=organization_ids, on=on)
    }


def load_seats(organization_ids: list[Id], on: date) -> dict[Id, Seats]:
    """Return what has become of the seats of each organisation that ever filled one."""
    found = rows(_SEATS, organizations=organization_ids, on=on)
    return {
        row.organization_id: Seats(row.has_secretary, row.last_secretary_until, row.left_on) for row in found
    }


def _fact(row: Any, on: date) -> TermFact:
    def known(day: date | None) -> date | None:
        return day if day is not None and day <= on else None

    return TermFact(
        id=row.id,
        number=row.number,
        start=row.start,
        planned_end=row.planned_end,
        actual_end=row.actual_end,
        is_carried_over=row.is_carried_over,
        extended_until=row.extended_until,
        extension_approved_on=row.extension_approved_on,
        previous_number=row.previous_number,
        previous_planned_end=row.previous_planned_end,
        previous_actual_end=row.previous_actual_end,
        early_approved=row.early_approved,
        committee_seats=row.committee_seats,
        deputy_seats=row.deputy_seats,
        full_at_start=Bound(row.certain, row.possible),
        election_opened_on=known(row.election_opened_on),
        by_election_opened_on=known(row.by_election_opened_on),
        reminded_on=known(row.reminded_on),
    )

"""The current term of an organisation and its empty seats."""

from datetime import date
from typing import Any

from bench.peer.members import bound, stages_in
from bench.peer.walk import Walk
from governance.choices import COMMITTEE_ROLES, Role
from governance.facts import TermFact
from governance.models import PartyOrganization, Term


def term_fact(walk: Walk, organization: PartyOrganization) -> TermFact | None:
    """Return the current term, if there is one."""
    terms = walk.with_related(organization.terms.as_of(walk.on), "extension")
    term = terms.first()
    if term is None:
        return None
    before = organization.terms.filter(period__startswith__lt=term.starts_on)
    previous = before.order_by("-period__startswith").first()
    same = "number planned_end is_carried_over extended_until committee_seats deputy_seats"
    return TermFact(
        **{name: getattr(term, name) for name in same.split()},
        **_earlier(previous),
        id=term.pk,
        start=term.starts_on,
        actual_end=term.ends_on,
        extension_approved_on=term.extension.issued_on if term.extension else None,
        early_approved=any(t is not None and t.early_approval_id for t in (term, previous)),
        full_at_start=bound(stages_in(walk, organization, term.starts_on)),
        election_opened_on=_known(walk, term.election_opened_on),
        by_election_opened_on=_known(walk, term.by_election_opened_on),
        reminded_on=_known(walk, term.reminded_on),
    )


def _earlier(previous: Term | None) -> dict[str, Any]:
    if previous is None:
        return {}
    return {
        "previous_number": previous.number,
        "previous_planned_end": previous.planned_end,
        "previous_actual_end": previous.ends_on,
    }


def _known(walk: Walk, day: date | None) -> date | None:
    return day if day is not None and day <= walk.on else None


def seats(
    walk: Walk, organization: PartyOrganization, term: TermFact | None, since: date
) -> dict[str, date | None]:
    """Return since when a seat of the committee, and that of the secretary, is empty."""
    held = list(organization.role_assignments.filter(role__in=COMMITTEE_ROLES, is_acting=False))
    sitting = {seat.person_id for seat in held if seat.holds_on(walk.on)}
    ended = [seat for seat in held if seat.ends_on is not None and seat.ends_on <= walk.on]
    secretaries = [seat for seat in held if seat.role == Role.SECRETARY]
    if any(seat.holds_on(walk.on) for seat in secretaries):
        secretary_vacant = None
    else:
        secretary_vacant = max((s.ends_on for s in ended if s.role == Role.SECRETARY), default=since)
    vacant = None
    if term is not None:
        left = [s.ends_on for s in ended if s.ends_on > term.start and s.person_id not in sitting]
        vacant = max(left, default=term.start)
    return {"vacancy_since": vacant, "secretary_vacant_since": secretary_vacant}

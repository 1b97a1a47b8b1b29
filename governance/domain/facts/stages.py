"""What a person is on a day: full, probationary or unclear member, or none.

Written once as SQL for every query and once in Python for forms; a test keeps the two equal.

A member is somebody registered as full or probationary member who has joined, has not left the Party
and is alive. A full member's ``full_on`` has come. A probationary member is known to have joined and
is either registered as such or has a ``full_on`` still to come. Every other member is unclear: the
register does not tell the stage. Where the day of joining is missing, a registered full member counts
from ``full_on`` on, if that is known; anybody else counts on every day.
"""

from datetime import date

from governance.choices import MemberStage
from schools.choices import PoliticalStatus
from schools.models import Person

_MEMBERS = frozenset({PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY})

#: The first day from which the person ``p`` is no member any more; null while that has not come.
LEFT = "least(p.party_left_on, p.died_on)"

#: The first day on which ``p`` counts as a member of whatever stage.
_FROM = """
    CASE WHEN p.joined_on IS NOT NULL THEN p.joined_on
         WHEN p.political_status = 'full' AND p.full_on IS NOT NULL THEN p.full_on
         ELSE '-infinity'::date END
"""

#: The first day on which ``p`` may be a full member, as far as the register knows; null for never.
MAYBE_FULL_FROM = """
    CASE WHEN p.political_status = 'full' AND p.full_on IS NULL THEN coalesce(p.joined_on, '-infinity'::date)
         WHEN p.political_status = 'probationary' AND p.joined_on IS NULL THEN '-infinity'::date
         ELSE p.full_on END
"""

#: The register says that ``p`` is or was a member.
REGISTERED = "p.political_status IN ('full', 'probationary')"


def alive(on: str) -> str:
    """Return the condition that the member ``p`` has neither left the Party nor died by ``on``."""
    return f"coalesce({LEFT} > {on}, true)"


def is_member(on: str) -> str:
    """Return the condition that ``p`` is a member of whatever stage on ``on``."""
    return f"({REGISTERED} AND {alive(on)} AND {_FROM} <= {on})"


def is_full(on: str) -> str:
    """Return the condition that ``p`` is certainly a full member on ``on``."""
    return f"({REGISTERED} AND {alive(on)} AND coalesce(p.full_on <= {on}, false))"


def may_be_full(on: str) -> str:
    """Return the condition that ``p`` is a full member on ``on``, or an unclear one."""
    return f"({REGISTERED} AND {alive(on)} AND coalesce({MAYBE_FULL_FROM} <= {on}, false))"


def is_probationary(on: str) -> str:
    """Return the condition that ``p`` is certainly a probationary member on ``on``."""
    return f"({is_member(on)} AND NOT {may_be_full(on)})"


def stage(on: str) -> str:
    """Return the expression for the stage of ``p`` on ``on``, as ``MemberStage`` spells it."""
    return f"""
        CASE WHEN {is_full(on)} THEN 'full'
             WHEN {is_probationary(on)} THEN 'probationary'
             WHEN {is_member(on)} THEN 'unclear'
             ELSE 'none' END
    """


def stage_on(person: Person, on: date) -> MemberStage:
    """Return what the person is on ``on``."""
    if not _is_member(person, on):
        return MemberStage.NONE
    if person.full_on is not None and person.full_on <= on:
        return MemberStage.FULL
    is_registered_so = person.political_status == PoliticalStatus.PROBATIONARY
    if person.joined_on is not None and (is_registered_so or person.full_on is not None):
        return MemberStage.PROBATIONARY
    return MemberStage.UNCLEAR


def _is_member(person: Person, on: date) -> bool:
    if person.political_status not in _MEMBERS:
        return False
    if any(day is not None and day <= on for day in (person.party_left_on, person.died_on)):
        return False
    since = person.joined_on
    if since is None and person.political_status == PoliticalStatus.FULL:
        since = person.full_on
    return since is None or since <= on

"""Whether what an act speaks of exists, and is open, on the day of the act.

These are no rules of the Party: nobody can sit in what is dissolved, and the dead join nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from governance.choices import LIVE_STATES, WORKING_STATES, OrgState
from governance.domain.operation import require
from governance.domain.refusals import Stale
from governance.models import LeadingGroup, PartyOrganization
from schools.fresh_rows import rows_by_key
from schools.models import Person, School, Unit
from schools.prepared import bound, prepared

Row = TypeVar("Row", bound=models.Model)

#: Nearly every act asks this, and putting the question together took longer than answering it. The database
#: sees to it that there is one state at a time.
_STATES_ON = """
SELECT organization_id, state FROM governance_organizationstatus
 WHERE organization_id = ANY(%s) AND period @> %s::date
"""


@dataclass(frozen=True, slots=True)
class AtHand:
    """Said of a row that was read behind the lock that is held and was not written since.

    Of an organisation with its ``state`` on the day ``on``, if that is known.
    """

    on: date | None = None
    state: OrgState | None = None


def put_at_hand(row: models.Model, how: AtHand) -> None:
    """Have ``at_hand`` take the object as it is; whoever does so builds a new one for each operation."""
    row.__dict__["_at_hand"] = how


def at_hand(*rows: Row) -> list[Row]:
    """Return rows of one model as they are now that the lock is held, those at hand without asking.

    Meant for what an operation begins with: later on it may have written them itself.

    Raises:
        Stale: if somebody took one out in the meantime.

    """
    return list(rows) if all("_at_hand" in row.__dict__ for row in rows) else all_current(rows)


def current(row: Row) -> Row:
    """Return the row as it is now that the lock is held.

    Raises:
        Stale: if somebody took it out in the meantime.

    """
    return all_current([row])[0]


def all_current(rows: Sequence[Row]) -> list[Row]:
    """Return rows of one model as they are now that the lock is held, in one query.

    What stands above each in its tree comes with them. The school is not asked for again where the caller
    had it.

    Raises:
        Stale: if somebody took one out in the meantime.

    """
    keys = {row.pk for row in rows} | {getattr(row, "parent_id", None) for row in rows} - {None}
    found = rows_by_key(type(rows[0]), keys) if rows else {}
    for row in rows:
        if row.pk not in found:
            raise Stale(_("{row}已被删除，请刷新后再试。").format(row=row))
    for row in rows:
        _relate(found[row.pk], row, found)
    return [found[row.pk] for row in rows]


def _relate(fresh: Any, known: Any, found: Mapping[Any, Any]) -> None:
    """Give ``fresh`` the related rows that are at hand."""
    school = known._state.fields_cache.get("school")
    if school is not None and fresh.school_id == school.pk:
        fresh.school = school
    above = found.get(getattr(fresh, "parent_id", None))
    if above is not None:
        fresh.parent = above


def state_on(organization: PartyOrganization, on: date) -> OrgState | None:
    """Return the state of the organisation on the day; None before it existed.

    An organisation that was founded long before it was entered is taken to have worked in between.
    """
    return states_on([organization], on)[organization.pk]


def states_on(organizations: Iterable[PartyOrganization], on: date) -> dict[int, OrgState | None]:
    """Return the states of the organisations on the day by their keys, in one query."""
    by_key = {organization.pk: organization for organization in organizations}
    known = {pk: _known_state(organization, on) for pk, organization in by_key.items()}
    asked = [pk for pk, state in known.items() if state is None]
    if asked:
        with prepared() as cursor:
            cursor.execute(_STATES_ON, [bound(asked), on])
            known |= {pk: OrgState(state) for pk, state in cursor.fetchall()}
    return {pk: known[pk] or _state_before_entry(organization, on) for pk, organization in by_key.items()}


def _known_state(organization: PartyOrganization, on: date) -> OrgState | None:
    known: AtHand | None = organization.__dict__.get("_at_hand")
    return known.state if known is not None and known.on == on else None


def _state_before_entry(organization: PartyOrganization, on: date) -> OrgState | None:
    founded = organization.established_on
    return OrgState.ACTIVE if founded is not None and founded <= on else None


def require_open(on: date, *organizations: PartyOrganization | None) -> None:
    """Refuse organisations that do not exist yet, or no longer; None is passed over."""
    _require_states(on, organizations, frozenset(OrgState) - {OrgState.DISSOLVED})


def require_working(organization: PartyOrganization, on: date) -> None:
    """Refuse an organisation that is not approved yet, or dissolved: it has no team and no member."""
    _require_states(on, [organization], WORKING_STATES)


def require_live(organization: PartyOrganization, on: date) -> None:
    """Refuse an organisation that is not in operation."""
    _require_states(on, [organization], LIVE_STATES)


def _require_states(
    on: date, organizations: Iterable[PartyOrganization | None], wanted: frozenset[OrgState]
) -> None:
    named = [organization for organization in organizations if organization is not None]
    states = states_on(named, on) if named else {}
    for organization in named:
        _require_state(organization, on, states[organization.pk], wanted)


def _require_state(
    organization: PartyOrganization, on: date, state: OrgState | None, wanted: frozenset[OrgState]
) -> None:
    require(state is not None, _("{name}在{on}尚未设立。"), name=organization, on=on)
    require(
        state in wanted,
        _("{name}在{on}是“{state}”，不能办理。"),
        name=organization,
        on=on,
        state=OrgState(state).label if state else "",
    )


def has_people(organization: PartyOrganization) -> bool:
    """Tell whether anybody is a member or holds a post there."""
    held = (organization.memberships, organization.role_assignments)
    return any(rows.filter(period__endswith=None).exists() for rows in held)


def require_in_use(row: Unit | LeadingGroup, on: date) -> None:
    """Refuse a unit or a leading group that is not open on the day."""
    require(row.holds_on(on), _("{name}在{on}不在使用。"), name=row, on=on)


def require_school_open(school: School | None, on: date) -> None:
    """Refuse a school that was closed or merged by then."""
    closed = school.closed_on if school is not None else None
    require(closed is None or on < closed, _("{name}已于{day}撤并。"), name=school, day=closed)


def require_body_open(body: Any, on: date) -> None:
    """Refuse a body that cannot have anybody in its posts on the day."""
    if isinstance(body, PartyOrganization):
        require_working(body, on)
    elif isinstance(body, School):
        require_school_open(body, on)
    else:
        require_in_use(body, on)


def require_alive(person: Person, on: date) -> None:
    """Refuse who had died by then."""
    died = person.died_on
    require(died is None or on < died, _("{person}已于{day}去世。"), person=person, day=died)

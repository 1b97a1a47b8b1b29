"""Whether what an act speaks of exists, and is open, on the day of the act.

These are no rules of the Party: nobody can sit in what is dissolved, and the dead join nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import connection, models
from django.utils.translation import gettext as _

from governance.choices import LIVE_STATES, WORKING_STATES, OrgState
from governance.domain.operation import require
from governance.domain.refusals import Stale
from governance.models import LeadingGroup, PartyOrganization
from schools.models import Person, School, Unit

Row = TypeVar("Row", bound=models.Model)

#: Nearly every act asks this, and putting the question together took longer than answering it. The database
#: sees to it that there is one state at a time.
_STATE_ON = """
SELECT state FROM governance_organizationstatus WHERE organization_id = %s AND period @> %s::date
"""


def current(row: Row) -> Row:
    """Return the row as it is now that the lock is held.

    Raises:
        Stale: if somebody took it out in the meantime.

    """
    return all_current([row])[0]


def all_current(rows: Sequence[Row]) -> list[Row]:
    """Return rows of one model as they are now that the lock is held, in one query.

    Raises:
        Stale: if somebody took one out in the meantime.

    """
    found = type(rows[0])._default_manager.order_by().in_bulk([row.pk for row in rows]) if rows else {}
    for row in rows:
        if row.pk not in found:
            raise Stale(_("{row}已被删除，请刷新后再试。").format(row=row))
    return [found[row.pk] for row in rows]


def state_on(organization: PartyOrganization, on: date) -> OrgState | None:
    """Return the state of the organisation on the day; None before it existed.

    An organisation that was founded long before it was entered is taken to have worked in between.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE_ON, [organization.pk, on])
        row = cursor.fetchone()
    if row is not None:
        return OrgState(row[0])
    founded = organization.established_on
    return OrgState.ACTIVE if founded is not None and founded <= on else None


def require_open(organization: PartyOrganization, on: date) -> None:
    """Refuse an organisation that does not exist yet, or no longer."""
    _require_state(organization, on, frozenset(OrgState) - {OrgState.DISSOLVED})


def require_working(organization: PartyOrganization, on: date) -> None:
    """Refuse an organisation that is not approved yet, or dissolved: it has no team and no member."""
    _require_state(organization, on, WORKING_STATES)


def require_live(organization: PartyOrganization, on: date) -> None:
    """Refuse an organisation that is not in operation."""
    _require_state(organization, on, LIVE_STATES)


def _require_state(organization: PartyOrganization, on: date, wanted: frozenset[OrgState]) -> None:
    state = state_on(organization, on)
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


def require_superiors_open(on: date, *superiors: PartyOrganization | None) -> None:
    """Refuse to stand below what is dissolved."""
    for superior in superiors:
        if superior is not None:
            require_open(superior, on)


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

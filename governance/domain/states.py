"""The states an organisation passes through, written in one place."""

from datetime import date

from django.utils.translation import gettext as _

from governance.choices import STATE_MOVES, OrgState
from governance.domain.operation import require
from governance.models import Document, OrganizationStatus, PartyOrganization
from schools.periods import open_period


def enter_state(
    organization: PartyOrganization, state: OrgState, on: date, document: Document | None = None
) -> None:
    """Move ``organization`` to ``state`` from ``on``; its fields are set, not saved.

    Raises:
        ValidationError: if docs/judging.md §3.1 knows no such move, or ``on`` lies before the present state.

    """
    current = OrgState(organization.state)
    _require_move(organization, state, state in STATE_MOVES[current])
    require(
        on >= organization.state_since,
        _("日期不能早于进入“{current}”状态的 {since}。"),
        current=current.label,
        since=organization.state_since,
    )
    _close_current(organization, on)
    record_state(organization, state, on, document)


def leave_state(
    organization: PartyOrganization,
    before: OrgState,
    state: OrgState,
    on: date,
    document: Document | None = None,
) -> None:
    """Move ``organization`` from the state ``before`` to ``state``, and from no other.

    Raises:
        ValidationError: as for entering a state.

    """
    _require_move(organization, state, organization.state == before)
    enter_state(organization, state, on, document)


def _require_move(organization: PartyOrganization, state: OrgState, is_allowed: bool) -> None:
    require(
        is_allowed,
        _("{name}现在是“{current}”，不能直接改为“{state}”。"),
        name=organization,
        current=OrgState(organization.state).label,
        state=state.label,
    )


def record_state(
    organization: PartyOrganization, state: OrgState, on: date, document: Document | None = None
) -> None:
    """Write the state without asking where it comes from (founding and import)."""
    organization.state, organization.state_since = state, on
    if organization.pk:
        OrganizationStatus.objects.create(
            organization=organization, state=state, period=open_period(on), document=document
        )


def _close_current(organization: PartyOrganization, on: date) -> None:
    """End the present state on ``on``; one entered the same day never held for a whole day."""
    present = OrganizationStatus.objects.filter(organization=organization, period__endswith=None).first()
    if present is None:
        return
    if present.starts_on == on:
        present.delete()
        return
    present.period = open_period(present.starts_on, on)
    present.save()

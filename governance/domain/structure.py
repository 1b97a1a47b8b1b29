"""A working organisation changes: rename, move, adjust, dissolve."""

from django.utils.translation import gettext as _

from governance.choices import Gate, OrgLevel, OrgState
from governance.domain.act import Act
from governance.domain.editing import editing, save_checked
from governance.domain.founding import next_position
from governance.domain.hosting import end_dated
from governance.domain.operation import Change, operation, require
from governance.domain.record import snapshot
from governance.domain.rights import require_visible
from governance.domain.states import enter_state
from governance.models import Document, PartyOrganization


def organization_rename(
    *, act: Act, organization: PartyOrganization, full_name: str, short_name: str = ""
) -> PartyOrganization:
    """Give an organisation the name on its seal."""
    with editing(act, "organization_rename", organization, organising=False) as (change, org):
        change.summary = _("{old}更名为{new}").format(old=org.full_name, new=full_name.strip())
        org.full_name, org.short_name = full_name.strip(), short_name.strip()
    return org


def organization_move(
    *,
    act: Act,
    organization: PartyOrganization,
    parent: PartyOrganization | None = None,
    superior: PartyOrganization | None = None,
    external_superior: str = "",
) -> PartyOrganization:
    """Put an organisation, with all below it, under another superior.

    Exactly one of ``parent`` (same school), ``superior`` (elsewhere in the register) and
    ``external_superior`` (a name outside it) is given.

    Raises:
        Refused: if the superior is of the wrong type (ORG-009).
        ValidationError: if it is moved below itself.

    """
    require_visible(act.actor, organization, parent)
    others = [o.school for o in (superior, organization.superior) if o is not None and o.school]
    with operation(
        act,
        "organization_move",
        school=organization.school,
        others=others,
        jurisdiction=organization.jurisdiction,
        organising=True,
    ) as change:
        org = PartyOrganization.objects.get(pk=organization.pk)
        parent = PartyOrganization.objects.get(pk=parent.pk) if parent else None
        _require_open(org)
        _require_not_below(org, parent)
        before = snapshot(org)
        org.superior, org.external_superior = superior, external_superior.strip()
        if org.parent_id != (parent.pk if parent else None):
            org.position = next_position(org.school, parent)
        if org.level == OrgLevel.SCHOOL and parent is not None and parent.level != OrgLevel.DISTRICT:
            org.level = OrgLevel.INNER
        org.parent = parent
        save_checked(org)
        change.altered(org, before)
        above = parent or superior or org.external_superior or _("（未登记）")
        change.summary = _("{name}调整到{above}之下").format(name=org, above=above)
    return org


def _require_open(org: PartyOrganization) -> None:
    require(org.state != OrgState.DISSOLVED, _("{name}已撤销，不能再调整。"), name=org)


def _require_not_below(org: PartyOrganization, parent: PartyOrganization | None) -> None:
    inside = parent is not None and parent.is_descendant_of(org, include_self=True)
    require(not inside, _("不能把{name}调整到它自己或者它的下级之下。"), name=org)


def organization_adjust(
    *, act: Act, organization: PartyOrganization, document: Document
) -> PartyOrganization:
    """Open a re-arrangement: structural findings below it fall to hints for the days allowed."""
    with editing(act, "organization_adjust", organization, organising=True) as (change, org):
        enter_state(org, OrgState.ADJUSTING, act.on, document)
        change.summary = _("{name}进入调整").format(name=org)
    return org


def organization_settle(*, act: Act, organization: PartyOrganization) -> PartyOrganization:
    """Close a re-arrangement: the organisation works normally again."""
    with editing(act, "organization_settle", organization, organising=True) as (change, org):
        enter_state(org, OrgState.ACTIVE, act.on, act.document)
        change.summary = _("{name}办结调整").format(name=org)
    return org


def organization_dissolve(
    *, act: Act, organization: PartyOrganization, document: Document | None
) -> PartyOrganization:
    """Dissolve an organisation (gate G3); hosts and coverage end with it.

    Raises:
        Refused: while it has members, organisations below it, posts held or no document (ORG-024).

    """
    with editing(act, "organization_dissolve", organization, organising=True) as (change, org):
        dissolve(org, act, document, change)
        change.summary = _("撤销{name}").format(name=org)
    return org


def dissolve(org: PartyOrganization, act: Act, document: Document | None, change: Change) -> None:
    """Dissolve inside an operation: end what ends by itself, enter the state, ask gate G3."""
    was_working = org.state not in (OrgState.DRAFT, OrgState.SUBMITTED)
    for row in (*org.hosts.filter(period__endswith=None), *org.coverages.filter(period__endswith=None)):
        end_dated(row, act.on, change)
    for term in org.terms.filter(period__endswith=None):
        end_dated(term, act.on, change)
    enter_state(org, OrgState.DISSOLVED, act.on, document)
    org.dissolved_on, org.dissolution = act.on, document
    if was_working:
        change.ask_at(Gate.G3, org.pk)

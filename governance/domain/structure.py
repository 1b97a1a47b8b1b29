"""A working organisation changes: rename, move, adjust, dissolve."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from governance.choices import Gate, OrgLevel, OrgState
from governance.domain.act import Act
from governance.domain.editing import editing, save_checked, scope_of
from governance.domain.ending import end_dated
from governance.domain.founding import next_position
from governance.domain.operation import Change, operation, require
from governance.domain.record import snapshot
from governance.domain.rights import require_nameable, require_visible
from governance.domain.standing import at_hand, has_people, require_open
from governance.domain.states import enter_state, leave_state
from governance.models import Document, PartyOrganization
from schools.domain.trees import stands_below


def organization_rename(
    *, act: Act, organization: PartyOrganization, full_name: str, short_name: str = ""
) -> PartyOrganization:
    """Give an organisation the name on its seal.

    Raises:
        ReasonNeeded: if a person dates it far back without saying why.

    """
    with editing(act, "organization_rename", organization, organising=False, reasoned=True) as (change, org):
        was = PartyOrganization(full_name=org.full_name, short_name=org.short_name)
        org.full_name, org.short_name = full_name.strip(), short_name.strip()
        if org.full_name != was.full_name:
            change.sum_up(gettext_noop("{old}更名为{new}"), old=was.full_name, new=org.full_name)
        else:
            change.sum_up(gettext_noop("{old}改称{new}"), old=was, new=org)
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
        ValidationError: if it is moved below itself, or below what is dissolved.

    """
    require_visible(act.actor, organization, parent)
    require_nameable(act.actor, organization.school or organization.jurisdiction, superior)
    require(parent or superior or external_superior.strip(), _("请选择或者填写新的上级党组织。"))
    others = [o.school for o in (superior, organization.superior) if o is not None and o.school]
    with operation(
        act, "organization_move", **scope_of(organization), others=others, organising=True
    ) as change:
        org, *above = at_hand(organization, *([parent] if parent else []))
        parent = above[0] if above else None
        require_open(act.on, org, parent, superior)
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
        above = parent or superior or org.external_superior or gettext_lazy("（未登记）")
        change.sum_up(gettext_noop("{name}调整到{above}之下"), name=org, above=above)
    return org


def _require_not_below(org: PartyOrganization, parent: PartyOrganization | None) -> None:
    inside = parent is not None and stands_below(parent, org)
    require(not inside, _("不能把{name}调整到它自己或者它的下级之下。"), name=org)


def organization_adjust(
    *, act: Act, organization: PartyOrganization, document: Document
) -> PartyOrganization:
    """Open a re-arrangement: structural findings below it fall to hints for the days allowed."""
    require_visible(act.actor, document)
    with editing(act, "organization_adjust", organization, organising=True) as (change, org):
        enter_state(org, OrgState.ADJUSTING, act.on, document)
        change.sum_up(gettext_noop("{name}进入调整"), name=org)
    return org


def organization_settle(*, act: Act, organization: PartyOrganization) -> PartyOrganization:
    """Close a re-arrangement: the organisation works normally again."""
    with editing(act, "organization_settle", organization, organising=True) as (change, org):
        leave_state(org, OrgState.ADJUSTING, OrgState.ACTIVE, act.on, act.document)
        change.sum_up(gettext_noop("{name}办结调整"), name=org)
    return org


def organization_dissolve(
    *, act: Act, organization: PartyOrganization, document: Document | None
) -> PartyOrganization:
    """Dissolve an organisation (gate G3); hosts and coverage end with it.

    Raises:
        Refused: while it has members, organisations below it, posts held or no document (ORG-024).

    """
    require_visible(act.actor, document)
    with editing(act, "organization_dissolve", organization, organising=True) as (change, org):
        dissolve(org, act, document, change)
        change.sum_up(gettext_noop("撤销{name}"), name=org)
    return org


def dissolve(org: PartyOrganization, act: Act, document: Document | None, change: Change) -> None:
    """Dissolve inside an operation: end what ends by itself, enter the state, ask gate G3."""
    was_working = org.state not in (OrgState.DRAFT, OrgState.SUBMITTED)
    _require_nothing_pending(org)
    _require_nothing_later(org, act.on)
    for rows in (org.hosts, org.coverages, org.terms):
        for row in rows.filter(period__endswith=None):
            end_dated(row, act.on, change)
    enter_state(org, OrgState.DISSOLVED, act.on, document)
    org.dissolved_on, org.dissolution = act.on, document
    if was_working:
        change.ask_at(Gate.G3, org.pk)


def _require_nothing_pending(org: PartyOrganization) -> None:
    """Refuse while what is drawn or applied for below would lose its superior.

    What is at work below a school's organisation is counted by gate G3; nobody judges the committee of
    a jurisdiction, so that everything below it counts here.
    """
    below = PartyOrganization.objects.filter(Q(parent=org) | Q(superior=org))
    below = below.exclude(state=OrgState.DISSOLVED)
    if org.school_id is not None:
        below = below.filter(state__in=(OrgState.DRAFT, OrgState.SUBMITTED))
    else:
        require(not has_people(org), _("{name}还有党员或者任职，请先办理转出和终止。"), name=org)
    names = [str(one) for one in below[:5]]
    require(not names, _("{name}之下还有{below}，请先调整或者撤销。"), name=org, below=_("、").join(names))


def _require_nothing_later(org: PartyOrganization, on: date) -> None:
    """Refuse to reach back behind what was recorded since: it would hang on after the end."""
    for rows in (org.memberships, org.role_assignments):
        later = rows.filter(period__startswith__gt=on).first()
        require(later is None, _("{name}在{on}之后还有登记：{row}。"), name=org, on=on, row=later)

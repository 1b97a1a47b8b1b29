"""From a drawing to a working organisation: draft, submit, approve, activate."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import Gate, OrgKind, OrgLevel, OrgState, OrgType
from governance.domain.act import Act
from governance.domain.editing import editing, save_checked
from governance.domain.hosting import cover, stand_on
from governance.domain.operation import Change, operation, require
from governance.domain.rights import require_nameable, require_visible
from governance.domain.standing import has_people, require_open, require_school_open
from governance.domain.states import enter_state, leave_state, record_state
from governance.models import Document, PartyOrganization
from schools.domain.numbering import next_number
from schools.models import School, Unit

_AFTER_THE_LAST = """
SELECT coalesce(max(position), 0) + 1 FROM governance_partyorganization WHERE parent_id = %s
"""


def organization_draft(  # noqa: PLR0913 -- a founding has this many facets
    *,
    act: Act,
    school: School,
    type: OrgType,  # noqa: A002 -- the field's own name
    full_name: str,
    short_name: str = "",
    kind: OrgKind = OrgKind.ON_DUTY,
    level: OrgLevel | None = None,
    parent: PartyOrganization | None = None,
    superior: PartyOrganization | None = None,
    external_superior: str = "",
    host_units: Iterable[Unit] = (),
    covered_schools: Iterable[School] = (),
    covered_units: Iterable[str] = (),
) -> PartyOrganization:
    """Draw an organisation. It holds no member and no post until it is approved.

    Args:
        level: where it stands; derived from type and parent when left out.
        host_units: units a branch or party group is to stand on, from the day of the act.
        covered_schools: schools a joint branch is to cover.
        covered_units: names of other units a joint branch is to cover.

    Raises:
        Refused: if the superior is of the wrong type (ORG-009), an inner branch has no base unit to
            stand on (ORG-013), or a joint branch covers fewer than two units (ORG-004).

    """
    covered_schools, host_units = tuple(covered_schools), tuple(host_units)
    require_visible(act.actor, parent, *host_units, *covered_schools)
    require_nameable(act.actor, school, superior)
    with operation(
        act, "organization_draft", school=school, others=covered_schools, organising=True
    ) as change:
        require_school_open(school, act.on)
        require_open(act.on, parent, superior)
        organization = PartyOrganization(
            school=school,
            number=next_number(PartyOrganization, school.code, "P"),
            type=type,
            kind=kind,
            level=level or level_of(type, parent),
            full_name=full_name.strip(),
            short_name=short_name.strip(),
            parent=parent,
            superior=superior,
            external_superior=external_superior.strip(),
            position=next_position(school, parent),
            state=OrgState.DRAFT,
            state_since=act.on,
        )
        place(organization, change, act.on)
        stand_on(organization, host_units, act.on, change)
        cover(organization, covered_schools, covered_units, act.on, change)
        change.ask_at(Gate.FOUNDING, organization.pk)
        change.sum_up(gettext_noop("起草{type}：{name}"), type=OrgType(type).label, name=organization)
    return organization


def place(organization: PartyOrganization, change: Change, on: date) -> None:
    """Save a new organisation at the end of its siblings and open its first state."""
    save_checked(organization)
    record_state(organization, OrgState(organization.state), on)
    change.created(organization)


def level_of(type: OrgType, parent: PartyOrganization | None) -> OrgLevel:  # noqa: A002 -- as above
    if parent is not None and parent.level != OrgLevel.DISTRICT:
        return OrgLevel.INNER
    return OrgLevel.DISTRICT if type in (OrgType.JOINT_BRANCH, OrgType.TEMPORARY_BRANCH) else OrgLevel.SCHOOL


def next_position(school: School | None, parent: PartyOrganization | None) -> int:
    """Return the place after the last sibling."""
    if parent is not None:  # stands in the same school; asked by every move
        with connection.cursor() as cursor:
            cursor.execute(_AFTER_THE_LAST, [parent.pk])
            return cursor.fetchone()[0]
    siblings = PartyOrganization.objects.filter(school=school, parent=parent).order_by()
    return max(siblings.values_list("position", flat=True), default=0) + 1


def organization_submit(*, act: Act, organization: PartyOrganization) -> PartyOrganization:
    """File the application; the text is frozen until the answer comes.

    Raises:
        Refused: as for drafting.

    """
    with editing(act, "organization_submit", organization, organising=True) as (change, org):
        enter_state(org, OrgState.SUBMITTED, act.on, act.document)
        org.applied_on = org.applied_on or act.on
        change.ask_at(Gate.FOUNDING, org.pk)
        change.sum_up(gettext_noop("报批：{name}"), name=org)
    return org


def organization_return(*, act: Act, organization: PartyOrganization) -> PartyOrganization:
    """Send an application, or a preparation that failed, back to the drawing board."""
    with editing(act, "organization_return", organization, organising=True, decides=True) as (change, org):
        require(not has_people(org), _("{name}已有党员或者任职，请先办理转出和终止，再退回。"), name=org)
        enter_state(org, OrgState.DRAFT, act.on, act.document)
        change.sum_up(gettext_noop("退回：{name}"), name=org)
    return org


def organization_approve(
    *, act: Act, organization: PartyOrganization, approval: Document
) -> PartyOrganization:
    """Record the approval: from now on it may elect its team and prepare to receive members.

    Raises:
        Denied: if the actor does not act for the organisation above.

    """
    require_visible(act.actor, approval)
    with editing(act, "organization_approve", organization, organising=True, decides=True) as (change, org):
        enter_state(org, OrgState.PREPARING, act.on, approval)
        org.approval = approval
        change.sum_up(gettext_noop("批复成立：{name}"), name=org)
    return org


def organization_activate(*, act: Act, organization: PartyOrganization) -> PartyOrganization:
    """Put an approved organisation into operation (gate G1).

    Raises:
        Refused: if members, approval, term, committee, secretary or the chain above are not in order.

    """
    with editing(act, "organization_activate", organization, organising=True) as (change, org):
        leave_state(org, OrgState.PREPARING, OrgState.ACTIVE, act.on, act.document)
        org.activated_on = act.on
        org.established_on = org.established_on or act.on
        change.ask_at(Gate.G1, org.pk)
        change.sum_up(gettext_noop("启用：{name}"), name=org)
    return org

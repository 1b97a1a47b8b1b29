"""Posts, the people in them, and leading groups."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from governance.choices import SINGLE_ROLES, BodyKind, Duty, GroupType, Method, OrgType, Role
from governance.exchange.building.sheet import GROUP, Sheet
from governance.models import Document, LeadingGroup, PartyOrganization, Post, RoleAssignment, Term
from schools.models import Person, School, Unit
from schools.periods import open_period

#: Roles of one seat beside those the database holds to one person.
_ONE_SEAT = SINGLE_ROLES | {Role.UNIT_HEAD, Role.GROUP_LEADER}


def add_post(sheet: Sheet, body: models.Model, role: Role, seats: int | None = None) -> Post:
    """Return the post of the body with ``role``, made at the first call."""
    one = 1 if role in _ONE_SEAT else None
    return sheet.post(body, role, seats=one if seats is None else seats, **_body_fields(body))


def _body_fields(body: models.Model) -> dict[str, Any]:
    match body:
        case School():
            return {"body_kind": BodyKind.SCHOOL, "school": body}
        case PartyOrganization():
            return {"body_kind": BodyKind.ORGANIZATION, "organization": body, "school": body.school}
        case Unit():
            return {"body_kind": BodyKind.UNIT, "unit": body, "school": body.school}
        case LeadingGroup():
            return {"body_kind": BodyKind.GROUP, "group": body, "school": body.school}
        case _:
            raise TypeError(f"{body!r} has no posts")


def assign(
    sheet: Sheet,
    body: models.Model,
    role: Role,
    person: Person,
    start: date,
    *,
    method: Method,
    end: date | None = None,
    **fields: Any,
) -> RoleAssignment:
    """Put a person into the post of the body with ``role``."""
    post = add_post(sheet, body, role)
    return sheet.add(
        RoleAssignment(
            post=post,
            person=person,
            role=role,
            organization=post.organization,
            method=method,
            period=open_period(start, end),
            **fields,
        )
    )


def elect(
    sheet: Sheet, term: Term, role: Role, person: Person, *, duties: Iterable[Duty] = (), **fields: Any
) -> RoleAssignment:
    """Put a person into the committee at the start of its term; approved and filed the same week."""
    fields = {
        "elected_on": term.starts_on,
        "approved_on": term.starts_on,
        "filed_on": term.starts_on,
    } | fields
    return assign(
        sheet,
        term.organization,
        role,
        person,
        term.starts_on,
        method=Method.ELECTED,
        term=term,
        duties=list(duties),
        **fields,
    )


def lead_group(sheet: Sheet, group: PartyOrganization, person: Person, start: date) -> RoleAssignment:
    """Name the leader of a party group."""
    if group.type != OrgType.GROUP:
        raise ValueError("only a party group has a leader of this kind")
    return assign(sheet, group, Role.GROUP_LEADER, person, start, method=Method.DESIGNATED)


def add_leading_group(
    sheet: Sheet,
    school: School,
    name: str,
    types: Iterable[GroupType],
    *,
    start: date,
    document: Document | None,
) -> LeadingGroup:
    """Add a leading group; its head and members are assigned like any post."""
    return sheet.add(
        LeadingGroup(
            school=school,
            number=sheet.number(school.code, GROUP),
            name=name,
            types=list(types),
            document=document,
            period=open_period(start),
        )
    )

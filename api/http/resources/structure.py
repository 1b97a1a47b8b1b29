"""The structure of one school on a day: what its chart is drawn from."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from api.http.resources.naming import PersonRef, person_ref
from api.http.resources.schools import visible_school
from api.http.types import Day, SchoolCode, today
from governance.domain.vacancies import BodyKey
from governance.models import PartyOrganization
from governance.presentation.loading import load_structure
from governance.presentation.structure import NOBODY, Structure
from schools.models import Unit

router = Router(tags=["schools"])


class StructureAsked(Schema):
    """The day, and the day whose knowledge counts."""

    on: Day = Field(default_factory=today, description="as of this day; today if left out")
    known: Day = Field(default_factory=today, description="as it was known on this day; today if left out")


class HeldPost(Schema):
    """A post and who holds it."""

    role: str
    title: str
    person: PersonRef
    since: date
    is_acting: bool


class OrganizationNode(Schema):
    """A Party organisation in the structure."""

    number: str
    name: str
    full_name: str
    type: str
    state: str = Field(description="its state on that day")
    parent: str | None
    units: list[str] = Field(description="the numbers of the units it stands on")
    formal_members: int
    probationary_members: int
    posts: list[HeldPost]
    vacancies: int


class UnitNode(Schema):
    """A unit in the structure."""

    number: str
    name: str
    kind: str
    is_base: bool
    parent: str | None
    posts: list[HeldPost]


class StructureOut(Schema):
    """The structure of a school on a day."""

    school: str
    on: Day
    known: Day
    version: int
    posts: list[HeldPost] = Field(description="posts of the school itself")
    organizations: list[OrganizationNode]
    units: list[UnitNode]


@router.get("/schools/{code}/structure", response=StructureOut, summary="Read the structure of a school")
def school_structure(
    request: HttpRequest, code: Path[SchoolCode], asked: Query[StructureAsked]
) -> dict[str, Any]:
    """Return organisations, units and posts as of a day, with names and types as they were then."""
    school = visible_school(request, code)
    known = asked.known if asked.known < today() else None
    found = load_structure(school, asked.on, known)
    request.shown_version = school.version
    return {
        "school": school.code,
        "on": asked.on,
        "known": asked.known,
        "version": school.version,
        "posts": _posts(found, ("school", school.pk)),
        "organizations": [_organization(found, one) for one in found.organizations],
        "units": [_unit(found, one) for one in found.units],
    }


def _organization(found: Structure, one: PartyOrganization) -> dict[str, Any]:
    parent = found.organizations_by_id.get(one.parent_id)
    members = found.branch_members.get(one.pk, NOBODY)
    key = ("organization", one.pk)
    return {
        "number": one.number,
        "name": str(one),
        "full_name": one.full_name,
        "type": one.type,
        "state": one.state_on,
        "parent": parent.number if parent else None,
        "units": [unit.number for unit in found.units_of.get(one.pk, ())],
        "formal_members": members.total,
        "probationary_members": members.probationary,
        "posts": _posts(found, key),
        "vacancies": sum(vacancy.empty for vacancy in found.vacancies_of.get(key, ())),
    }


def _unit(found: Structure, one: Unit) -> dict[str, Any]:
    parent = found.units_by_id.get(one.parent_id)
    return {
        "number": one.number,
        "name": one.name,
        "kind": one.kind,
        "is_base": one.is_base,
        "parent": parent.number if parent else None,
        "posts": _posts(found, ("unit", one.pk)),
    }


def _posts(found: Structure, key: BodyKey) -> list[dict[str, Any]]:
    return [
        {
            "role": post.role,
            "title": str(post),
            "person": person_ref(held.person),
            "since": held.starts_on,
            "is_acting": held.is_acting,
        }
        for post, held in found.leaders_of(key)
    ]

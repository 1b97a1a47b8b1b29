"""Posts, and who holds them: holders of posts are named to whoever sees the school."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from api.http.paging import Page, page_of
from api.http.resources.asking import InPlace, InPlaceOnDay, areas_below, each
from api.http.resources.naming import BodyRef, PersonRef, body_ref, person_ref
from governance.models import Post, RoleAssignment

router = Router(tags=["posts"])
_BODIES = ("school", "organization", "unit", "group")


class PostOut(Schema):
    """A post of one body."""

    body_kind: str = Field(description="organization, unit, group or school")
    body: BodyRef
    role: str
    title: str
    seats: int | None = Field(description="how many may hold it, null where that is open")


class AssignmentOut(Schema):
    """Who holds a post, and since when."""

    body_kind: str
    body: BodyRef
    role: str
    title: str
    person: PersonRef
    starts_on: date
    last_day: date | None
    duties: list[str]
    is_acting: bool
    is_full_time_party: bool | None
    method: str
    elected_on: date | None
    approved_on: date | None


class AssignmentsAsked(InPlaceOnDay):
    """What the list of assignments may be asked."""

    role: str = Field("", max_length=20)


@router.get("/posts", response=Page[PostOut], summary="List posts")
def posts_list(request: HttpRequest, asked: Query[InPlace]) -> dict[str, Any]:
    """List the posts that are registered."""
    rows = _narrowed(Post.objects.visible_to(request.user), asked, "")
    return page_of(rows.select_related(*_BODIES), asked, each(_post))


@router.get("/assignments", response=Page[AssignmentOut], summary="List holders of posts")
def assignments_list(request: HttpRequest, asked: Query[AssignmentsAsked]) -> dict[str, Any]:
    """List who held which post on the day."""
    rows = RoleAssignment.objects.visible_to(request.user).as_of(asked.on)
    rows = _narrowed(rows, asked, "post__")
    if asked.role:
        rows = rows.filter(role=asked.role)
    related = ("person", *(f"post__{name}" for name in _BODIES))
    return page_of(rows.select_related(*related), asked, each(_assignment))


def _narrowed(rows: QuerySet, asked: InPlace, prefix: str) -> QuerySet:
    """Return the posts of the school and division: those of an organisation have their school there."""
    if asked.school:
        rows = rows.filter(
            Q(**{f"{prefix}school__code": asked.school})
            | Q(**{f"{prefix}organization__school__code": asked.school})
        )
    if asked.jurisdiction:
        below = areas_below(asked.jurisdiction)
        rows = rows.filter(
            Q(**{f"{prefix}school__jurisdiction__in": below})
            | Q(**{f"{prefix}organization__school__jurisdiction__in": below})
            | Q(**{f"{prefix}organization__jurisdiction__in": below})
        )
    return rows


def _post(post: Post) -> dict[str, Any]:
    return {
        "body_kind": post.body_kind,
        "body": body_ref(post.body),
        "role": post.role,
        "title": str(post),
        "seats": post.seats,
    }


def _assignment(row: RoleAssignment) -> dict[str, Any]:
    plain = (
        "role", "starts_on", "last_day", "duties", "is_acting", "is_full_time_party", "method", "elected_on",
        "approved_on",
    )  # fmt: skip
    return {
        **_post(row.post),
        **{name: getattr(row, name) for name in plain},
        "person": person_ref(row.person),
    }

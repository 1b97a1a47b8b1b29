"""People, for those who read lists of them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from pydantic import Field

from accounts.permissions import may_see_people
from api.http.paging import Page, page_of
from api.http.resources.asking import InPlace, each, in_place, schools_with_names
from api.http.resources.naming import PersonOut, person_out
from api.http.types import Number
from schools.models import Person

router = Router(tags=["people"])


class PeopleAsked(InPlace):
    """What the list of people may be asked."""

    political_status: str = Field("", max_length=12)


@router.get("/people", response=Page[PersonOut], summary="List people")
def people_list(request: HttpRequest, asked: Query[PeopleAsked]) -> dict[str, Any]:
    """List the people of the schools of which the token's owner reads names; others are left out."""
    rows = Person.objects.visible_to(request.user).filter(school__in=schools_with_names(request.user))
    rows = in_place(rows, asked)
    if asked.political_status:
        rows = rows.filter(political_status=asked.political_status)
    shown = each(lambda person: person_out(person, request.user, is_listed=True))
    return page_of(rows.select_related("school__jurisdiction"), asked, shown)


@router.get("/people/{number}", response=PersonOut, summary="Read a person")
def person_read(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Return one person.

    Raises:
        PermissionDenied: for users who see numbers of members and not their names.

    """
    rows = Person.objects.visible_to(request.user).select_related("school__jurisdiction")
    person = get_object_or_404(rows, number=number)
    verdict = may_see_people(request.user, person.school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return person_out(person, request.user)

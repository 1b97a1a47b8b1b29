"""Who may write where, as the admin asks it: from grants, never from Django's model permissions."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import NAMING, GrantRole
from accounts.permissions import (
    Allowed,
    Denied,
    Verdict,
    grants_today,
    may_approve,
    may_edit,
    may_edit_jurisdiction,
)
from governance.domain.editing import owner_of
from schools.models import Jurisdiction, School

#: Roles whose work needs the names of members; viewers see numbers.
WORKING = NAMING


def verdict_on(user: Any, row: Any, *, decides: bool = False) -> Verdict:
    """Tell whether the user may write the row, or decide on it where ``decides``."""
    school, jurisdiction = owner_of(row)
    if school is not None:
        return may_approve(user, school) if decides else may_edit(user, school)
    if jurisdiction is not None:
        return may_edit_jurisdiction(user, jurisdiction)
    return Allowed() if user.is_superuser else Denied("")


def has_grant(user: Any, *roles: str) -> bool:
    """Tell whether the user holds one of the roles anywhere today; superusers do."""
    return user.is_superuser or any(grant.role in roles for grant in grants_today(user))


def writable_schools(user: Any, *, decides: bool = False) -> QuerySet[School]:
    """Return the schools where the user registers, or decides, things."""
    schools = School.objects.visible_to(user)
    if user.is_superuser:
        return schools
    role = GrantRole.OFFICIAL if decides else GrantRole.ADMINISTRATOR
    return schools.filter(pk__in=user.granted_schools(role))


def writable_jurisdictions(user: Any) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions whose own rows the user registers."""
    places = Jurisdiction.objects.visible_to(user)
    return (
        places if user.is_superuser else places.filter(pk__in=user.granted_jurisdictions(GrantRole.OFFICIAL))
    )


def with_people(rows: QuerySet, user: Any) -> QuerySet:
    """Keep the rows of schools whose members' names the user works with."""
    if user.is_superuser:
        return rows
    model = rows.model
    condition = Q(**{f"{model.scope_path}__in": user.granted_schools(*WORKING)})
    if model.jurisdiction_path:
        condition |= Q(**{f"{model.jurisdiction_path}__in": user.granted_jurisdictions(*WORKING)})
    return rows.filter(condition)

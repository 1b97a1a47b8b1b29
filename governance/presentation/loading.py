"""Read the structure of a school in a fixed number of queries."""

from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from governance.choices import MembershipKind, OrgState
from governance.models import (
    Finding,
    HostUnit,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    Post,
    RoleAssignment,
    Term,
)
from governance.presentation.members import Members, stage_conditions
from governance.presentation.past import known_structure, set_back
from governance.presentation.structure import Structure
from schools.fresh_rows import HOLDS, rows_where
from schools.models import School, Unit, UnitMembership

_POSTS = """id = ANY(ARRAY(
    SELECT id FROM governance_post WHERE school_id = %s
     UNION
    SELECT post.id FROM governance_post post
      JOIN governance_partyorganization body ON body.id = post.organization_id
     WHERE body.school_id = %s))
 ORDER BY id
"""
_UNMENDED = "school_id = %s AND closed_on IS NULL ORDER BY rule, subject_number"


def load_structure(school: School, on: date, known_on: date | None = None) -> Structure:
    """Return the structure of ``school`` on the day ``on``, in nine queries; of a past day in 15.

    ``known_on`` asks for what the register knew at the end of that day. Of a past day, the findings are
    those that had been seen by then and not yet mended; the names of people are today's unless
    ``known_on`` is given.
    """
    if known_on is not None:
        return known_structure(school, on, known_on)
    structure = _present_rows(school, on)
    return set_back(structure) if on < timezone.localdate() else structure


def _present_rows(school: School, on: date) -> Structure:
    """Return what holds on ``on``, with the names and places that the rows have now."""
    unmended, posts = unmended_findings(school), posts_of(school)
    return Structure(
        school=school,
        on=on,
        organizations=list(existing_organizations(on).filter(school=school).select_related("superior")),
        units=_units_of(school, on),
        hosts=list(
            HostUnit.objects.as_of(on)
            .filter(organization__school=school)
            .order_by("unit__tree_id", "unit__lft")
            .values_list("organization_id", "unit_id")
        ),
        posts=posts,
        assignments=list(
            RoleAssignment.objects.as_of(on)
            .filter(post__in=[post.pk for post in posts])  # by key: their bodies stand in two tables
            .select_related("person")
            .order_by("period", "pk")
        ),
        terms={
            term.organization_id: term for term in Term.objects.as_of(on).filter(organization__school=school)
        },
        branch_members=branch_members(Q(organization__school=school), on),
        unit_people=_unit_people(school, on),
        findings=[finding for finding in unmended if not finding.is_waived],
        waived=[finding for finding in unmended if finding.is_waived],
    )


def _units_of(school: School, on: date) -> list[Unit]:
    units = rows_where(Unit, f"school_id = %s AND {HOLDS} ORDER BY tree_id, lft", [school.pk, on])
    for unit in units:
        unit.school = school
    return units


def posts_of(school: School) -> list[Post]:
    """Return the posts of the school itself and of its organisations.

    Asked for in one condition, every post of the country is looked at.
    """
    return rows_where(Post, _POSTS, [school.pk, school.pk])


def existing_organizations(on: date):
    """Return the organisations that exist on ``on``, with ``state_on``; dissolved ones are left out."""
    status = OrganizationStatus.objects.as_of(on).filter(organization=OuterRef("pk")).order_by()
    return (
        PartyOrganization.objects.annotate(state_on=Subquery(status.values("state")[:1]))
        .exclude(state_on=None)
        .exclude(state_on=OrgState.DISSOLVED)
        .order_by("tree_id", "lft")
    )


def branch_members(condition: Q, on: date) -> dict[int, Members]:
    """Return the formal members by branch, for the memberships that meet ``condition``."""
    full, probationary, member = stage_conditions(on, "person__")
    rows = (
        PartyMembership.objects.as_of(on)
        .filter(condition, member, kind=MembershipKind.FORMAL, organization__isnull=False)
        .values("organization_id")
        .order_by()
        .annotate(full=Count("pk", filter=full), probationary=Count("pk", filter=probationary), n=Count("pk"))
    )
    return {
        row["organization_id"]: Members(
            row["full"], row["probationary"], row["n"] - row["full"] - row["probationary"]
        )
        for row in rows
    }


def unmended_findings(school: School) -> list[Finding]:
    """Return the findings of the school whose rule fails, waived or not, the worst first."""
    order = {"error": 0, "warning": 1, "info": 2}
    found = rows_where(Finding, _UNMENDED, [school.pk])
    for finding in found:
        finding.school = school
    return sorted(found, key=lambda finding: (order[finding.severity], finding.rule))


def _unit_people(school: School, on: date) -> dict[int, tuple[int, int]]:
    """Return people and Party members by unit."""
    _full, _probationary, member = stage_conditions(on, "person__")
    rows = (
        UnitMembership.objects.as_of(on)
        .filter(unit__school=school)
        .values("unit_id")
        .order_by()
        .annotate(people=Count("pk"), members=Count("pk", filter=member))
    )
    return {row["unit_id"]: (row["people"], row["members"]) for row in rows}

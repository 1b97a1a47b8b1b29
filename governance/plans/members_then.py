"""Who belongs to which branch of a structure, on its day."""

from datetime import date

from django.db.models import Q

from governance.choices import MembershipKind
from governance.history.past import known_rows
from governance.models import PartyMembership
from governance.plans.people import Member, Members
from governance.presentation.structure import Structure
from schools.models import Person


def members_then(structure: Structure, known_on: date | None) -> Members:
    """Return the branch of each member by number, in one query, or two for what was known."""
    branches = structure.organizations_by_id
    formal = Q(kind=MembershipKind.FORMAL, organization__in=list(branches))
    if known_on is None:
        rows = PartyMembership.objects.as_of(structure.on).filter(formal).select_related("person")
        placed = [(row.person, branches[row.organization_id]) for row in rows]
    else:
        held = [row for row in known_rows(PartyMembership, formal, known_on) if row.holds_on(structure.on)]
        known = known_rows(Person, Q(pgh_obj__in=[row.person_id for row in held]), known_on)
        people = {person.pk: person for person in known}
        held = [row for row in held if row.person_id in people]
        placed = [(people[row.person_id], branches[row.organization_id]) for row in held]
    return {person.number: Member(person.name, branch.number, str(branch)) for person, branch in placed}

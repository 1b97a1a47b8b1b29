"""How many people findings speak about."""

from django.db.models import Q

from accounts.models import User
from governance.choices import SubjectKind
from governance.models import Finding
from governance.presentation.jurisdiction_page import schools_inside
from schools.models import Jurisdiction, School

#: What in the evidence of a finding names somebody.
_NAMES = ("person", "person_post", "attester")
#: The findings whose sentences name somebody.
NAMING = Q(subject_kind=SubjectKind.ASSIGNMENT) | Q(evidence__has_any_keys=_NAMES)


def people_named(place: Jurisdiction, user: User) -> int:
    """Return how many open findings at the schools of the jurisdiction name somebody."""
    inside = schools_inside(place, user).order_by().values("pk")
    return Finding.objects.filter(NAMING, school__in=inside, closed_on=None).count()


def people_named_at(school: School) -> int:
    """Return how many open findings of the school name somebody."""
    return Finding.objects.filter(NAMING, school=school, closed_on=None).count()

"""Whose trend it is: the schools of a place that a user may see, narrowed by what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from accounts.models import User
from governance.models import FindingSpell, SchoolFigures, Term
from governance.presentation.jurisdiction_page import schools_inside
from schools.models import Jurisdiction, School

#: What schools are narrowed by.
OF_SCHOOLS = ("stage", "form", "ownership")


@dataclass(frozen=True)
class Scope:
    """A place, a user, and what was asked; every count and every list begins here."""

    place: Jurisdiction | School
    user: User
    asked: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def schools(self) -> QuerySet:
        """The schools that are meant."""
        if isinstance(self.place, School):
            return School.objects.visible_to(self.user).filter(pk=self.place.pk)
        return schools_inside(self.place, self.user).filter(about_schools(self.asked))

    @property
    def spells(self) -> QuerySet:
        """How findings of these schools stood, narrowed to the chapter, rule and severity asked for."""
        return FindingSpell.objects.filter(self._theirs, about_findings(self.asked))

    @property
    def figures(self) -> QuerySet:
        """What these schools measured."""
        return SchoolFigures.objects.filter(self._theirs)

    @property
    def terms(self) -> QuerySet:
        """Terms of the organisations that these schools host."""
        return Term.objects.filter(organization__school__in=self._keys)

    @property
    def _keys(self) -> QuerySet:
        return self.schools.order_by().values("pk")

    @cached_property
    def _theirs(self) -> Q:
        """The condition on rows of these schools; none where no school is left out, which every row meets."""
        is_everybody = not School.objects.exclude(pk__in=self._keys).exists()
        return Q() if is_everybody else Q(school__in=self._keys)


def about_schools(asked: Mapping[str, str]) -> Q:
    """Return the condition on schools."""
    condition = Q()
    if asked.get("stage"):
        condition &= Q(stages__contains=[asked["stage"]])
    for name in ("form", "ownership"):
        if asked.get(name):
            condition &= Q(**{name: asked[name]})
    return condition


def about_findings(asked: Mapping[str, str]) -> Q:
    """Return the condition on spells."""
    condition = Q()
    if asked.get("chapter"):
        condition &= Q(rule__startswith=f"{asked['chapter'].upper()}-")
    for name in ("rule", "severity"):
        if asked.get(name):
            condition &= Q(**{name: asked[name]})
    return condition

"""Where a form works: one school, or one jurisdiction, as one user may see it on one day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from governance.choices import LEADING_TYPES, OrgLevel, OrgState
from governance.models import Document, PartyOrganization
from schools.models import Jurisdiction, School, Unit
from schools.models.dated import Dated


@dataclass(frozen=True)
class Place:
    """The place a form belongs to. Every choice a form offers comes through here."""

    user: Any
    on: date
    school: School | None = None
    jurisdiction: Jurisdiction | None = None

    @property
    def area(self) -> Jurisdiction | None:
        """The jurisdiction, the school's own if the place is a school."""
        return self.school.jurisdiction if self.school else self.jurisdiction

    @property
    def query(self) -> str:
        """The place as it stands in the address of a form."""
        return f"school={self.school.pk}" if self.school else f"jurisdiction={self.jurisdiction.pk}"

    def rows(self, model: Any, *, keep: Any = None) -> QuerySet:
        """Return the visible rows of ``model`` that belong here.

        ``keep`` is the key a row holds already: it stays choosable, or saving would silently empty it.
        """
        seen = model.objects.visible_to(self.user)
        here = self._belongs(model)
        found = seen if here is None else seen.filter(here)
        if not keep:
            return found
        return model.objects.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk=keep))

    def _belongs(self, model: Any) -> Q | None:
        """Return the condition that a row belongs here; None for jurisdictions and schools."""
        if model in (School, Jurisdiction):
            return None
        school_path = getattr(model, "scope_path", "")
        area_path = getattr(model, "jurisdiction_path", "")
        condition = Q(pk__in=())
        if self.school and school_path:
            condition |= Q(**{school_path: self.school})
        if self.area and area_path and (self.school is None or model.__name__ == "Document"):
            condition |= Q(**{f"{area_path}__in": self.areas()})
        return condition

    def areas(self) -> QuerySet:
        """Return the jurisdiction with those above it."""
        return self.area.get_ancestors(include_self=True)

    def superiors(self, *, keep: Any = None) -> QuerySet:
        """Return who may stand above a school's organisation from outside the school.

        Committees of the jurisdictions above and 学区 organisations nearby are public: a school
        names them although it may not look into them.
        """
        public = Q(level=OrgLevel.UPPER, jurisdiction__in=self.areas())
        public |= Q(level=OrgLevel.DISTRICT, school__jurisdiction=self.area, type__in=LEADING_TYPES)
        own = Q(school=self.school) if self.school else Q(pk__in=())
        found = PartyOrganization.objects.filter(public | Q(pk=keep)).exclude(own)
        return found.exclude(state=OrgState.DISSOLVED).order_by("level", "number")

    def units(self) -> QuerySet[Unit]:
        """Return the units in use, the base units first."""
        return self.rows(Unit).filter(period__contains=self.on).order_by("-is_base", "tree_id", "lft")

    def current(self, model: type[Dated]) -> QuerySet:
        """Return the visible rows of a dated model that hold on the day."""
        return self.rows(model).filter(period__contains=self.on)


class BarePlace(Place):
    """The place of an act that is sent without a form and names no document: there is nothing to choose."""

    def rows(self, model: Any, *, keep: Any = None) -> QuerySet:
        """Offer no documents; everything else as usual."""
        return model.objects.none() if model is Document else super().rows(model, keep=keep)

    def superiors(self, *, keep: Any = None) -> QuerySet:
        """Offer no issuers of documents."""
        return PartyOrganization.objects.none()

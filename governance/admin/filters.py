"""Filters whose choices stay inside what the user may see."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schools.models import Jurisdiction


class AreaFilter(admin.SimpleListFilter):
    """Narrow to a jurisdiction, among those visible ones that answer for schools.

    Subclasses say how a row leads to its jurisdiction.
    """

    title = _("行政区划")
    parameter_name = "area"
    path = "school__jurisdiction"

    def lookups(self, request, model_admin):
        """Offer visible jurisdictions with schools; one alone is no choice."""
        places = Jurisdiction.objects.visible_to(request.user).filter(schools__isnull=False)
        return [(str(pk), name) for pk, name in places.order_by("code").distinct().values_list("pk", "name")]

    def queryset(self, request, queryset):
        """Keep the rows of the chosen jurisdiction."""
        chosen = self.value()
        if not chosen or chosen not in {key for key, _label in self.lookup_choices}:
            return queryset
        return queryset.filter(**{self.path: chosen})


class OwnAreaFilter(AreaFilter):
    """The filter of schools themselves."""

    path = "jurisdiction"


def area_by(path: str) -> type[AreaFilter]:
    """Return the filter for rows whose jurisdiction lies at the end of ``path``."""
    return type("AreaFilter", (AreaFilter,), {"path": path})


class CurrentFilter(admin.SimpleListFilter):
    """Narrow a dated list to what holds today, or to what is over."""

    title = _("有效情况")
    parameter_name = "holds"

    def lookups(self, request, model_admin):
        """Offer the two."""
        return [("now", _("当前有效")), ("past", _("已经结束"))]

    def queryset(self, request, queryset):
        """Keep the rows that hold today, or that ended."""
        today = timezone.localdate()
        if self.value() == "now":
            return queryset.filter(period__contains=today)
        if self.value() == "past":
            return queryset.filter(period__endswith__lte=today)
        return queryset

"""The log of changes: of a school, or of one organisation, unit or person."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from governance.models import ChangeSet, PartyOrganization
from governance.presentation.change_page import summary_for
from governance.presentation.operation_names import operation_name
from schools.history import event_models
from schools.models import Person, School, Unit

PAGE_SIZE = 30
#: Keys that lead to a row without being about it: a committee issues papers for a whole county.
NOT_ABOUT = frozenset({"pgh_obj", "issuer", "superior", "predecessor"})
ANY = [("", _("全部"))]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control form-control-sm"})


class ChangeFilter(forms.Form):
    """What the log may be narrowed by; nothing given means all."""

    operation = forms.ChoiceField(label=_("操作"), required=False)
    actor = forms.ChoiceField(label=_("操作人"), required=False)
    since = forms.DateField(label=_("生效日期从"), required=False, widget=DAY)
    until = forms.DateField(label=_("生效日期到"), required=False, widget=DAY)

    def __init__(self, data: Any, changes: QuerySet):
        super().__init__(data)
        own = changes.order_by()
        names = own.values_list("operation", flat=True).distinct()
        actors = User.objects.filter(pk__in=own.values("actor"))
        operations = sorted((operation_name(name), name) for name in names)
        self.fields["operation"].choices = [*ANY, *((name, label) for label, name in operations)]
        self.fields["actor"].choices = [*ANY, *sorted((str(user.pk), str(user)) for user in actors)]
        for name in ("operation", "actor"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm"

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked and understood; what makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}

    def narrow(self, changes: QuerySet) -> QuerySet:
        """Return the changes that answer."""
        lookups = {"since": "effective_on__gte", "until": "effective_on__lte"}
        return changes.filter(**{lookups.get(name, name): value for name, value in self.asked.items()})


class ChangeLog:
    """The changes of one row as one user may see them, the newest first."""

    def __init__(self, row: School | PartyOrganization | Unit | Person, user: User, asked: QueryDict):
        self.row, self.user, self.asked = row, user, asked

    @cached_property
    def all(self) -> QuerySet:
        """Every change the user may see."""
        seen = ChangeSet.objects.visible_to(self.user)
        if isinstance(self.row, School):
            return seen.filter(school=self.row)
        return seen.filter(key__in=keys_about(self.row))

    @cached_property
    def filter(self) -> ChangeFilter:
        """What the user narrowed the log by."""
        return ChangeFilter(self.asked, self.all)

    @cached_property
    def page(self) -> Page:
        """One page of the log; each change with ``said``, its sentence for this user."""
        found = self.filter.narrow(self.all).select_related("actor", "school", "jurisdiction", "document")
        page = Paginator(found, PAGE_SIZE).get_page(self.asked.get("page"))
        page.object_list = list(page.object_list)
        for change in page.object_list:
            change.said = summary_for(change, self.user)
            change.called = operation_name(change.operation)
        return page

    @property
    def query_without_page(self) -> str:
        """What was asked, for the links to other pages."""
        kept = self.asked.copy()
        kept.pop("page", None)
        return kept.urlencode()


def keys_about(row: models.Model) -> set[UUID]:
    """Return the keys of the changes that touched the row, or a row that is about it."""
    keys: set[UUID] = set()
    for events in event_models():
        condition = Q(pgh_obj_id=row.pk) if events.pgh_tracked_model is type(row) else Q()
        for field in _fields_about(events, type(row)):
            condition |= Q(**{field.attname: row.pk})
        if condition:
            found = events.objects.filter(condition, pgh_context_id__isnull=False)
            keys.update(found.order_by().values_list("pgh_context_id", flat=True).distinct())
    return keys


def _fields_about(events: type[models.Model], model: type[models.Model]) -> list[models.Field]:
    """Return the keys by which events refer to a row of ``model`` as what they are about."""
    keys = (field for field in events._meta.concrete_fields if field.is_relation)
    return [f for f in keys if f.remote_field.model is model and f.name not in NOT_ABOUT]

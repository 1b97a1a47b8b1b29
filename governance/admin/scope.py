"""What a clerk sees: rows inside the grants, filters without oracles, 404 outside."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.forms import CheckboxSelectMultiple, TypedMultipleChoiceField
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk import ListedLookups, OwnButtons
from accounts.permissions import Verdict
from governance.admin.history import HistoryMixin
from governance.admin.rights import WORKING, has_grant, verdict_on, with_people
from governance.domain.editing import owner_of
from governance.forms.place import Place
from schools.forms import PeriodField


class ScopedAdmin(OwnButtons, ListedLookups, HistoryMixin, admin.ModelAdmin):
    """A noun of the register, read-only as it stands here; ``OperationAdmin`` writes."""

    #: Rows that name members: viewers do not see them.
    names_people = False
    #: Said when the list is empty.
    empty_text = _("还没有登记。")
    actions = None
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/desk_list.html"
    change_form_template = "admin/desk_form.html"
    object_history_template = "admin/desk_history.html"
    formfield_overrides = {DateRangeField: {"form_class": PeriodField}}

    class Media:
        css = {"all": ("admin-liangzhu/desk.css",)}

    def get_queryset(self, request):
        """Return the rows the user may see."""
        rows = super().get_queryset(request).visible_to(request.user)
        return with_people(rows, request.user) if self.names_people else rows

    def has_module_permission(self, request):
        """Tell whether the noun stands on the first page."""
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        """Tell whether the user may look: what the list holds is decided by ``get_queryset``."""
        return not self.names_people or has_grant(request.user, *WORKING)

    def has_add_permission(self, request):
        """Nobody adds what others write."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody changes what others write."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody removes what others write."""
        return False

    def verdict(self, request, obj, *, decides: bool = False) -> Verdict:
        """Tell whether the user may write the row."""
        return verdict_on(request.user, obj, decides=decides)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Answer as for an address that does not exist, whether the row does or not."""
        raise Http404

    def place(self, request, obj: Any) -> Place:
        """Return the place of a row, from which its form takes every choice."""
        school, jurisdiction = owner_of(obj)
        return Place(request.user, timezone.localdate(), school, jurisdiction)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Return the field without the buttons that open windows; lists of choices become boxes to tick."""
        if isinstance(db_field, ArrayField) and db_field.base_field.choices:
            return TypedMultipleChoiceField(
                choices=db_field.base_field.choices,
                label=db_field.verbose_name,
                required=not db_field.blank,
                widget=CheckboxSelectMultiple,
            )
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def changelist_view(self, request, extra_context=None):
        """Say what an empty list means."""
        return super().changelist_view(request, {"empty_text": self.empty_text, **(extra_context or {})})

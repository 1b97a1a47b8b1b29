"""What the system administrator keeps for the district's desk."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.desk import DrawnForm, DrawnRows, ListedLookups, OwnButtons
from oversight.models import SpecialDay
from oversight.reminders.workdays import has_special_days


@admin.register(SpecialDay)
class SpecialDayAdmin(DrawnRows, OwnButtons, ListedLookups, admin.ModelAdmin):
    """Holidays and worked weekends, year by year."""

    list_display = ("day", "name", "is_work")
    list_filter = ("is_work",)
    search_fields = ("name",)
    date_hierarchy = "day"
    form = DrawnForm

    def has_module_permission(self, request):
        """Show it to system administrators alone: the days hold for every place."""
        return request.user.is_superuser

    has_view_permission = has_add_permission = lambda self, request, obj=None: request.user.is_superuser
    has_change_permission = has_delete_permission = has_view_permission

    def changelist_view(self, request, extra_context=None):
        """Say so while nothing is on record for this year."""
        year = timezone.localdate().year
        if not has_special_days(year):
            messages.warning(
                request,
                _("%(year)d年还没有登记节假日和调休，法定节假日会按工作日计算。请按国务院办公厅的通知登记。")
                % {"year": year},
            )
        return super().changelist_view(request, extra_context)

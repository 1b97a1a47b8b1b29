"""Plans, their steps and their record: read only; they are drafted and decided on their own pages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from governance.actions.catalogue import all_actions
from governance.admin.filters import area_by
from governance.admin.scope import ScopedAdmin
from governance.models import Plan, PlanEntry, PlanStep
from governance.plans.undone import UNDONE_LABEL, with_undoings


@admin.register(Plan)
class PlanAdmin(ScopedAdmin):
    """The plans of the schools, with the way to their pages."""

    list_display = ("title", "school", "standing", "effective_on", "author", "changed_at", "page")
    list_filter = ("state", area_by("school__jurisdiction"))
    list_select_related = ("school", "author")
    search_fields = ("title", "school__name", "school__sort_key")
    fields = (
        "page", "school", "title", "purpose", "effective_on", "state", "is_shared", "author",
        "approval", "change_set", "problem",
    )  # fmt: skip
    readonly_fields = ("page",)
    empty_text = _("还没有方案。方案在学校页面的“方案”里起草。")

    def get_changelist_instance(self, request):
        """Ask once for all plans of the page which of them were taken back."""
        changelist = super().get_changelist_instance(request)
        changelist.result_list = with_undoings(changelist.result_list)
        return changelist

    @admin.display(description=_("状态"), ordering="state")
    def standing(self, obj):
        """Return the state as other lists of plans tell it: what was taken back is not called published."""
        return UNDONE_LABEL if obj.undoing else obj.get_state_display()

    @admin.display(description=_("办理"))
    def page(self, obj):
        """Lead to where the plan is worked on."""
        return format_html('<a href="{}">{}</a>', reverse("governance:plan", args=[obj.pk]), _("打开方案"))


@admin.register(PlanStep)
class PlanStepAdmin(ScopedAdmin):
    """The steps of plans."""

    names_people = True
    list_display = ("plan", "position", "action")
    list_select_related = ("plan",)
    fields = ("plan", "position", "action")
    readonly_fields = ("action",)
    empty_text = _("还没有方案步骤。")

    @admin.display(description=_("操作"))
    def action(self, obj):
        """Return what people call the step."""
        known = all_actions().get(obj.operation)
        return known.label if known else obj.operation


@admin.register(PlanEntry)
class PlanEntryAdmin(ScopedAdmin):
    """What was done with plans, and said about them."""

    list_display = ("plan", "action", "actor", "recorded_at", "text")
    list_filter = ("action",)
    list_select_related = ("plan", "actor")
    fields = ("plan", "action", "text", "actor", "recorded_at")
    empty_text = _("还没有方案记录。")

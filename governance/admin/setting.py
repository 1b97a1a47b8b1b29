"""Values and levels that jurisdictions set."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin.display import period_shown
from governance.admin.filters import CurrentFilter
from governance.admin.saving import OperationAdmin
from governance.forms.setting import EnforcementForm, ParameterForm
from governance.models import RuleEnforcement, RuleParameter


class SettingAdmin(OperationAdmin):
    """A setting of a jurisdiction: added for the place of the form, by who acts for it."""

    at_school, at_jurisdiction = False, True
    list_filter = (CurrentFilter,)
    list_select_related = ("jurisdiction",)
    shown = ("jurisdiction",)

    def add_row(self, act, form):
        """Set it for the jurisdiction of the form."""
        form.instance.jurisdiction = form.place.jurisdiction
        return super().add_row(act, form)


@admin.register(RuleParameter)
class RuleParameterAdmin(SettingAdmin):
    """A number stricter than the one above."""

    list_display = ("name", "jurisdiction", "value", period_shown, "document_number")
    search_fields = ("name", "document_number", "jurisdiction__name")
    add_form = change_form = ParameterForm
    add_fields = change_fields = ("name", "value", "document_number", "period")
    empty_text = _("没有本级参数，适用上级或者系统的取值。")


@admin.register(RuleEnforcement)
class RuleEnforcementAdmin(SettingAdmin):
    """How a rule is enforced."""

    list_display = ("rule", "jurisdiction", "level", period_shown, "document_number")
    list_filter = (CurrentFilter, "level")
    search_fields = ("rule", "document_number", "jurisdiction__name")
    add_form = change_form = EnforcementForm
    add_fields = change_fields = ("rule", "level", "document_number", "period")
    empty_text = _("没有本级设置，按系统默认的方式执行。")

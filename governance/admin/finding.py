"""What the rules found, and what people decided about it. Findings are read, waivers are granted."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from governance.admin.display import badge, period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.saving import OperationAdmin
from governance.admin.scope import ScopedAdmin
from governance.forms.setting import WaiverForm
from governance.models import Finding, FindingSpell, SchoolCheck, SchoolFigures, StructureReview, Waiver
from governance.rules.texts import mend, sentence


class OpenFilter(admin.SimpleListFilter):
    """Narrow to findings still open."""

    title = _("整改情况")
    parameter_name = "open"

    def lookups(self, request, model_admin):
        """Offer open, waived and closed."""
        return [("yes", _("未消除")), ("waived", _("已豁免")), ("closed", _("已消除"))]

    def queryset(self, request, queryset):
        """Keep the chosen ones."""
        conditions = {
            "yes": {"closed_on": None, "is_waived": False},
            "waived": {"closed_on": None, "is_waived": True},
            "closed": {"closed_on__isnull": False},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


@admin.register(Finding)
class FindingAdmin(ScopedAdmin):
    """Findings, as the checks wrote them."""

    list_display = ("rule", "severity_badge", "sentence", "school", "first_seen", "last_seen", "closed_on")
    list_filter = (OpenFilter, area_by("school__jurisdiction"), "severity", "subject_kind")
    list_select_related = ("school",)
    search_fields = ("rule", "subject_name", "school__name", "school__sort_key")
    date_hierarchy = "first_seen"
    link_lookups = ("school__id__exact", "rule__exact")
    fields = (
        "school", "rule_link", "severity_badge", "sentence", "mend", "subject_kind", "subject_name",
        "subject_number", "is_waived", "first_seen", "last_seen", "closed_on", "reopened",
    )  # fmt: skip
    readonly_fields = ("rule_link", "severity_badge", "sentence", "mend")
    empty_text = _("没有检查发现。")

    @admin.display(description=_("程度"), ordering="severity")
    def severity_badge(self, obj):
        """Return the severity in its colour."""
        return badge(obj.severity, obj.get_severity_display())

    @admin.display(description=_("发现"))
    def sentence(self, obj):
        """Return what the finding says."""
        return sentence(obj.rule, obj.variant, obj.evidence)

    @admin.display(description=_("怎么办"))
    def mend(self, obj):
        """Return how to mend it."""
        return mend(obj.rule, obj.variant, obj.evidence)

    @admin.display(description=_("规则"))
    def rule_link(self, obj):
        """Return the way to the rule."""
        return format_html('<a href="{}">{}</a>', reverse("governance:rule", args=[obj.rule]), obj.rule)


@admin.register(SchoolCheck)
class SchoolCheckAdmin(ScopedAdmin):
    """The newest check of each school."""

    list_display = ("school", "on", "checked_at", "rules_version", "base_units", "covered_units")
    list_filter = (area_by("school__jurisdiction"),)
    list_select_related = ("school",)
    search_fields = ("school__name", "school__code", "school__sort_key")
    date_hierarchy = "on"
    fields = ("school", "on", "checked_at", "rules_version", "base_units", "covered_units")
    empty_text = _("还没有检查过。")


@admin.register(StructureReview)
class StructureReviewAdmin(ScopedAdmin):
    """When the structure of each school was gone through: read only, an accepted filing leaves it."""

    list_display = ("school", "reviewed_on", "note")
    list_filter = (area_by("school__jurisdiction"),)
    list_select_related = ("school",)
    search_fields = ("school__name", "school__code", "school__sort_key")
    date_hierarchy = "reviewed_on"
    fields = ("school", "reviewed_on", "note")
    empty_text = _("还没有年度摸底。主管部门同意学校的年度备案后自动登记。")


@admin.register(FindingSpell)
class FindingSpellAdmin(ScopedAdmin):
    """How findings stood, as the checks wrote it down."""

    list_display = ("rule", "school", "severity", "is_waived", period_shown, "opened_on", "mended_on")
    list_filter = (area_by("school__jurisdiction"), "severity", "is_waived")
    list_select_related = ("school",)
    search_fields = ("rule", "school__name", "school__sort_key")
    date_hierarchy = "opened_on"
    fields = ("finding", "school", "rule", "severity", "is_waived", "period", "opened_on", "mended_on")
    empty_text = _("没有检查发现。")


@admin.register(SchoolFigures)
class SchoolFiguresAdmin(ScopedAdmin):
    """What schools measured, as the checks wrote it down."""

    list_display = ("school", period_shown, "base_units", "covered_units", "heads", "org_type", "members")
    list_filter = (area_by("school__jurisdiction"), "heads", "org_type")
    list_select_related = ("school",)
    search_fields = ("school__name", "school__code", "school__sort_key")
    fields = (
        "school", "period", "base_units", "covered_units", "heads", "org_type", "organizations", "members",
        "vacancies",
    )  # fmt: skip
    empty_text = _("还没有检查过。")


@admin.register(Waiver)
class WaiverAdmin(OperationAdmin):
    """A waiver: granted by who decides above the school, with document and end."""

    list_display = ("rule", "school", "subject_kind", "subject_number", period_shown, "approver")
    list_filter = (area_by("school__jurisdiction"), CurrentFilter, "subject_kind")
    list_select_related = ("school",)
    search_fields = ("rule", "subject_number", "school__name", "document_number")
    decides = True
    add_form = WaiverForm
    add_fields = ("rule", "subject", "reason", "approver", "document_number", "period")
    change_fields = ("reason", "approver", "document_number", "period")
    shown = ("school", "rule", "subject_kind", "subject_number")
    empty_text = _("没有豁免。")

    def add_row(self, act, form):
        """Grant the waiver at the school of the form."""
        row = form.instance
        row.school = form.place.school
        row.subject_kind, row.subject_number = form.cleaned_data["subject"].split("|", 1)
        return super().add_row(act, form)

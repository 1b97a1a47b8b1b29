"""Schools and jurisdictions."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.admin.display import findings_shown, node, open_findings
from governance.admin.filters import OwnAreaFilter
from governance.admin.saving import OperationAdmin
from governance.admin.scope import ScopedAdmin
from governance.domain.schools import school_register
from schools.models import Jurisdiction, School

NATURE = ("type_code", "stages", "form", "ownership", "is_legal_person", "managed_by", "lead_school")
LIFE = ("state", "founded_on", "closed_on", "leadership_system", "system_from", "reform_stage")


def _at(school) -> str:
    return f"school={school.pk}"


@admin.register(School)
class SchoolAdmin(OperationAdmin):
    """What a school is; from here everything else of the school is added."""

    list_display = ("name", "code", "jurisdiction", "type_code", "ownership", "state", findings_shown)
    list_filter = (OwnAreaFilter, "type_code", "form", "ownership", "state", "leadership_system")
    list_select_related = ("jurisdiction",)
    search_fields = ("name", "short_name", "code", "sort_key")
    ordering = ("sort_key", "code")
    at_school, at_jurisdiction = False, True
    add_fields = ("code", "name", "short_name", *NATURE, "founded_on", "leadership_system", "system_from")
    change_fields = ("name", "short_name", "former_names", *NATURE, *LIFE)
    shown = ("code", "jurisdiction")
    removable = False
    empty_text = _("没有您可以查看的学校。")
    choices = {
        "managed_by": lambda place, _keep: School.objects.visible_to(place.user),
        "lead_school": lambda place, _keep: School.objects.visible_to(place.user),
    }
    additions = (
        (_("登记内设单元"), "schools_unit", _at),
        (_("登记人员"), "schools_person", _at),
        (_("设立党组织"), "governance_partyorganization", _at),
        (_("登记任职"), "governance_roleassignment", _at),
        (_("成立领导小组"), "governance_leadinggroup", _at),
        (_("登记文件"), "governance_document", _at),
    )

    def get_queryset(self, request):
        """Count the findings to mend beside each school."""
        return super().get_queryset(request).annotate(findings_count=open_findings(school="pk"))

    def view_on_site(self, obj):
        """Return the page of the school."""
        return reverse("governance:school", args=[obj.code])

    def add_row(self, act, form):
        """Enter the school in the register of its jurisdiction."""
        return school_register(act=act, jurisdiction=form.place.jurisdiction, **form.given(*self.add_fields))


@admin.register(Jurisdiction)
class JurisdictionAdmin(ScopedAdmin):
    """Divisions come from the national standard by ``load_jurisdictions``; nobody types them."""

    list_display = ("indented", "code", "level_kind", "parent")
    list_filter = ("level_kind",)
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    ordering = ("tree_id", "lft")
    fields = ("code", "name", "level_kind", "parent")
    empty_text = _("没有您可以查看的行政区划。")

    @admin.display(description=_("名称"), ordering="tree_id")
    def indented(self, obj):
        """Return the name indented by its depth."""
        return node(obj.level, obj.name)

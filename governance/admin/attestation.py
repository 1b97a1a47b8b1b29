"""What people attested, as it stands: read here, attested on the school's sheet."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin.display import period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.scope import ScopedAdmin
from governance.models import Attestation


@admin.register(Attestation)
class AttestationAdmin(ScopedAdmin):
    """Attestations, newest state and history."""

    list_display = ("rule", "school", "conclusion", period_shown, "attester")
    list_filter = (area_by("school__jurisdiction"), CurrentFilter, "conclusion")
    list_select_related = ("school",)
    search_fields = ("rule", "school__name", "school__sort_key", "attester")
    fields = ("school", "rule", "conclusion", "attester", "note", "document_number", "period")
    empty_text = _("还没有人工核实的结论。")

"""Documents that decisions refer to."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin.filters import area_by
from governance.admin.saving import OperationAdmin
from governance.models import Document

FIELDS = ("kind", "title", "document_number", "issued_on", "issuer", "issuer_name", "issuer_kind")


@admin.register(Document)
class DocumentAdmin(OperationAdmin):
    """A document by number, date and issuer; the paper itself stays in the file."""

    list_display = ("register_number", "document_number", "title", "kind", "issued_on", "home")
    list_filter = (area_by("school__jurisdiction"), "kind")
    list_select_related = ("school", "jurisdiction")
    search_fields = ("register_number", "document_number", "title", "school__name")
    date_hierarchy = "issued_on"
    at_jurisdiction = True
    add_fields = FIELDS
    change_fields = FIELDS
    shown = ("register_number", "home")
    empty_text = _("还没有登记文件。")
    choices = {"issuer": lambda place, keep: place.superiors(keep=keep)}

    @admin.display(description=_("登记在"))
    def home(self, obj):
        """Return the school or jurisdiction that keeps the record."""
        return obj.school or obj.jurisdiction

    def add_row(self, act, form):
        """Register the document at the place of the form."""
        form.instance.school, form.instance.jurisdiction = form.place.school, form.place.jurisdiction
        return super().add_row(act, form)

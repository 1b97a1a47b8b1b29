"""Who changed what: read only, for those who work with the names in it."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from governance.admin.filters import area_by
from governance.admin.scope import ScopedAdmin
from governance.models import ChangeSet
from governance.rules.catalogue import all_rules
from governance.rules.texts import sentence
from privacy.masking import hidden_names, masked
from schools.models import Person


@admin.register(ChangeSet)
class ChangeSetAdmin(ScopedAdmin):
    """The log of all operations."""

    names_people = True
    list_display = ("recorded_at", "effective_on", "home", "summary", "actor", "reason")
    list_display_links = ("summary",)
    list_filter = (area_by("school__jurisdiction"),)
    list_select_related = ("school", "jurisdiction", "actor")
    search_fields = ("summary", "reason", "school__name", "school__sort_key")
    date_hierarchy = "effective_on"
    link_lookups = ("school__id__exact",)
    fields = (
        "home", "summary", "actor", "reason", "effective_on", "recorded_at", "document",
        "rows_text", "caused_text", "cured_text",
    )  # fmt: skip
    readonly_fields = ("home", "rows_text", "caused_text", "cured_text")
    empty_text = _("还没有变更记录。")

    @admin.display(description=_("学校或者行政区划"))
    def home(self, obj):
        """Return where the change was made."""
        return obj.school or obj.jurisdiction

    @admin.display(description=_("明细"))
    def rows_text(self, obj):
        """Return the rows with the number of values that changed."""
        return _bulleted((row["name"], _values(row)) for row in obj.details)

    @admin.display(description=_("新增问题"))
    def caused_text(self, obj):
        """Return the findings the change caused."""
        return _bulleted(_judged(obj.caused))

    @admin.display(description=_("消除问题"))
    def cured_text(self, obj):
        """Return the findings the change cured."""
        return _bulleted(_judged(obj.cured))


def _bulleted(rows) -> str:
    items = format_html_join("", "<li><strong>{}</strong> {}</li>", rows)
    return format_html("<ul>{}</ul>", items) if items else "—"


def _values(row) -> str:
    hidden = hidden_names(Person) if row.get("kind") == Person._meta.model_name else ()
    names = list(dict.fromkeys([*row["before"], *row["after"]]))
    before, after = row["before"], row["after"]
    values = [(name, before.get(name) or "—", after.get(name) or "—") for name in names]
    shown = [
        (name, masked(old), masked(new)) if name in hidden and old != new else (name, old, new)
        for name, old, new in values
    ]
    differ = [line for line, (_name, old, new) in zip(shown, values, strict=True) if old != new]
    changed = [(name, _("："), old, new) for name, old, new in differ]
    return format_html_join("", "<br>{}{}{} → {}", changed)


def _judged(judgements):
    return [
        (j["rule"], sentence(j["rule"], j["variant"], j["evidence"]) if j["rule"] in all_rules() else "")
        for j in judgements
    ]

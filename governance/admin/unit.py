"""Units of schools and who works in them."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.admin.display import counted, node, period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.saving import OperationAdmin, in_turn
from governance.admin.steps import Step
from governance.domain.records import record_correct
from governance.domain.units import unit_close, unit_create, unit_move
from governance.forms.base import RowForm
from governance.forms.grouped import PeopleField
from schools.choices import BASE_KINDS
from schools.models import Person, Unit, UnitMembership


class UnitForm(RowForm):
    """A new unit with its people; by default its kind says whether a branch may stand on it."""

    people = PeopleField(Person.objects.none(), label=_("成员"), required=False)
    base = forms.TypedChoiceField(
        label=_("可以设支部的基本单元"),
        choices=(("", _("按类别确定")), ("yes", _("是")), ("no", _("否"))),
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = self.place.rows(Person).order_by("sort_key", "number")
        named = _("、").join(str(kind.label) for kind in sorted(BASE_KINDS))
        self.fields["base"].help_text = _("年级组、学科组等基本单元可以设支部：%(kinds)s。") % {
            "kinds": named
        }


@admin.register(Unit)
class UnitAdmin(OperationAdmin):
    """The tree of units of a school."""

    list_display = ("indented", "school", "kind", "is_base", "people_count", period_shown)
    list_filter = (area_by("school__jurisdiction"), "kind", "is_base", CurrentFilter)
    list_select_related = ("school",)
    search_fields = ("name", "number", "school__name", "school__code", "school__sort_key")
    ordering = ("tree_id", "lft")
    link_lookups = ("school__id__exact",)
    add_form = UnitForm
    add_fields = ("name", "kind", "parent", "base", "people")
    change_fields = ("name", "kind", "is_base", "parent")
    shown = ("school", "number", "period_text")
    empty_text = _("还没有登记内设单元。先登记年级组、学科组和行政组，支部才能建在单元上。")
    choices = {"parent": lambda place, keep: place.rows(Unit, keep=keep)}
    steps = (
        Step(
            "close",
            _("撤销"),
            lambda act, row, _data: unit_close(act=act, unit=row),
            offered=lambda row: row.ends_on is None,
            text=_("单元自生效日期起撤销，成员和负责人的任职同日结束。依托它的支部应当另行登记依托单元。"),
            grave=True,
        ),
    )
    additions = (
        (_("任命负责人"), "governance_roleassignment", lambda unit: f"unit={unit.pk}&role=unit_head"),
        (_("登记成员"), "schools_unitmembership", lambda unit: f"unit={unit.pk}"),
    )

    def get_queryset(self, request):
        """Count the people of today beside each unit."""
        rows = super().get_queryset(request)
        return rows.annotate(
            members_count=counted(UnitMembership.objects.as_of(timezone.localdate()), unit="pk")
        )

    @admin.display(description=_("单元名称"), ordering="tree_id")
    def indented(self, obj):
        """Return the name indented by its depth."""
        return node(obj.level, obj.name)

    @admin.display(description=_("人数"), ordering="members_count")
    def people_count(self, obj):
        """Return how many people work in the unit."""
        return obj.members_count

    @admin.display(description=_("起止日期"))
    def period_text(self, obj):
        """Return the period as people write it."""
        return period_shown(obj)

    def view_on_site(self, obj):
        """Return the page of the unit."""
        return reverse("governance:unit", args=[obj.number])

    def add_row(self, act, form):
        """Open the unit."""
        given = form.given("name", "kind", "parent", "people")
        return unit_create(act=act, school=form.place.school, is_base=form.cleaned_data["base"], **given)

    def change_row(self, act, row, form):
        """Correct the plain fields; a new parent is a move."""
        changes = form.changes()
        parent = changes.pop("parent", row.parent)
        tries = []
        if changes:
            tries.append(lambda act: record_correct(act=act, row=row, fields=changes, seen=form.shown))
        if parent != row.parent:
            tries.append(lambda act: unit_move(act=act, unit=row, parent=parent))
        return in_turn(act, tries)


@admin.register(UnitMembership)
class UnitMembershipAdmin(OperationAdmin):
    """Who works in which unit, and when."""

    names_people = True
    list_display = ("person", "unit", "school", period_shown)
    list_filter = (area_by("unit__school__jurisdiction"), CurrentFilter)
    list_select_related = ("person", "unit__school")
    search_fields = ("person__name", "person__sort_key", "person__number", "unit__name")
    add_fields = ("unit", "person", "period")
    change_fields = ("period",)
    shown = ("unit", "person")
    empty_text = _("还没有登记单元成员。")

    @admin.display(description=_("学校"), ordering="unit__school__sort_key")
    def school(self, obj):
        """Return the school of the unit."""
        return obj.unit.school

"""What organisations stand on, whom they cover, and how schools without one are covered."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin.display import period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.saving import OperationAdmin
from governance.admin.steps import Step
from governance.choices import OrgState, OrgType
from governance.domain.hosting import STANDING_TYPES, coverage_add, coverage_end, host_attach, host_detach
from governance.forms.base import RowForm
from governance.forms.grouped import units_by_base
from governance.models import Affiliation, HostUnit, JointCoverage, PartyOrganization
from schools.models import School, Unit


class AttachForm(RowForm):
    """An organisation and the units it is to stand on."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("依托单元"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = self.place.units()
        self.fields["units"].choices = units_by_base(self.place.units())


def _standing(place, keep):
    rows = place.rows(PartyOrganization, keep=keep)
    return rows.filter(type__in=STANDING_TYPES).exclude(state=OrgState.DISSOLVED)


def _is_open(row) -> bool:
    return row.ends_on is None


@admin.register(HostUnit)
class HostUnitAdmin(OperationAdmin):
    """The branch stands on the unit."""

    list_display = ("organization", "unit", "kind", "school", period_shown)
    list_filter = (area_by("organization__school__jurisdiction"), CurrentFilter, "unit__kind")
    list_select_related = ("organization__school", "unit")
    search_fields = ("organization__full_name", "organization__short_name", "unit__name")
    add_form = AttachForm
    add_fields = ("organization", "units")
    change_fields = ("period",)
    shown = ("organization", "unit")
    empty_text = _("还没有登记依托单元。")
    choices = {"organization": _standing}
    steps = (
        Step(
            "end",
            _("结束依托"),
            lambda act, row, _data: host_detach(act=act, host=row),
            offered=_is_open,
            text=_("支部自生效日期起不再依托该单元。支部应当至少依托一个基本单元。"),
            grave=True,
        ),
    )

    @admin.display(description=_("单元类别"), ordering="unit__kind")
    def kind(self, obj):
        """Return the kind of the unit."""
        return obj.unit.get_kind_display()

    @admin.display(description=_("学校"), ordering="organization__school__sort_key")
    def school(self, obj):
        """Return the school of the organisation."""
        return obj.organization.school

    def add_row(self, act, form):
        """Attach the organisation to the units."""
        return host_attach(act=act, **form.given("organization", "units"))[0]


@admin.register(JointCoverage)
class JointCoverageAdmin(OperationAdmin):
    """A joint branch covers a school or a named unit."""

    list_display = ("organization", "school", "other_unit", period_shown)
    list_filter = (area_by("organization__school__jurisdiction"), CurrentFilter)
    list_select_related = ("organization", "school")
    search_fields = ("organization__full_name", "organization__short_name", "school__name", "other_unit")
    add_fields = ("organization", "school", "other_unit")
    change_fields = ("period",)
    shown = ("organization", "school", "other_unit")
    empty_text = _("还没有登记联合党支部覆盖的单位。")
    choices = {
        "organization": lambda place, keep: place.rows(PartyOrganization, keep=keep).filter(
            type=OrgType.JOINT_BRANCH
        ),
        "school": lambda place, _keep: School.objects.visible_to(place.user),
    }
    steps = (
        Step(
            "end",
            _("结束覆盖"),
            lambda act, row, _data: coverage_end(act=act, coverage=row),
            offered=_is_open,
            grave=True,
        ),
    )

    def add_row(self, act, form):
        """Add the unit to the coverage."""
        return coverage_add(act=act, **form.given(*self.add_fields))


@admin.register(Affiliation)
class AffiliationAdmin(OperationAdmin):
    """An outer organisation, or a liaison, for a school without its own."""

    list_display = ("school", "kind", "outer_name", period_shown, "document")
    list_filter = (area_by("school__jurisdiction"), "kind", CurrentFilter)
    list_select_related = ("school", "document")
    search_fields = ("school__name", "school__code", "outer_name")
    add_fields = ("kind", "outer_name", "period", "document")
    change_fields = ("kind", "outer_name", "period", "document")
    shown = ("school",)
    empty_text = _("还没有登记挂靠的党组织或者党建指导员。")

    def add_row(self, act, form):
        """Add the record at the school of the form."""
        form.instance.school = form.place.school
        return super().add_row(act, form)

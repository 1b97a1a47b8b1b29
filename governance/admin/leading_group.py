"""Leading groups."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin.display import period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.saving import OperationAdmin
from governance.admin.steps import Step
from governance.choices import GroupType
from governance.domain.leading_groups import leading_group_close, leading_group_set_up
from governance.forms.base import RowForm
from governance.forms.grouped import PeopleField
from governance.models import LeadingGroup
from schools.models import Person

PEOPLE = ("heads", "deputies", "members")


class SetUpForm(RowForm):
    """A new leading group with its people."""

    heads = PeopleField(Person.objects.none(), label=_("组长"), required=False)
    deputies = PeopleField(Person.objects.none(), label=_("副组长"), required=False)
    members = PeopleField(Person.objects.none(), label=_("成员"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = self.place.rows(Person).filter(died_on=None).order_by("sort_key", "number")
        for name in PEOPLE:
            self.fields[name].queryset = people


@admin.register(LeadingGroup)
class LeadingGroupAdmin(OperationAdmin):
    """A leading group and what it is for."""

    list_display = ("name", "school", "types_text", period_shown, "document")
    list_filter = (area_by("school__jurisdiction"), CurrentFilter)
    list_select_related = ("school", "document")
    search_fields = ("name", "number", "school__name", "school__sort_key")
    add_form = SetUpForm
    add_fields = ("name", "types", "document", *PEOPLE)
    change_fields = ("name", "types", "document", "outside_members", "period")
    shown = ("school", "number")
    empty_text = _("还没有登记领导小组。")
    steps = (
        Step(
            "close",
            _("撤销"),
            lambda act, row, _data: leading_group_close(act=act, group=row),
            offered=lambda row: row.ends_on is None,
            text=_("领导小组自生效日期起撤销，组长和成员的任职同日结束。"),
            grave=True,
        ),
    )
    additions = (
        (_("登记成员"), "governance_roleassignment", lambda g: f"school={g.school_id}&group={g.pk}"),
    )

    @admin.display(description=_("类型"))
    def types_text(self, obj):
        """Return what the group is for."""
        return _("、").join(str(GroupType(one).label) for one in obj.types)

    def add_row(self, act, form):
        """Set the group up on the day of the act."""
        return leading_group_set_up(act=act, school=form.place.school, **form.given(*self.add_fields))

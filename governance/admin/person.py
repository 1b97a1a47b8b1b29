"""People and where they worked."""

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import GrantRole
from accounts.permissions import grants_today
from governance.admin.display import period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.rights import WORKING
from governance.admin.saving import OperationAdmin
from governance.admin.steps import Step
from governance.choices import MembershipKind
from governance.domain.members import member_confirm, member_transfer
from governance.domain.people import person_hire, person_leave, person_move
from governance.forms.base import RowForm
from governance.forms.steps import ConfirmForm, LeaveSchoolForm, MoveSchoolForm, TransferForm
from governance.models import PartyMembership
from schools.choices import EmploymentEnd, PoliticalStatus
from schools.models import Employment, Person, Unit

PARTY_DATES = ("political_status", "joined_on", "full_on", "probation_extended_until", "party_left_on")
MEMBERS = (PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY)


class HireForm(RowForm):
    """A new member of staff with the units the person works in."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("所在单元"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = self.place.units()


def _is_here(person) -> bool:
    return person.retired_on is None and person.died_on is None


CONFIRM = Step(
    "confirm",
    _("转正"),
    lambda act, row, data: member_confirm(act=act, person=row, full_on=data["full_on"]),
    form=ConfirmForm,
    offered=lambda row: row.political_status == PoliticalStatus.PROBATIONARY,
)
TRANSFER = Step(
    "transfer",
    _("转接组织关系"),
    lambda act, row, data: member_transfer(
        act=act,
        people=[row],
        organization=data["to_organization"],
        external_organization=data["to_outside"],
    ),
    form=TransferForm,
    offered=lambda row: row.political_status in MEMBERS,
)


@admin.register(Person)
class PersonAdmin(OperationAdmin):
    """Staff with the least the rules need."""

    names_people = True
    list_display = ("name", "number", "school", "political_status", "branch")
    list_filter = (area_by("school__jurisdiction"), "political_status")
    list_select_related = ("school",)
    search_fields = ("name", "sort_key", "number")
    ordering = ("sort_key", "number")
    link_lookups = ("school__id__exact",)
    add_form = HireForm
    add_fields = ("name", "staff_number", *PARTY_DATES[:3], "units")
    change_fields = ("name", "staff_number", *PARTY_DATES, "retired_on", "died_on")
    shown = ("school", "number", "career")
    empty_text = _("还没有登记人员。")
    steps = (
        CONFIRM,
        TRANSFER,
        Step(
            "move",
            _("调往其他学校"),
            lambda act, row, data: person_move(act=act, person=row, school=data["to_school"]),
            form=MoveSchoolForm,
            offered=_is_here,
        ),
        Step(
            "leave",
            _("离校"),
            lambda act, row, data: person_leave(
                act=act, person=row, reason=EmploymentEnd(data["end_reason"])
            ),
            form=LeaveSchoolForm,
            offered=_is_here,
            text=_("登记调离、退休、离职或者去世。党内职务和组织关系另行办理。"),
            grave=True,
        ),
    )

    def get_queryset(self, request):
        """Name the branch of today beside each person."""
        current = PartyMembership.objects.as_of(timezone.localdate()).filter(
            person=OuterRef("pk"), kind=MembershipKind.FORMAL
        )
        named = current.values("organization__short_name")[:1]
        return super().get_queryset(request).annotate(branch_name=Subquery(named))

    def get_search_fields(self, request):
        """Find by staff number only for those who keep every file they see: a search is an oracle."""
        roles = {grant.role for grant in grants_today(request.user)} & {*WORKING}
        keeps = request.user.is_superuser or roles == {GrantRole.ADMINISTRATOR}
        return (*self.search_fields, "staff_number") if keeps else self.search_fields

    @admin.display(description=_("履历"))
    def career(self, obj):
        """Return the way to the page where masked values can be seen with a reason."""
        address = reverse("governance:person_timeline", args=[obj.number])
        return format_html('<a href="{}">{}</a>', address, _("查看履历"))

    @admin.display(description=_("所在支部"), ordering="branch_name")
    def branch(self, obj):
        """Return the branch of the formal relation."""
        return obj.branch_name

    def add_row(self, act, form):
        """Register the person as working here from the day of the act."""
        return person_hire(act=act, school=form.place.school, **form.given(*self.add_fields))


@admin.register(Employment)
class EmploymentAdmin(OperationAdmin):
    """Where people worked, and when."""

    names_people = True
    list_display = ("person", "school", period_shown, "end_reason")
    list_filter = (area_by("school__jurisdiction"), CurrentFilter, "end_reason")
    list_select_related = ("person", "school")
    search_fields = ("person__name", "person__sort_key", "person__number", "school__name")
    add_fields = ("person", "period", "end_reason")
    change_fields = ("period", "end_reason")
    shown = ("person", "school")
    empty_text = _("还没有登记任教经历。")

    def add_row(self, act, form):
        """Add an employment at the school of the form."""
        form.instance.school = form.place.school
        return super().add_row(act, form)

"""Whose relation is in which branch, and decisions that take the vote away."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.admin.display import period_shown
from governance.admin.filters import CurrentFilter, area_by
from governance.admin.person import CONFIRM, TRANSFER
from governance.admin.rights import WORKING, has_grant
from governance.admin.saving import OperationAdmin
from governance.admin.steps import Step
from governance.choices import BRANCH_TYPES, OrgState, OrgType
from governance.domain.members import (
    member_confirm,
    member_join,
    member_leave,
    member_transfer,
    rights_restrict,
)
from governance.forms.base import RowForm
from governance.forms.steps import LeaveForm
from governance.models import PartyMembership, PartyOrganization, RightsRestriction
from schools.choices import PoliticalStatus
from schools.forms import ONE_DAY
from schools.models import Person

MEMBERS = (PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY)


def _is_open(row) -> bool:
    return row.ends_on is None


def _branches(place, keep):
    taking = (*BRANCH_TYPES, OrgType.TEMPORARY_BRANCH)
    return place.rows(PartyOrganization, keep=keep).filter(type__in=taking).exclude(state=OrgState.DISSOLVED)


def _groups(place, keep):
    return place.rows(PartyOrganization, keep=keep).filter(type=OrgType.GROUP)


def _members(place, keep):
    return place.rows(Person, keep=keep).filter(political_status__in=MEMBERS).order_by("sort_key", "number")


class MembershipForm(RowForm):
    """A known relation: its party group is one of the branch's own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = self.fields.get("party_group")
        if groups is not None:
            groups.queryset = groups.queryset.filter(parent=self.instance.organization_id)


@admin.register(PartyMembership)
class PartyMembershipAdmin(OperationAdmin):
    """The relation of a member to a branch."""

    list_display = ("person", "stage", "organization", "external_organization", "kind", period_shown)
    list_filter = (area_by("organization__school__jurisdiction"), "kind", CurrentFilter)
    list_select_related = ("person", "organization")
    search_fields = ("person__name", "person__sort_key", "person__number", "organization__full_name")
    change_form = MembershipForm
    add_fields = ("person", "organization", "kind", "party_group")
    change_fields = ("party_group", "period")
    shown = ("person", "organization", "external_organization", "kind")
    empty_text = _("还没有登记党员的组织关系。")
    choices = {"person": _members, "organization": _branches, "party_group": _groups}
    steps = (
        Step(
            "confirm",
            CONFIRM.label,
            lambda act, row, data: member_confirm(act=act, person=row.person, full_on=data["full_on"]),
            form=CONFIRM.form,
            offered=lambda row: CONFIRM.offered(row.person),
        ),
        Step(
            "transfer",
            TRANSFER.label,
            lambda act, row, data: member_transfer(
                act=act,
                people=[row.person],
                organization=data["to_organization"],
                external_organization=data["to_outside"],
            ),
            form=TRANSFER.form,
            offered=_is_open,
        ),
        Step(
            "leave",
            _("转出"),
            lambda act, row, data: member_leave(act=act, membership=row, left_party=data["left_party"]),
            form=LeaveForm,
            offered=_is_open,
            text=_("组织关系自生效日期起不在该支部。转入其他支部的，请用“转接组织关系”。"),
            grave=True,
        ),
    )

    def get_queryset(self, request):
        """Show relations outside the register to those who work with the person's school."""
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        schools = request.user.granted_schools(*WORKING)
        outside = Q(organization=None, person__school__in=schools)
        return rows.filter(Q(organization__school__in=schools) | outside)

    def has_view_permission(self, request, obj=None):
        """Let those look who work with names."""
        return has_grant(request.user, *WORKING)

    @admin.display(description=_("政治面貌"), ordering="person__political_status")
    def stage(self, obj):
        """Return full or probationary."""
        return obj.person.get_political_status_display()

    def add_row(self, act, form):
        """Record the relation from the day of the act."""
        return member_join(act=act, **form.given(*self.add_fields))


class RestrictionForm(RowForm):
    """A decision from the day of the act, with its last day if it is limited."""

    last_day = forms.DateField(label=_("最后一日"), required=False, widget=AdminDateWidget)


@admin.register(RightsRestriction)
class RightsRestrictionAdmin(OperationAdmin):
    """Decisions on members' votes: shown to those who work with the names, logged without their kind."""

    names_people = True
    list_display = ("person", "kind", period_shown, "document")
    list_filter = (area_by("person__school__jurisdiction"), "kind", CurrentFilter)
    list_select_related = ("person", "document")
    search_fields = ("person__name", "person__sort_key", "person__number")
    add_form = RestrictionForm
    add_fields = ("person", "kind", "last_day", "document")
    change_fields = ("kind", "period", "document")
    shown = ("person",)
    empty_text = _("没有登记党员权利受限的情况。")
    choices = {"person": _members}

    def add_row(self, act, form):
        """Record the decision from the day of the act."""
        last = form.cleaned_data["last_day"]
        until = last + ONE_DAY if last else None
        return rights_restrict(act=act, until=until, **form.given("person", "kind", "document"))

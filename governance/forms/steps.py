"""What single acts ask besides date, reason and document."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from governance.choices import (
    BRANCH_TYPES,
    LIVE_STATES,
    AssignmentEnd,
    DocumentKind,
    OrgState,
)
from governance.forms.act import ActForm, PaperForm
from governance.forms.grouped import PersonField
from governance.models import PartyOrganization
from schools.choices import EmploymentEnd
from schools.models import Person, School


class ApprovalForm(PaperForm):
    """The document that approves; its number, date and issuer if it is not registered yet."""

    paper_kind = DocumentKind.APPROVAL


class RetypeForm(ApprovalForm):
    """What a 党总支 or 党委 becomes: the other of the two, under a new name."""

    full_name = forms.CharField(label=_("新的全称"), max_length=120, widget=AdminTextInputWidget)
    short_name = forms.CharField(
        label=_("新的简称"), max_length=60, required=False, widget=AdminTextInputWidget
    )
    committee_seats = forms.IntegerField(
        label=_("委员职数"), required=False, min_value=1, max_value=30, help_text=_("不变的，不用填写。")
    )


class AdjustForm(PaperForm):
    """The document that orders a re-arrangement."""

    paper_kind = DocumentKind.NOTICE


class DissolveForm(PaperForm):
    """The document that dissolves; the rule on dissolving asks for it, the form does not."""

    paper_kind = DocumentKind.DISSOLUTION
    paper_needed = False


class EndPostForm(ActForm):
    """Why somebody leaves a post."""

    end_reason = forms.ChoiceField(label=_("结束原因"), choices=AssignmentEnd)


class ExtendForm(PaperForm):
    """Until when a term is extended, and the approval; without it the extension is an application."""

    paper_kind = DocumentKind.EXTENSION
    paper_needed = False
    until = forms.DateField(label=_("延期至"), widget=AdminDateWidget)


class ElectionStepsForm(ActForm):
    """Dates on the way to an election."""

    reminded_on = forms.DateField(label=_("换届提醒日期"), required=False, widget=AdminDateWidget)
    election_opened_on = forms.DateField(label=_("启动换届日期"), required=False, widget=AdminDateWidget)
    by_election_opened_on = forms.DateField(label=_("启动补选日期"), required=False, widget=AdminDateWidget)


class ConfirmForm(ActForm):
    """When the person became a full member."""

    full_on = forms.DateField(
        label=_("转正日期"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("与生效日期相同的，不用填写。"),
    )


class TransferForm(ActForm):
    """Where the relation goes: a branch of the register, or a named one outside."""

    to_organization = forms.ModelChoiceField(
        PartyOrganization.objects.none(), label=_("转入支部"), required=False
    )
    to_outside = forms.CharField(
        label=_("系统外党组织"),
        max_length=120,
        required=False,
        widget=AdminTextInputWidget,
        help_text=_("转到本系统登记的支部以外的，填写党组织全称。"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["to_organization"].queryset = (
            PartyOrganization.objects.visible_to(self.place.user)
            .filter(type__in=BRANCH_TYPES, state__in=LIVE_STATES | {OrgState.PREPARING})
            .order_by("school", "number")
        )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        cleaned = super().clean()
        if bool(cleaned.get("to_organization")) == bool(cleaned.get("to_outside")):
            self.add_error("to_organization", _("转入支部和系统外党组织填写一项。"))
        return cleaned


class LeaveForm(ActForm):
    """Whether the person also left the Party."""

    left_party = forms.BooleanField(label=_("同时出党或者停止党籍"), required=False)


class MoveSchoolForm(ActForm):
    """The school the person moves to."""

    to_school = forms.ModelChoiceField(School.objects.none(), label=_("调往学校"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        others = School.objects.visible_to(self.place.user).exclude(pk=self.place.school.pk)
        self.fields["to_school"].queryset = others.order_by("sort_key", "code")


class LeaveSchoolForm(ActForm):
    """Why the person leaves the school."""

    end_reason = forms.ChoiceField(label=_("离校原因"), choices=EmploymentEnd)


class HandOverForm(ActForm):
    """Who takes over, how, and why the other leaves."""

    person = PersonField(Person.objects.none(), label=_("接任人员"))
    end_reason = forms.ChoiceField(
        label=_("前任结束原因"), choices=AssignmentEnd, initial=AssignmentEnd.MOVED
    )
    approved_on = forms.DateField(label=_("上级批准日期"), required=False, widget=AdminDateWidget)
    elected_on = forms.DateField(label=_("当选日期"), required=False, widget=AdminDateWidget)

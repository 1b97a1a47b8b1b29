"""The form on which an organisation is drawn, with the units it is to stand on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, OrgKind, OrgState, OrgType
from governance.forms.base import RowForm
from governance.forms.grouped import units_by_base
from governance.models import PartyOrganization
from privacy.marks import unclassified
from schools.models import School, Unit


class FoundingForm(RowForm):
    """Type, names, place in the hierarchy, host units, and for a joint branch whom it covers."""

    host_units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("依托单元"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("在校内设党支部，至少选一个年级组、学科组或者行政组等基本单元。"),
    )
    covered_schools = forms.ModelMultipleChoiceField(
        School.objects.none(),
        label=_("覆盖学校"),
        required=False,
        widget=forms.SelectMultiple,
        help_text=_("只有联合党支部填写。"),
    )
    covered_units = forms.CharField(
        label=_("覆盖的其他单位"),
        required=False,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 2, "cols": 40}),
        help_text=_("只有联合党支部填写，一行一个。"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields, place = self.fields, self.place
        fields["type"].choices = [c for c in OrgType.choices if c[0] != OrgType.UPPER]
        fields["kind"].initial = OrgKind.ON_DUTY
        fields["parent"].queryset = parents(place)
        fields["host_units"].queryset = place.units()
        fields["host_units"].choices = units_by_base(place.units())
        covered = School.objects.visible_to(place.user).filter(jurisdiction=place.area)
        fields["covered_schools"].queryset = covered.order_by("sort_key", "code")

    def clean_covered_units(self) -> list[str]:
        """Return one name a line."""
        lines = self.cleaned_data["covered_units"].splitlines()
        return [name for line in lines if (name := line.strip())]


def parents(place, keep=None):
    """Return the organisations of the school under which others may stand."""
    types = (*LEADING_TYPES, OrgType.BRANCH, OrgType.JOINT_BRANCH, OrgType.TEMPORARY_BRANCH)
    found = place.rows(PartyOrganization, keep=keep).filter(type__in=types)
    return found.exclude(state=OrgState.DISSOLVED)

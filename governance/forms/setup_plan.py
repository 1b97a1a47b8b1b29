"""The forms of a set-up that write into its plan: type, posts, leading groups, submission."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import GroupType, OrgType
from governance.forms.setup import EMPTY, Choices, SetupForm, date_input
from privacy.marks import unclassified

#: The leading groups the rules ask for.
SUBJECTS = (GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY)


class TypeForm(SetupForm):
    """Which organisation the school is to have, its name and the organisation above."""

    type = forms.ChoiceField(label=_("党组织类型"), widget=forms.RadioSelect)
    full_name = forms.CharField(
        label=_("全称"),
        max_length=120,
        required=False,
        help_text=_("与印章、批复一致；不填则按学校名称和类型拟定。"),
    )
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    superior = forms.ChoiceField(label=_("上级党组织"))

    def __init__(self, *args: Any, types: Choices, superiors: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = list(types)
        self.fields["superior"].choices = [EMPTY, *superiors]


class TeamForm(SetupForm):
    """Who leads one organisation that is to be founded.

    Args:
        leads: whether it leads branches, and so may have a second deputy.
        candidates: the people by heading, the likely ones first.
        has_committee: whether it has a committee.
        further: how many members of the committee beside those with a duty are asked for.

    """

    DUTIES = ("organization_member", "publicity_member", "discipline_member")
    secretary = forms.ChoiceField(label=_("书记"), required=False)
    deputy_1 = forms.ChoiceField(label=_("副书记"), required=False)
    deputy_2 = forms.ChoiceField(label=_("另一名副书记"), required=False)
    organization_member = forms.ChoiceField(label=_("组织委员"), required=False)
    publicity_member = forms.ChoiceField(label=_("宣传委员"), required=False)
    discipline_member = forms.ChoiceField(label=_("纪检委员"), required=False)
    committee_seats = forms.IntegerField(
        label=_("委员会职数"),
        required=False,
        min_value=0,
        max_value=99,
        help_text=_("不填则按上面选出的人数。"),
    )

    def __init__(
        self, *args: Any, leads: bool, candidates: list, has_committee: bool, further: int, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["deputy_2"]
        if has_committee:
            for nth in range(1, further + 1):
                label = _("其他委员 {n}")
                self.fields[f"member_{nth}"] = forms.ChoiceField(required=False, label=_Numbered(label, nth))
        else:
            for name in (*self.DUTIES, "committee_seats"):
                del self.fields[name]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = [EMPTY, *candidates]
        if has_committee:
            self.order_fields([name for name in self.fields if name != "committee_seats"])
        self.dress()

    def clean(self) -> dict[str, Any]:
        """Refuse two places in the committee for one person; two duties are fine."""
        cleaned = super().clean() or self.cleaned_data
        taken = {cleaned.get("secretary"), ""}
        for name in ("deputy_1", "deputy_2"):
            if name in self.fields and cleaned.get(name, "") in taken - {""}:
                self.add_error(name, _("已选为书记或者副书记，请另选一人。"))
            taken.add(cleaned.get(name, ""))
        for name in (name for name in self.fields if name in self.DUTIES or name.startswith("member_")):
            if cleaned.get(name, "") in taken - {""}:
                self.add_error(name, _("已选为书记或者副书记，不必再选为委员。"))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Return the team as the step keeps it."""
        data = self.cleaned_data
        deputies = _each_once(data.get(name) for name in ("deputy_1", "deputy_2"))
        duties = {name: data.get(name) for name in self.DUTIES if data.get(name)}
        further = _each_once(data[name] for name in self.fields if name.startswith("member_"))
        people = {*filter(None, [data["secretary"]]), *deputies, *duties.values(), *further}
        seats = data.get("committee_seats")
        if seats is None and (duties or further):
            seats = len(people)
        return {
            "secretary": data["secretary"],
            "deputies": deputies,
            **duties,
            "committee": further,
            "committee_seats": seats,
        }


class _Numbered:
    """A label with a number, translated when it is shown."""

    def __init__(self, label: Any, number: int):
        self.label, self.number = label, number

    def __str__(self) -> str:
        return str(self.label).format(n=self.number)


def team_initial(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a team form starts with for the arguments of a step."""
    found = {name: arguments.get(name, "") for name in ("secretary", *TeamForm.DUTIES)}
    found |= {f"deputy_{nth}": key for nth, key in enumerate(arguments.get("deputies", ()), 1)}
    found |= {f"member_{nth}": key for nth, key in enumerate(arguments.get("committee", ()), 1)}
    return found | {"committee_seats": arguments.get("committee_seats")}


class LeadersForm(SetupForm):
    """Who leads the school itself; posts that are held already are not asked."""

    principal = forms.ChoiceField(label=_("校长"), required=False)
    vice_1 = forms.ChoiceField(label=_("副校长"), required=False)
    vice_2 = forms.ChoiceField(label=_("副校长 2"), required=False)
    vice_3 = forms.ChoiceField(label=_("副校长 3"), required=False)

    def __init__(self, *args: Any, people: Choices, has_principal: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if has_principal:
            del self.fields["principal"]
        for field in self.fields.values():
            field.choices = [EMPTY, *people]

    @property
    def head(self) -> str:
        """The number of the principal to be appointed, "" if nobody is."""
        return self.cleaned_data.get("principal", "")

    @property
    def vices(self) -> list[str]:
        """The numbers of the vice principals to be appointed."""
        chosen = _each_once(self.cleaned_data[name] for name in self.fields if name.startswith("vice_"))
        return [number for number in chosen if number != self.head]


class GroupsForm(SetupForm):
    """Which leading groups are set up, and who is in them."""

    NONE, SEPARATE, JOINT = "none", "separate", "joint"
    MODES = (
        (SEPARATE, _("分别成立三个领导小组")),
        (JOINT, _("合并成立一个领导小组")),
        (NONE, _("暂不成立")),
    )
    mode = forms.ChoiceField(label=_("设置方式"), choices=MODES, widget=forms.RadioSelect)
    heads = forms.MultipleChoiceField(
        label=_("组长"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("思想政治、意识形态工作领导小组由党组织书记任组长，可以与校长任双组长。"),
    )
    deputies = forms.MultipleChoiceField(
        label=_("副组长"), required=False, widget=forms.CheckboxSelectMultiple
    )
    members = forms.MultipleChoiceField(label=_("成员"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("heads", "deputies", "members"):
            self.fields[name].choices = list(people)

    def clean(self) -> dict[str, Any]:
        """Put everybody at one place: a head is no deputy, a deputy no further member."""
        cleaned = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in ("heads", "deputies", "members"):
            cleaned[name] = [number for number in cleaned.get(name, ()) if number not in seen]
            seen |= set(cleaned[name])
        if cleaned.get("mode") in (self.SEPARATE, self.JOINT) and not cleaned["heads"]:
            self.add_error("heads", _("请至少选择一名组长。"))
        return cleaned


class SubmitForm(SetupForm):
    """From when the plan is to hold, and why it is proposed."""

    effective_on = forms.DateField(
        label=_("生效日期"), widget=date_input(), help_text=_("批准之后，自这一天起实施。")
    )
    purpose = forms.CharField(
        label=_("事由"),
        required=False,
        max_length=2000,
        validators=[unclassified],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("供审批人了解，可以不填。"),
    )


def _each_once(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def types_offered() -> list[tuple[str, Any]]:
    """Return the types a school's own organisation may have."""
    return [(one.value, one.label) for one in (OrgType.BRANCH, OrgType.GENERAL_BRANCH, OrgType.COMMITTEE)]

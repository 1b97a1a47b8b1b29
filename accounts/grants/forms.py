"""What keepers of grants type: places and people by their codes, looked up inside the keeper's scope."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.grants import reach
from accounts.grants.delegation import roles_to_give
from accounts.models import GrantRole, User
from accounts.sending.drawn import Drawn
from schools.models import Jurisdiction, School

CONTROL = {"class": "form-control"}
#: How many places and people are offered while one types; all of them are taken.
OFFERED = 200
REASON_MAX = 300


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={**CONTROL, "type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    attrs = {**CONTROL, **more.pop("attrs", {})}
    return forms.CharField(label=label, widget=forms.TextInput(attrs=attrs), **more)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = _text(_("事由"), max_length=REASON_MAX, help_text=_("例如：岗位调整、借调期满。记入授权记录。"))

    def put(self, problem: ValidationError) -> None:
        """Say what stood in the way beside the field it is about, else above the form."""
        for name, texts in getattr(problem, "message_dict", {None: problem.messages}).items():
            self.add_error(name if name in self.fields else None, texts)


class KeeperForm(ReasonForm):
    """A form whose places are those of its keeper."""

    def __init__(self, keeper: User, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.keeper = keeper

    @property
    def places(self) -> list[tuple[str, str]]:
        """The first places of the keeper, by code."""
        found = [*reach.places_of(self.keeper)[:OFFERED], *reach.schools_of(self.keeper)[:OFFERED]]
        return [(place.code, place.name) for place in found[:OFFERED]]

    def place_of(self, code: str, *, with_branches: bool = False) -> Any:
        """Return the jurisdiction, school or branch of the code.

        Raises:
            ValidationError: if it does not exist, or not for the keeper.

        """
        found = reach.places_of(self.keeper).filter(code=code).first()
        found = found or reach.schools_of(self.keeper).filter(code=code).first()
        if found is None and with_branches:
            found = reach.branches_of(self.keeper).filter(number=code).first()
        if found is None:
            raise ValidationError(_("没有“{code}”，或者不在您的管理范围内。").format(code=code))
        return found


class GiveForm(KeeperForm):
    """Whom, what, where, how long, why."""

    user = _text(_("用户名"), max_length=150, attrs={"list": "users", "autocomplete": "off"})
    role = forms.ChoiceField(label=_("角色"), widget=forms.Select(attrs={"class": "form-select"}))
    place = _text(
        _("授权范围"),
        max_length=24,
        attrs={"list": "places", "autocomplete": "off"},
        help_text=_("填行政区划代码（6位）、学校标识码（10位）；支部编辑填党组织登记号。"),
    )
    first = _day(_("开始日期"))
    last = _day(_("最后一日"), required=False, help_text=_("含当日；没有结束的留空。"))

    field_order = ("user", "role", "place", "first", "last", "reason")

    def __init__(self, keeper: User, *args: Any, **kwargs: Any):
        super().__init__(keeper, *args, **kwargs)
        self.fields["role"].choices = [(role, GrantRole(role).label) for role in roles_to_give(keeper)]

    @property
    def users(self) -> list[tuple[str, str]]:
        """The first users of the keeper."""
        return [(one.username, one.display_name) for one in reach.users_of(self.keeper)[:OFFERED]]

    def clean_user(self) -> User:
        """Return the user of the name, if the keeper knows him."""
        name = self.cleaned_data["user"].strip()
        found = reach.users_of(self.keeper).filter(username=name).first()
        if found is None:
            raise ValidationError(
                _("没有用户“{name}”，或者不在您的管理范围内。新来的人请先新建用户。").format(name=name)
            )
        return found

    def clean_place(self) -> Any:
        """Return the place of the code."""
        return self.place_of(self.cleaned_data["place"].strip(), with_branches=True)

    def given(self) -> dict[str, Any]:
        """Return what ``grant_give`` takes."""
        data = self.cleaned_data
        names = ("user", "role", "first", "last", "reason")
        return {"scope": data["place"], **{name: data[name] for name in names}}


class KeepForm(Drawn, ReasonForm):
    """Another end for a grant."""

    drawn_names = ("last",)

    last = _day(_("最后一日"), required=False, help_text=_("含当日；没有结束的留空。"))

    field_order = ("last", "reason")

    @property
    def day(self) -> date | None:
        """The last day, None for no end."""
        return self.cleaned_data["last"]


class AccountForm(KeeperForm):
    """Who gets an account, and where he belongs."""

    username = _text(
        _("用户名"),
        max_length=150,
        attrs={"autocomplete": "off"},
        help_text=_("登录用，建议用姓名拼音加数字，不用身份证号和手机号。"),
    )
    display_name = _text(_("姓名"), max_length=60, attrs={"autocomplete": "off"})
    home = _text(
        _("所属单位"),
        max_length=24,
        attrs={"list": "places", "autocomplete": "off"},
        help_text=_("填行政区划代码（6位）或者学校标识码（10位）。"),
    )

    field_order = ("username", "display_name", "home", "reason")

    def clean_home(self) -> School | Jurisdiction:
        """Return the place of the code."""
        return self.place_of(self.cleaned_data["home"].strip())

    def given(self) -> dict[str, Any]:
        """Return what ``account_open`` takes."""
        return {name: self.cleaned_data[name] for name in self.field_order}

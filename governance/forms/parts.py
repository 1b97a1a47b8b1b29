"""The parts of a form that founds several branches at once."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.actions.arguments import Argument, Kind
from governance.forms.asking import field_for
from governance.forms.offers.scene import Scene

#: More than this nobody founds in one act.
MOST_PARTS = 12
#: A form begins with so many: a branch is most often divided in two.
FIRST_PARTS = 2

FIELDS = (
    Argument("full_name", Kind.TEXT, _("全称")),
    Argument("short_name", Kind.TEXT, _("简称"), required=False),
    Argument("host_units", Kind.UNIT, _("依托单元"), many=True, required=False),
    Argument("secretary", Kind.PERSON, _("书记"), required=False),
    Argument("members", Kind.PERSON, _("另外指定的党员"), many=True, required=False),
    Argument("groups", Kind.ORGANIZATION, _("整组转入的党小组"), many=True, required=False),
)


class PartForm(forms.Form):
    """One branch to be founded."""

    def __init__(self, scene: Scene, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for argument in FIELDS:
            field = field_for(scene, argument)
            if not argument.many or field.choices:
                self.fields[argument.name] = field


class PartForms:
    """The branches of one argument; their number is sent along, and may grow."""

    def __init__(self, scene: Scene, argument: Argument, data: Mapping[str, Any] | None):
        self.name, self.label, self.data = argument.name, argument.label, data
        number = self._number()
        self.forms = [PartForm(scene, data, prefix=f"{self.name}-{nth}") for nth in range(number)]

    @property
    def number(self) -> int:
        """How many parts there are."""
        return len(self.forms)

    @property
    def number_name(self) -> str:
        """The name under which the number is sent."""
        return f"{self.name}-number"

    @property
    def more_name(self) -> str:
        """The name of the button that asks for one more part."""
        return f"{self.name}-more"

    def _number(self) -> int:
        if self.data is None:
            return FIRST_PARTS
        sent = str(self.data.get(self.number_name, ""))
        number = int(sent) if sent in map(str, range(MOST_PARTS + 1)) else FIRST_PARTS
        return min(MOST_PARTS, max(1, number + (self.more_name in self.data)))

    def is_valid(self) -> bool:
        """Tell whether every part is filled in; a part left empty altogether is not meant."""
        return all(form.is_valid() for form in self._meant())

    def answers(self) -> list[dict[str, Any]]:
        """Return the parts as a step keeps them."""
        return [
            {name: value for name, value in form.cleaned_data.items() if value not in (None, "", [])}
            for form in self._meant()
            if form.is_valid()
        ]

    def _meant(self) -> list[PartForm]:
        meant = [form for form in self.forms if form.has_changed()]
        return meant or self.forms[:1]

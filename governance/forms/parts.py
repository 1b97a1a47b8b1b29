"""The parts of a form that founds several branches at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from governance.actions.arguments import Argument, Kind
from governance.actions.catalogue.reshaping import DUTIES, TEAM
from governance.choices import BRANCH_TYPES
from governance.domain.surveys import propose_branches, propose_split, survey
from governance.forms.asking import field_for
from governance.forms.offers.bodies import party_groups
from governance.forms.offers.scene import Scene
from governance.models import PartyOrganization
from schools.models import Unit

#: More than this nobody founds in one act.
MOST_PARTS = 12
#: A form begins with so many: a branch is most often divided in two.
FIRST_PARTS = 2

PART_TEAM = frozenset({"secretary", "deputies", "committee_seats", *DUTIES})

FIELDS = (
    Argument("full_name", Kind.TEXT, _("全称")),
    Argument("short_name", Kind.TEXT, _("简称"), required=False),
    Argument("host_units", Kind.UNIT, _("依托单元"), many=True, required=False),
    *(argument for argument in TEAM if argument.name in PART_TEAM),
    Argument("members", Kind.PERSON, _("另外指定的党员"), many=True, required=False),
    Argument("groups", Kind.ORGANIZATION, _("整组转入的党小组"), many=True, required=False),
)


class PartForm(forms.Form):
    """One branch to be founded."""

    def __init__(self, scene: Scene, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for argument in FIELDS:
            if argument.name != "groups" or scene.remember("groups", lambda: party_groups(scene).exists()):
                self.fields[argument.name] = field_for(scene, argument)


class PartForms:
    """The branches of one argument; their number is sent along, and may grow."""

    def __init__(self, scene: Scene, argument: Argument, data: Mapping[str, Any] | None):
        self.name, self.label, self.data = argument.name, argument.label, data
        self.is_required = argument.required
        proposed = proposals(scene) if data is None else []
        self.forms = [
            PartForm(scene, data, prefix=f"{self.name}-{nth}", initial=dict(enumerate(proposed)).get(nth))
            for nth in range(max(self._number(), len(proposed)))
        ]

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
        return meant or (self.forms[:1] if self.is_required else [])


def proposals(scene: Scene) -> list[dict[str, Any]]:
    """Return how the branch could be divided along the units its members work in: where a form begins."""
    if not isinstance(scene.node, PartyOrganization) or scene.node.type not in BRANCH_TYPES:
        return []
    found = survey(scene.node, scene.on)
    is_split = scene.action.name == "organization_split"
    parts = propose_split(found) if is_split else propose_branches(found)
    return [_proposed(scene, part.units) for part in parts[:MOST_PARTS]]


def _proposed(scene: Scene, units: Iterable[Unit]) -> dict[str, Any]:
    units = list(units)
    named = {"school": scene.place.school.name, "units": "".join(unit.name for unit in units)}
    return {  # a name is the same in every language
        "full_name": gettext_noop("中共{school}{units}支部委员会").format(**named),
        "short_name": gettext_noop("{units}党支部").format(**named),
        "host_units": [scene.choice(unit)[0] for unit in units],
    }

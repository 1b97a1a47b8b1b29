"""The field that asks for one argument of an action."""

from typing import Any

from django import forms

from governance.actions.arguments import Argument, Kind
from governance.choices import BODY_ROLES, OrgType, Role
from governance.domain.posts import kind_of
from governance.forms.grouped import EMPTY
from governance.forms.offers import bodies, people
from governance.forms.offers.scene import Choice, Scene
from governance.forms.reference_fields import ReferenceField, ReferencesField
from governance.models import LeadingGroup, PartyOrganization, RoleAssignment
from governance.rules.org.illegal_superior_type import SUPERIOR_TYPES

#: Names are at most as long as their columns; the operation checks each exactly.
LONGEST = 120
#: Values that decide what other fields of the form offer: the form is asked anew when they change.
DECIDING = frozenset({"role"})


def field_for(scene: Scene, argument: Argument) -> forms.Field:
    """Return the field for the argument; rows are offered, not enforced."""
    common = {"label": argument.label, "required": argument.required, "help_text": argument.help_text}
    if argument.is_row:
        return _row_field(scene, argument, common)
    common["initial"] = argument.initial
    match argument.kind:
        case Kind.CHOICE:
            return _choice_field(scene, argument, common)
        case Kind.DATE:
            return forms.DateField(**common, widget=date_input())
        case Kind.NUMBER:
            return forms.IntegerField(**common, min_value=0, max_value=999)
        case Kind.FLAG:
            return forms.BooleanField(**{**common, "required": False})
        case _:
            return forms.CharField(**common, max_length=LONGEST)


def date_input() -> forms.DateInput:
    """Return a date as the browser lets people choose it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _row_field(scene: Scene, argument: Argument, common: dict[str, Any]) -> forms.Field:
    """Offer the rows when the form is shown: to take an answer nobody has to look for them."""

    def offered() -> list[Choice]:
        return scene.remember(f"choices:{argument.name}", lambda: _rows(scene, argument))

    if argument.many:
        return ReferencesField(**common, choices=offered)
    return ReferenceField(
        **common,
        choices=lambda: [EMPTY, *offered()],
        initial=lambda: _only(offered()) if argument.required else None,
    )


def _only(choices: list[Choice]) -> str | None:
    """Return the value where there is nothing to choose."""
    [value, text] = choices[0] if len(choices) == 1 else (None, "")
    return None if isinstance(text, list) else value


def _rows(scene: Scene, argument: Argument) -> list[Choice]:
    match argument.kind:
        case Kind.PERSON:
            return people.people(scene, argument.name)
        case Kind.UNIT:
            return bodies.units(scene, argument.name)
        case Kind.GROUP:
            return [scene.choice(row) for row in scene.place.current(LeadingGroup)]
        case _:
            return bodies.organizations(scene, argument.name)


def _choice_field(scene: Scene, argument: Argument, common: dict[str, Any]) -> forms.Field:
    choices = _narrowed(scene, argument)
    if argument.many:
        return forms.MultipleChoiceField(**common, choices=choices, widget=forms.CheckboxSelectMultiple)
    if len(choices) == 1 and argument.required:
        common["initial"] = choices[0][0]
    attributes = {"data-again": ""} if argument.name in DECIDING else {}
    return forms.ChoiceField(**common, choices=[EMPTY, *choices], widget=forms.Select(attrs=attributes))


def _narrowed(scene: Scene, argument: Argument) -> list[Choice]:
    """Return the values that can fit the node at all."""
    choices = list(argument.choices.choices) if argument.choices else []
    if argument.choices is Role:
        fitting = _roles(scene)
        return [choice for choice in choices if choice[0] in fitting]
    if argument.choices is OrgType:
        return [choice for choice in choices if _may_be(choice[0], scene)]
    return choices


def _roles(scene: Scene) -> frozenset[str]:
    kind = kind_of(scene.node)
    if scene.action.name.startswith("post_assign"):
        return frozenset(BODY_ROLES[kind])
    held = RoleAssignment.objects.filter(**{f"post__{kind}": scene.node}, period__endswith=None)
    return frozenset(held.values_list("role", flat=True))


def _may_be(type_: str, scene: Scene) -> bool:
    """Tell whether an organisation of the type may stand where the form founds or changes one."""
    node = scene.node
    if scene.action.name == "organization_retype":
        above = node.parent
        is_other = type_ not in (node.type, OrgType.UPPER, OrgType.GROUP)
        return is_other and (above is None or above.type in SUPERIOR_TYPES[OrgType(type_)])
    if isinstance(node, PartyOrganization):
        return node.type in SUPERIOR_TYPES[OrgType(type_)]
    return type_ not in (OrgType.UPPER, OrgType.GROUP)

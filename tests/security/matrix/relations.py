"""Every field of the desk that names another row, as every visitor: offered and taken is what he may see.

The desk's forms are opened through their addresses; where one opens, each field that lets choose rows is
asked for rows of the far school and of the far county, by forged numbers.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import Client

from governance.admin.saving import OperationAdmin
from governance.models import PartyOrganization
from tests.governance.admin.desk import address
from tests.security.matrix.tally import Tally
from tests.security.matrix.visitors import AREA, POSITIONS, World, visitor

DESKS = [desk for desk in admin.site._registry.values() if isinstance(desk, OperationAdmin)]
CHOOSING = (forms.ModelChoiceField, forms.ModelMultipleChoiceField)
#: Written by who decides above the school, beside what belongs to a jurisdiction itself.
DECIDED = {"Waiver", "School"}


def opens(desk: Any, form: tuple[str, str], position: str) -> bool:
    """Tell whether the visitor may add a row of the noun at the near school or its county."""
    role, kind = form
    own = position == "own" or (kind == AREA and position == "parent")
    if not (own and desk.add_fields):
        return False
    if role == "administrator":
        return bool(desk.at_school) and not desk.decides
    return role == "official" and (bool(desk.decides) or not desk.at_school or bool(desk.at_jurisdiction))


def ask_relations(world: World, form: tuple[str, str], tally: Tally) -> None:
    """Open the form of every noun as the role from every position, and forge numbers where one opens."""
    for position in POSITIONS:
        user = visitor(world, form, position, is_staff=True)
        client = Client()
        client.force_login(user)
        for desk in DESKS:
            cell = f"{'@'.join(form)} {position} {desk.model.__name__}"
            page = _form(client, desk, world, form)
            tally.ask(f"{cell} opens", opens(desk, form, position), page is not None)
            if page is not None:
                _forge(cell, page, user, tally)


def _form(client: Client, desk: Any, world: World, form: tuple[str, str]) -> Any:
    """Return the form to add a row, None where it does not open."""
    if form[0] == "official" and not (desk.decides and desk.at_school):
        where = {"jurisdiction": world.county.pk}
    else:
        where = {"school": world.school.pk}
    answer = client.get(address(desk.model, "add", **where))
    if answer.status_code != 200 or "adminform" not in (answer.context or {}):
        return None
    return answer.context["adminform"].form


def _forge(cell: str, page: Any, user: Any, tally: Tally) -> None:
    for name, field in page.fields.items():
        if not isinstance(field, CHOOSING):
            continue
        model = field.queryset.model
        seen = model.objects.visible_to(user)
        hidden = model.objects.exclude(pk__in=seen.order_by().values("pk"))
        if model is PartyOrganization:  # the committees above are public: a school names them
            hidden = hidden.exclude(level__in=("upper", "district"))
        for row in hidden.order_by("pk")[:2]:
            tally.ask(f"{cell}.{name} takes {row.pk}", False, _takes(field, row.pk))
        offered = field.queryset.exclude(pk__in=seen.order_by().values("pk"))
        if model is PartyOrganization:
            offered = offered.exclude(level__in=("upper", "district"))
        tally.ask(f"{cell}.{name} offers what is hidden", False, offered.exists())


def _takes(field: forms.Field, key: int) -> bool:
    many = isinstance(field, forms.ModelMultipleChoiceField)
    try:
        return bool(field.clean([str(key)] if many else str(key)))
    except ValidationError:
        return False

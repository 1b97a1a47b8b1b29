"""Choices under headings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from governance.domain.candidates import CandidateGroup
from schools.models import Unit

EMPTY = ("", "---------")


def units_by_base(units: Iterable[Unit]) -> list[tuple[str, list[tuple[Any, str]]]]:
    """Return units as choices: those a branch may stand on first, the others apart."""
    groups: dict[str, list[tuple[Any, str]]] = {_("可以设支部的基本单元"): [], _("其他单元"): []}
    base, other = groups.values()
    for unit in units:
        (base if unit.is_base else other).append((unit.pk, _named(unit.name, unit.get_kind_display())))
    return [(label, found) for label, found in groups.items() if found]


def grouped_people(groups: Iterable[CandidateGroup]) -> list[Any]:
    """Return people as choices under the headings of their groups."""
    return [EMPTY, *((group.label, [(p.pk, person_label(p)) for p in group.people]) for group in groups)]


def person_label(person: Any) -> str:
    """Return the name with what tells two people of one name apart."""
    return _named(person.name, person.number)


def _named(name: str, detail: str) -> str:
    return _("{name}（{detail}）").format(name=name, detail=detail)


class PersonField(forms.ModelChoiceField):
    """A person, told apart by the register number."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and number."""
        return person_label(obj)


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people, told apart likewise."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and number."""
        return person_label(obj)

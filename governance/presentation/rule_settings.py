"""Parameters and enforcement of a rule as they hold in a jurisdiction, with who set them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.choices import Basis, Enforcement
from governance.models import RuleEnforcement, RuleParameter
from governance.rules.declaration import Rule
from governance.rules.parameters import PARAMETERS, from_json, looser
from schools.models import Jurisdiction


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A number in force, the default it replaces, and who set it on which document."""

    name: str
    label: str
    value: Any
    default: Any
    basis: Basis
    set_by: str = ""
    document: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class EnforcementRow:
    """How strictly the rule is enforced, and who decided that."""

    level: Enforcement
    set_by: str = ""
    document: str = ""
    since: date | None = None


def chain(jurisdiction: Jurisdiction | None) -> list[Jurisdiction]:
    """Return the jurisdiction with everything above it, the highest first."""
    return list(jurisdiction.get_ancestors(include_self=True)) if jurisdiction else []


def parameters_here(rule: Rule, places: list[Jurisdiction], on: date) -> list[ParameterRow]:
    """Return the rule's parameters as resolved down ``places``; a looser local value is ignored."""
    stored = RuleParameter.objects.as_of(on).filter(jurisdiction__in=places, name__in=rule.parameters)
    by_place = {(row.jurisdiction_id, row.name): row for row in stored}
    return [_parameter(name, places, by_place) for name in rule.parameters]


def _parameter(name: str, places: list[Jurisdiction], stored: dict) -> ParameterRow:
    declared = PARAMETERS[name]
    row = ParameterRow(name, str(declared.label), declared.default, declared.default, declared.basis)
    for place in places:
        local = stored.get((place.pk, name))
        if local is None:
            continue
        value = from_json(name, local.value)
        if not looser(name, value, row.value):
            row = ParameterRow(
                *(name, str(declared.label), value, declared.default, declared.basis),
                *(place.name, local.document_number, local.starts_on),
            )
    return row


def enforcement_here(rule: Rule, places: list[Jurisdiction], on: date) -> EnforcementRow:
    """Return how the rule is enforced: the nearest jurisdiction that decided on it wins."""
    stored = RuleEnforcement.objects.as_of(on).filter(jurisdiction__in=places, rule=rule.code)
    by_place = {row.jurisdiction_id: row for row in stored}
    for place in reversed(places):
        if row := by_place.get(place.pk):
            return EnforcementRow(Enforcement(row.level), place.name, row.document_number, row.starts_on)
    return EnforcementRow(rule.enforcement)


def settings_to_come(
    rule: Rule, places: list[Jurisdiction], on: date
) -> list[RuleParameter | RuleEnforcement]:
    """Return what one of the places has set for the rule from a later day on, the earliest first."""
    later = {"jurisdiction__in": places, "period__startswith__gt": on}
    values = RuleParameter.objects.filter(**later, name__in=rule.parameters).select_related("jurisdiction")
    levels = RuleEnforcement.objects.filter(**later, rule=rule.code).select_related("jurisdiction")
    return sorted([*values, *levels], key=lambda row: (row.starts_on, row.jurisdiction.lft))

"""A parameter or a level with everything that is said about it from the top down to one jurisdiction."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from governance.choices import Basis, Enforcement
from governance.domain.setting_checks import STRICTNESS
from governance.domain.weighing import MOVABLE
from governance.models import RuleEnforcement, RuleParameter
from governance.rules.catalogue import in_reading_order
from governance.rules.declaration import Rule
from governance.rules.parameters import PARAMETERS, Parameter, Stricter, from_json, looser
from schools.models import Jurisdiction

Stored = RuleParameter | RuleEnforcement


@dataclass(frozen=True, slots=True)
class Step:
    """What one jurisdiction says; ``is_passed_over`` if it is looser than what holds above."""

    row: Stored
    value: Any
    is_own: bool
    is_passed_over: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter or a level as it holds at a place."""

    code: str
    label: str
    default: Any
    value: Any
    steps: tuple[Step, ...]
    coming: tuple[Stored, ...]
    may_differ: bool
    basis: Basis | None = None

    @property
    def above(self) -> list[Step]:
        """What the levels above have set."""
        return [step for step in self.steps if not step.is_own]

    @property
    def own(self) -> Step | None:
        """What the place itself has set, in force today."""
        return next((step for step in self.steps if step.is_own), None)

    @property
    def value_above(self) -> Any:
        """What would hold without the place's own value."""
        counted = [step.value for step in self.above if not step.is_passed_over]
        return counted[-1] if counted else self.default


def parameter_lines(place: Jurisdiction, on: date, names: list[str] | None = None) -> list[Line]:
    """Return the parameters as they hold at the place, in one query besides that for what is above."""
    asked = [PARAMETERS[name] for name in names or PARAMETERS]
    chain = list(place.get_ancestors(include_self=True))
    rows = _rows(RuleParameter, chain, on, name__in=[parameter.name for parameter in asked])
    return [_parameter(p, place, [r for r in rows if r.name == p.name], on) for p in asked]


def _parameter(parameter: Parameter, place: Jurisdiction, rows: list[RuleParameter], on: date) -> Line:
    value, steps = parameter.default, []
    for row in rows:
        if row.holds_on(on):
            said = from_json(parameter.name, row.value)
            is_looser = bool(looser(parameter.name, said, value))
            steps.append(Step(row, said, row.jurisdiction_id == place.pk, is_looser))
            value = value if is_looser else said
    return Line(
        parameter.name,
        str(parameter.label),
        parameter.default,
        value,
        tuple(steps),
        _coming(rows, place, on),
        parameter.stricter != Stricter.FIXED,
        parameter.basis,
    )


def level_lines(place: Jurisdiction, on: date, codes: list[str] | None = None) -> list[Line]:
    """Return the levels of the rules as they hold at the place; attested rules have none."""
    asked = [r for r in in_reading_order() if not r.is_attested and (codes is None or r.code in codes)]
    chain = list(place.get_ancestors(include_self=True))
    rows = _rows(RuleEnforcement, chain, on, rule__in=[rule.code for rule in asked])
    return [_level(rule, place, [r for r in rows if r.rule == rule.code], on) for rule in asked]


def _level(rule: Rule, place: Jurisdiction, rows: list[RuleEnforcement], on: date) -> Line:
    steps = [
        Step(row, Enforcement(row.level), row.jurisdiction_id == place.pk) for row in rows if row.holds_on(on)
    ]
    value = steps[-1].value if steps else default_level(rule)
    coming = _coming(rows, place, on)
    return Line(rule.code, str(rule.name), default_level(rule), value, tuple(steps), coming, is_movable(rule))


def default_level(rule: Rule) -> Enforcement:
    """Return the level without any setting: what stands at a gate refuses there."""
    return rule.enforcement if is_movable(rule) else Enforcement.REFUSE


def is_movable(rule: Rule) -> bool:
    """Tell whether jurisdictions set the rule's level: rules of the gates stay where they are."""
    return rule.gate == "report" or rule.code in MOVABLE


def levels_from(line: Line) -> list[Enforcement]:
    """Return the levels the place may set: no weaker than what is set above it."""
    least = STRICTNESS[line.value_above] if line.above else 0
    return [level for level in Enforcement if STRICTNESS[level] >= least]


def _rows(model: type[Stored], chain: list[Jurisdiction], on: date, **asked: Any) -> list[Any]:
    """Return what is in force or to come, from the top down and in the order of time."""
    lasting = Q(period__endswith=None) | Q(period__endswith__gt=on)
    found = model.objects.filter(lasting, jurisdiction__in=chain, **asked)
    return list(found.select_related("jurisdiction").order_by("jurisdiction__lft", "period"))


def _coming(rows: list[Any], place: Jurisdiction, on: date) -> tuple[Any, ...]:
    return tuple(row for row in rows if row.starts_on > on)

"""Whether a jurisdiction may set a value or a level: stricter than above, never looser."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from governance.choices import Enforcement, Gate
from governance.domain.weighing import MOVABLE
from governance.models import RuleEnforcement, RuleParameter, Waiver
from governance.rules.catalogue import all_rules
from governance.rules.parameters import PARAMETERS, from_json, looser
from schools.models import Jurisdiction


def check_setting(row: models.Model, on: date) -> None:
    """Refuse a value, level or waiver that the rules do not allow; other rows pass.

    Raises:
        ValidationError: with the reason.

    """
    if isinstance(row, RuleParameter):
        _check_parameter(row, on)
    elif isinstance(row, RuleEnforcement):
        _check_enforcement(row)
    elif isinstance(row, Waiver):
        _check_waiver(row)


def _check_parameter(row: RuleParameter, on: date) -> None:
    if row.name not in PARAMETERS:
        raise ValidationError({"name": _("没有“{name}”这个参数。").format(name=row.name)})
    try:
        value = from_json(row.name, row.value)
    except (TypeError, ValueError) as problem:
        raise ValidationError({"value": _("取值格式不对，日期写成 2026-06-01。")}) from problem
    problem_text = looser(row.name, value, inherited(row.jurisdiction, row.name, on))
    if problem_text:
        raise ValidationError({"value": problem_text})


def inherited(jurisdiction: Jurisdiction, name: str, on: date) -> Any:
    """Return the value that holds just above the jurisdiction."""
    above = jurisdiction.get_ancestors(ascending=True)
    rows = {
        row.jurisdiction_id: row.value
        for row in RuleParameter.objects.as_of(on).filter(jurisdiction__in=above, name=name)
    }
    stored = next((rows[one.pk] for one in above if one.pk in rows), None)
    return PARAMETERS[name].default if stored is None else from_json(name, stored)


def _check_enforcement(row: RuleEnforcement) -> None:
    rule = all_rules().get(row.rule)
    if rule is None:
        raise ValidationError({"rule": _("没有规则{rule}。").format(rule=row.rule)})
    if rule.gate != Gate.REPORT and rule.code not in MOVABLE and row.level != Enforcement.REFUSE:
        raise ValidationError({"level": _("规则{rule}始终把关，不能放宽。").format(rule=row.rule)})


def _check_waiver(row: Waiver) -> None:
    rule = all_rules().get(row.rule)
    if rule is None:
        raise ValidationError({"rule": _("没有规则{rule}。").format(rule=row.rule)})
    if not rule.is_waivable:
        raise ValidationError({"rule": _("规则{rule}不能豁免。").format(rule=row.rule)})

"""Whether a jurisdiction may set a value or a level: stricter than above, never looser."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from governance.choices import Enforcement, Gate
from governance.domain.weighing import MOVABLE
from governance.models import Attestation, Finding, RuleEnforcement, RuleParameter, Waiver
from governance.rules.catalogue import all_rules
from governance.rules.parameters import PARAMETERS, from_json, looser
from governance.rules.vocabulary import add_months
from schools.models import Jurisdiction


def check_setting(row: models.Model, on: date) -> None:
    """Refuse a value, level or waiver that the rules do not allow; other rows pass.

    Raises:
        ValidationError: with the reason.

    """
    if isinstance(row, RuleParameter):
        _check_parameter(row, on)
    elif isinstance(row, RuleEnforcement):
        _check_enforcement(row, on)
    elif isinstance(row, Waiver):
        _check_waiver(row)
    elif isinstance(row, Attestation):
        _check_attestation(row, on)


def _check_parameter(row: RuleParameter, on: date) -> None:
    if row.name not in PARAMETERS:
        raise ValidationError({"name": _("没有“{name}”这个参数。").format(name=row.name)})
    try:
        value = from_json(row.name, row.value)
    except (TypeError, ValueError) as problem:
        raise ValidationError({"value": _("取值格式不对，日期写成 2026-06-01。")}) from problem
    problem_text = looser(row.name, value, inherited(row.jurisdiction, row.name, max(on, row.starts_on)))
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


def _check_enforcement(row: RuleEnforcement, on: date) -> None:
    rule = all_rules().get(row.rule)
    if rule is None:
        raise ValidationError({"rule": _("没有规则{rule}。").format(rule=row.rule)})
    if rule.is_attested:
        raise ValidationError(
            {"rule": _("规则{rule}由人核实，不影响办理，不设执行方式。").format(rule=row.rule)}
        )
    if rule.gate != Gate.REPORT and rule.code not in MOVABLE and row.level != Enforcement.REFUSE:
        raise ValidationError({"level": _("规则{rule}始终把关，不能放宽。").format(rule=row.rule)})
    above = level_above(row.jurisdiction, row.rule, max(on, row.starts_on))
    if above is not None and STRICTNESS[Enforcement(row.level)] < STRICTNESS[Enforcement(above.level)]:
        raise ValidationError(
            {
                "level": _("{place}已规定为“{level}”，本级不能放宽。").format(
                    place=above.jurisdiction, level=above.get_level_display()
                )
            }
        )


#: The stricter, the larger.
STRICTNESS = {Enforcement.REPORT: 0, Enforcement.ASK: 1, Enforcement.REFUSE: 2}


def level_above(jurisdiction: Jurisdiction, rule: str, on: date) -> RuleEnforcement | None:
    """Return the level that the nearest jurisdiction above has set, None if none has."""
    above = jurisdiction.get_ancestors()
    found = RuleEnforcement.objects.as_of(on).filter(jurisdiction__in=above, rule=rule)
    return found.select_related("jurisdiction").order_by("-jurisdiction__lft").first()


def _check_waiver(row: Waiver) -> None:
    rule = all_rules().get(row.rule)
    if rule is None:
        raise ValidationError({"rule": _("没有规则{rule}。").format(rule=row.rule)})
    if not rule.is_waivable:
        raise ValidationError({"rule": _("规则{rule}不能豁免。").format(rule=row.rule)})
    key = {name: getattr(row, name) for name in ("rule", "subject_kind", "subject_number")}
    finding = Finding.objects.filter(**key, closed_on=None).first()
    if finding is not None and not rule.may_waive(finding.variant):
        raise ValidationError({"rule": _("规则{rule}的这种情形不能豁免。").format(rule=row.rule)})


def _check_attestation(row: Attestation, on: date) -> None:
    rule = all_rules().get(row.rule)
    if rule is None or not rule.is_attested:
        raise ValidationError({"rule": _("规则{rule}按登记的资料判断，不由人核实。").format(rule=row.rule)})
    if row.starts_on > on:
        raise ValidationError({"period": _("核实日期不能晚于今天。")})
    latest = add_months(row.starts_on, rule.attested_months)
    if row.ends_on is not None and row.ends_on > latest:
        raise ValidationError(
            {"period": _("规则{rule}的核实最多{n}个月有效。").format(rule=row.rule, n=rule.attested_months)}
        )

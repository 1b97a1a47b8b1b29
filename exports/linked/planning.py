"""A plan made of a received document: nothing is changed until it is submitted, approved and published."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from exports.linked.comparing import Difference, compared
from exports.linked.received import received
from governance.models import Plan
from governance.plans.drafting import MOST_STEPS, plan_create, step_add
from schools.models import School

#: What fits into the purpose of a plan without burying it.
_MOST_NOTES = 50


def plan_from_document(*, user: User, school: School, raw: bytes, today: date) -> tuple[Plan, Difference]:
    """Draft a plan that makes the school as the document says; return it with what was found.

    Raises:
        Denied: if the user may not edit the school.
        ValidationError: if the document cannot be read, is wrong, or says nothing new.

    """
    difference = compared(school, received(raw), today)
    if not difference.steps:
        raise ValidationError(_("文件与登记的内容没有不同，不需要方案。"))
    if len(difference.steps) > MOST_STEPS:
        raise ValidationError(_("不同之处超过{most}项，请分成几个文件。").format(most=MOST_STEPS))
    with transaction.atomic():
        title = _("按 ORG 文件调整 {on}").format(on=today.isoformat())
        purpose = "\n".join(difference.notes[:_MOST_NOTES])
        plan = plan_create(user=user, school=school, title=title, effective_on=today, purpose=purpose)
        made: dict[str, str] = {}
        for one in difference.steps:
            named = _named(one.arguments, made)
            step = step_add(user=user, plan=plan, action=one.action, arguments=named, today=today)
            if one.makes:
                made[one.makes] = f"@{step.key}"
    return plan, difference


def _named(arguments: dict[str, Any], made: dict[str, str]) -> dict[str, Any]:
    """Return the arguments with what earlier steps make as references to those steps, blanks left out."""
    found = {}
    for name, value in arguments.items():
        named = [made.get(one, one) for one in value] if isinstance(value, list) else made.get(value, value)
        if named:
            found[name] = named
    return found

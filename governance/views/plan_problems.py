"""What stopped something that was to be done with a plan, as a box above the page."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.choices import Enforcement
from governance.domain.refusals import Denied, Refusal, Stale
from governance.plans.running import said
from governance.presentation.problem_box import Box, Shown

UNPROCESSABLE, STALE, FORBIDDEN = 422, 409, 403


def status_of(problem: Exception | None) -> int:
    """Return the status of the answer; without a problem a form was not filled in."""
    if isinstance(problem, Stale):
        return STALE
    return FORBIDDEN if isinstance(problem, Denied) else UNPROCESSABLE


def problem_shown(problem: Exception | None) -> Box | None:
    """Return the box for what was said, None for nothing."""
    if problem is None:
        return None
    if isinstance(problem, Stale):
        again = _("下面是最新的情况，您填写的内容还在，核对之后可以再提交一次。")
        return Box(f"{problem.message} {again}", "stale")
    if isinstance(problem, Denied):
        return Box(problem.message, "denied")
    if isinstance(problem, Refusal):
        rules = tuple(Shown(one, reverse("governance:rule", args=[one.rule])) for one in problem.obstacles)
        return Box(problem.message, Enforcement.REFUSE, rules)
    text = said(problem) if isinstance(problem, ValidationError) else _("资料之间有矛盾，没有保存。")
    return Box(text, Enforcement.REFUSE)

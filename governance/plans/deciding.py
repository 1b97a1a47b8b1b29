"""Submit a plan, and decide about it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import PlanAction
from governance.domain.operation import require
from governance.domain.refusals import Stale
from governance.domain.rights import require_nameable
from governance.models import Document, Plan
from governance.plans.handling import handling, school_first
from governance.plans.previewing import preview


def plan_submit(*, user: User, plan: Plan, today: date, text: str = "", version: int | None = None) -> Plan:
    """Freeze what the plan would do and hand it to who decides.

    Raises:
        ValidationError: if it has no step, a step cannot be done or the rules refuse the whole.

    """
    with school_first(plan), handling(user, plan, PlanAction.SUBMIT, text=text, version=version) as fresh:
        tried = preview(fresh, user=fresh.author, today=today)
        require(tried.outcome["steps"], _("方案还没有步骤，请先添加。"))
        _require_no_problem(tried.problems, _("第{step}步不能完成：{problem}"))
        refusing = [f"{one['rule']} {one['sentence']}" for one in tried.outcome["refusing"]]
        require(not refusing, _("按方案调整后与规则不符：{faults}"), faults=" ".join(refusing))
        fresh.outcome, fresh.digest, fresh.problem = tried.outcome, tried.digest, ""
    return plan


def _require_no_problem(problems: list[dict], message: str) -> None:
    if problems:
        first = problems[0]
        raise ValidationError(message.format(step=first["key"], problem=first["problem"]))


def plan_approve(
    *,
    user: User,
    plan: Plan,
    document: Document,
    digest: str,
    today: date,
    text: str = "",
    version: int | None = None,
) -> Plan:
    """Approve exactly what was previewed.

    Args:
        document: the approval; every step is based on it.
        digest: the fingerprint of the outcome the person looked at.

    Raises:
        Stale: if the plan would do something else now than when it was submitted.

    """
    with school_first(plan), handling(user, plan, PlanAction.APPROVE, text=text, version=version) as fresh:
        require_nameable(user, fresh.school, document)
        now = preview(fresh, user=fresh.author, today=today)
        if not digest == fresh.digest == now.digest:
            raise Stale(
                _("方案提交之后学校资料有变动，按现在的资料实施结果会不同。请退回，由学校重新预演后提交。")
            )
        fresh.approval, fresh.problem = document, ""
    return plan


def plan_return(*, user: User, plan: Plan, text: str, version: int | None = None) -> Plan:
    """Give the plan back with what is to be changed."""
    return _given_back(user, plan, PlanAction.RETURN, text, version)


def plan_refuse(*, user: User, plan: Plan, text: str, version: int | None = None) -> Plan:
    """Decide against the plan for good, saying why."""
    return _given_back(user, plan, PlanAction.REFUSE, text, version)


def _given_back(user: User, plan: Plan, action: PlanAction, text: str, version: int | None) -> Plan:
    if not text.strip():
        raise ValidationError({"text": _("请写明理由，学校要据此修改。")})
    with handling(user, plan, action, text=text, version=version) as fresh:
        fresh.approval, fresh.problem = None, text.strip()
    return plan


def plan_withdraw(*, user: User, plan: Plan, text: str = "", version: int | None = None) -> Plan:
    """Take a submitted or approved plan back to work on it."""
    with handling(user, plan, PlanAction.WITHDRAW, text=text, version=version) as fresh:
        fresh.approval, fresh.problem = None, ""
    return plan


def plan_discard(*, user: User, plan: Plan, text: str = "", version: int | None = None) -> Plan:
    """Give a draft up."""
    with handling(user, plan, PlanAction.DISCARD, text=text, version=version):
        pass
    return plan

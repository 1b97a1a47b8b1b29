"""Do something with a plan: lock it, ask the table, write down who did it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import PlanAction
from governance.domain.locks import lock_affected
from governance.domain.refusals import Denied, Stale
from governance.models import Plan, PlanEntry
from governance.plans.states import TABLE, may


@contextmanager
def handling(
    user: User | None, plan: Plan, action: PlanAction, *, text: str = "", version: int | None = None
) -> Iterator[Plan]:
    """Hand out the locked, fresh plan; afterwards it is in the state the table says, and on record.

    Args:
        user: who does it; None is the register itself.
        text: the opinion to keep.
        version: the ``Plan.version`` the person saw.

    Raises:
        Stale: if the plan changed since the person looked.
        Denied: if it is not the user's to do, or not in this state.

    """
    with transaction.atomic():
        fresh = lock_plan(plan)
        if version is not None and version != fresh.version:
            raise Stale(_("方案“{plan}”在您打开页面之后已被修改，请刷新后再试。").format(plan=fresh))
        verdict = may(user, fresh, action)
        if not verdict:
            raise Denied(verdict.reason)
        yield fresh
        fresh.state = TABLE[action].to or fresh.state
        fresh.version += action != PlanAction.COMMENT  # who decides need not look again at what was only said
        fresh.save()
        if action != PlanAction.EDIT:  # single strokes of the pen are nobody's business
            PlanEntry.objects.create(plan=fresh, action=action, text=text.strip(), actor=user)
        _carry_over(fresh, plan)


@contextmanager
def school_first(plan: Plan) -> Iterator[None]:
    """Lock the school and what a change of it affects before the plan, as every operation does.

    An operation makes approvals void while it holds its school: taking the plan first would let the two
    wait for each other.
    """
    with transaction.atomic():
        lock_affected([plan.school_id])
        yield


def lock_plan(plan: Plan) -> Plan:
    """Lock the plan until the transaction ends and return it as it is now."""
    return Plan.objects.select_for_update(of=("self",)).select_related("school").get(pk=plan.pk)


def _carry_over(fresh: Plan, plan: Plan) -> None:
    """Let the caller's object show what was written."""
    for field in fresh._meta.concrete_fields:
        setattr(plan, field.attname, getattr(fresh, field.attname))

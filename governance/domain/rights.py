"""Whether the actor of an operation may do it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from accounts.permissions import may_approve, may_edit, may_edit_jurisdiction
from governance.domain.refusals import Denied
from schools.models import Jurisdiction, School


def require_right(
    actor: Any, school: School | None, jurisdiction: Jurisdiction | None, decides: bool
) -> None:
    """Refuse an actor who may not edit there, or not decide where ``decides``; None is the system.

    Raises:
        Denied: with the reason.

    """
    if actor is None:
        return
    if school is None:
        verdict = may_edit_jurisdiction(actor, jurisdiction)
    else:
        verdict = may_approve(actor, school) if decides else may_edit(actor, school)
    if not verdict:
        raise Denied(verdict.reason)


def require_visible(actor: Any, *rows: models.Model | None) -> None:
    """Refuse rows the actor cannot see: a forged number in a form leads here.

    Raises:
        Denied: without a word about whether the row exists.

    """
    if actor is None:
        return
    for row in rows:
        if row is not None and not type(row).objects.visible_to(actor).filter(pk=row.pk).exists():
            raise Denied(_("所选内容不存在，或者不在您的管理范围内。"))

"""Which published plans do not stand any more: their change was taken back."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from governance.history.undoings import standing_undoings
from governance.models import Plan

#: What lists call and ask for published plans that were taken back; as a state they stay published.
UNDONE, UNDONE_LABEL = "undone", _("实施后撤销")


def with_undoings(plans: Iterable[Plan]) -> list[Plan]:
    """Return the plans, each with ``undoing``: the change that took it back, None while it stands.

    One query if any was published, one more for each time that undoings were themselves taken back.
    """
    plans = list(plans)
    undoings = standing_undoings(plan.change_set_id for plan in plans if plan.change_set_id)
    for plan in plans:
        plan.undoing = undoings.get(plan.change_set_id)
    return plans

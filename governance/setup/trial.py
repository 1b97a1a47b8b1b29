"""Try what a page would write into the plan, look at it, and take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from governance.choices import Severity
from governance.models import Plan
from governance.plans.handling import school_first
from governance.plans.previewing import Preview, preview

#: Rules by the beginning of their code, with the step at which their findings are mended.
MENDED_AT = {
    "ORG-005": "branches",
    "ORG-007": "branches",
    "ORG-011": "branches",
    "ORG-012": "branches",
    "ORG-013": "branches",
    "ORG-014": "branches",
    "ORG-035": "branches",
    "ORG-001": "type",
    "ORG-008": "type",
    "ORG-009": "type",
    "ORG-021": "type",
    "ORG-029": "profile",
    "TERM": "posts",
    "CMT": "posts",
    "SEC": "posts",
    "LG": "groups",
    "MEM": "people",
    "DAT": "people",
}
_OF_OPERATIONS = {
    "organization_found_top": "type",
    "organization_found": "branches",
    "post_assign_school": "posts",
    "leading_group_set_up": "groups",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding or an obstacle with the step at which it is mended ("" if nowhere here)."""

    rule: str
    subject: str
    sentence: str
    severity: str
    step: str

    @property
    def label(self) -> str:
        """The severity as people call it."""
        return str(Severity(self.severity).label) if self.severity else ""


def step_of(rule: str, has_branches: bool) -> str:
    """Return the step that mends findings of the rule."""
    found = MENDED_AT.get(rule) or MENDED_AT.get(rule.split("-", maxsplit=1)[0], "")
    return "type" if found == "branches" and not has_branches else found


def step_of_operation(operation: str) -> str:
    """Return the step at which a step of the plan is changed."""
    return _OF_OPERATIONS.get(operation, "")


def remarks(rows: list[dict[str, Any]], has_branches: bool) -> list[Remark]:
    """Return the findings or obstacles of an outcome, each once."""
    found = {
        (row["rule"], row["sentence"]): Remark(
            row["rule"],
            row.get("subject", ""),
            row["sentence"],
            row["severity"],
            step_of(row["rule"], has_branches),
        )
        for row in rows
    }
    return list(found.values())


def tried(plan: Plan, write: Callable[[], Any], *, user: User, today: date) -> Preview:
    """Return what the plan would come to if ``write`` had been called; nothing of it stays."""
    with transaction.atomic(), school_first(plan):
        write()
        found = preview(Plan.objects.get(pk=plan.pk), user=user, today=today)
        transaction.set_rollback(True)
    return found

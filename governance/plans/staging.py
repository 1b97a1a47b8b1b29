"""Set the stage for one more step: the school as a plan would leave it, taken back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from django.db import transaction

from accounts.models import User
from governance.actions.action import Action
from governance.actions.references import Resolver
from governance.domain.act import Act, Rehearsal
from governance.domain.batch import Batch, batch
from governance.models import Plan, PlanStep
from governance.plans.previewing import PUBLISHED, paper_to_come
from governance.plans.running import PROBLEMS, Run


@dataclass
class Stage:
    """The school with the plan's steps done; rows made by them have references."""

    whole: Batch
    resolver: Resolver

    def trial(self, action: Action, values: dict[str, Any]) -> Exception | None:
        """Return what stands in the way of one more step; rules are asked about the plan as a whole."""
        try:
            with transaction.atomic():
                action.perform(self.whole.act(), values)
        except PROBLEMS as problem:
            return problem
        return None


@contextmanager
def staged(plan: Plan, *, user: User, today: date, until: PlanStep | None = None) -> Iterator[Stage]:
    """Hand out the stage; nothing of what happens on it stays.

    Steps that cannot be done are left out: the plan's own page says so. With ``until`` only the steps
    before that one are done.

    Raises:
        Stale: if the school is being changed at the same time.

    """
    act = Act(
        actor=user,
        today=max(today, plan.effective_on),
        effective_on=plan.effective_on,
        reason=plan.title,
        rehearsal=Rehearsal(),
    )
    with transaction.atomic():
        with batch(act, PUBLISHED, school=plan.school, document=paper_to_come(plan)) as whole:
            resolver = Resolver(user, plan.school)
            steps = takewhile(lambda step: step != until, plan.steps.all())
            Run(whole, resolver).all(steps, strict=False)
            yield Stage(whole, resolver)
        transaction.set_rollback(True)

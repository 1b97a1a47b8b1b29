"""Run the steps of a plan inside a batch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from governance.actions.arguments import Kind
from governance.actions.catalogue import all_actions
from governance.actions.references import Resolver
from governance.actions.values import references_in, values_of
from governance.domain.batch import Batch
from governance.domain.refusals import Denied, Refusal, Stale
from governance.models import PlanStep

#: What an operation says when it cannot be done; anything else is our own fault and surfaces.
PROBLEMS = (Refusal, Denied, Stale, ValidationError, IntegrityError)


@dataclass(frozen=True)
class StepResult:
    """What became of a step: the sentence of what was done, or what stands in the way."""

    step: PlanStep
    summary: str = ""
    problem: str = ""


class StepFailed(ValidationError):
    """A step could not be done, so nothing was."""

    def __init__(self, result: StepResult, nth: int):
        self.result, self.nth = result, nth
        super().__init__(
            _("第{nth}步“{label}”不能完成：{problem} 方案没有实施，资料没有改变。").format(
                nth=nth, label=label_of(result.step), problem=result.problem
            )
        )


@dataclass
class Run:
    """Steps on their way: who resolves their references, and what became of each."""

    whole: Batch
    resolver: Resolver
    results: list[StepResult] = field(default_factory=list)

    def all(self, steps: Iterable[PlanStep], *, strict: bool) -> list[StepResult]:
        """Run the steps in order.

        Args:
            strict: stop at the first that fails; otherwise go on without it.

        Raises:
            StepFailed: naming the step.

        """
        steps = list(steps)
        self.resolver.watch()
        with self.resolver.keeping(_references_in(steps), self.whole.whole.act.on) as kept:
            for nth, step in enumerate(steps, 1):
                before = len(self.whole.whole.rows)
                result = self._one(step)
                self.results.append(result)
                if strict and result.problem:
                    raise StepFailed(result, nth)
                kept.forget((row.kind, row.number) for row in self.whole.whole.rows[before:])
        return self.results

    def _one(self, step: PlanStep) -> StepResult:
        action = all_actions().get(step.operation)
        if action is None:
            return StepResult(step, problem=_("没有“{name}”这种操作。").format(name=step.operation))
        parts = self.whole.whole.parts
        before = len(parts)
        try:
            # A part of a batch takes back what it wrote when it fails.
            made = action.perform(self.whole.act(), values_of(action, step.arguments, self.resolver))
            self.resolver.remember(step.key, made)
        except PROBLEMS as problem:
            del parts[before:]
            return StepResult(step, problem=said(problem))
        return StepResult(step, summary=" ".join(part.summary for part in parts[before:]))


def _references_in(steps: Iterable[PlanStep]) -> Iterator[tuple[Kind, str]]:
    for step in steps:
        action = all_actions().get(step.operation)
        if action is not None:
            yield from references_in(action, step.arguments)


def label_of(step: PlanStep) -> str:
    """Return what people call the step."""
    action = all_actions().get(step.operation)
    return str(action.label) if action else step.operation


def said(problem: Exception) -> str:
    """Return the sentences of a problem as one text."""
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    obstacles = getattr(problem, "obstacles", ())
    return " ".join([str(problem), *(f"{o.rule} {o.sentence}" for o in obstacles)])

"""The schools an act touches: locked, and judged as they were before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from governance.domain.facts import load_facts
from governance.domain.locks import lock_affected
from governance.facts import SchoolFacts
from governance.rules.judging import judge
from governance.rules.results import Judgement

Judged = dict[int, tuple[Judgement, ...]]


def judged(facts: Mapping[int, SchoolFacts]) -> Judged:
    """Return what the rules say about each school."""
    return {pk: judge(one) for pk, one in facts.items()}


@dataclass
class Reach:
    """What an act on the day ``on`` has locked.

    ``touched`` are the schools it writes to, ``affected`` those whose judgement it may change as well,
    ``before`` the judgements of the affected ones without the act.
    """

    on: date
    touched: set[int] = field(default_factory=set)
    affected: set[int] = field(default_factory=set)
    before: Judged = field(default_factory=dict)

    def lock(self, school_ids: Iterable[int]) -> None:
        """Lock schools not locked yet, with those they affect.

        Raises:
            StructureMoved: if what they affect keeps changing.

        """
        wanted = set(school_ids) - self.touched
        if wanted:
            self.touched |= wanted
            self.affected |= lock_affected(self.touched)

    def judge(self) -> None:
        """Judge the schools that are not yet, before anything is written in them."""
        fresh = self.affected - self.before.keys()
        if fresh:
            self.before.update(judged(load_facts(fresh, self.on)))

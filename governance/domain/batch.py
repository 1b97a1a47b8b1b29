"""Several operations as one act: one transaction, one judgement at the end, one change set.

What lies between two of them may break a rule that the whole keeps: a branch is founded before its
members move in. So the rules are asked about the state before the first and after the last.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from governance.domain.act import Act
from governance.domain.change import Change, Part
from governance.domain.editing import asks_database_once
from governance.domain.locks import lock_jurisdictions
from governance.domain.operation import operation, require
from governance.models import Document
from schools.domain.waiting_numbers import numbered_at_the_end
from schools.models import Jurisdiction, School


@dataclass
class Batch:
    """The whole that operations with ``act.batch`` write into.

    Operations ``may_fail`` one by one: each takes back what it wrote, and the constraints of the database
    speak while it is known which one is at fault. Otherwise nothing is asked before the end, and whatever
    fails takes the whole with it.
    """

    whole: Change
    document: Document | None = None
    may_fail: bool = True

    def act(self, document: Document | None = None) -> Act:
        """Return the act of one operation: the same day and reason, with the rights of the whole.

        Whoever opened the batch answers for its rights, so the operations are the system's.
        """
        act = self.whole.act
        return Act(
            actor=None,
            today=act.today,
            effective_on=act.effective_on,
            reason=act.reason,
            document=document or self.document,
            batch=self,
        )

    @contextmanager
    def part(
        self, act: Act, name: str, schools: Iterable[School], jurisdiction: Jurisdiction | None
    ) -> Iterator[Change]:
        """Hand out a change for one operation and add it to the whole when the operation is through.

        Raises:
            ValidationError: if the operation is not about the school of the batch.

        """
        schools = list(schools)
        own = self.whole.school
        require(
            schools and own is not None and schools[0].pk == own.pk,
            _("一次只能调整一所学校的党组织和内设单元。"),
        )
        self._let_in(schools, jurisdiction)
        change = Change(act, own, None, reach=self.whole.reach)
        with transaction.atomic() if self.may_fail else nullcontext():
            yield change
        self._add(name, change)

    def _let_in(self, schools: list[School], jurisdiction: Jurisdiction | None) -> None:
        """Lock further schools and judge them as they are before this operation."""
        reach = self.whole.reach
        reach.lock(school.pk for school in schools)
        reach.judge()
        if jurisdiction is not None:
            lock_jurisdictions([jurisdiction.pk])

    def _add(self, name: str, change: Change) -> None:
        self.whole.parts.append(Part(name, change.summary, change.tellings))
        self.whole.rows += change.rows
        self.whole.gates += change.gates
        self.whole.decides |= change.decides
        for number, older in change.origins.items():
            self.whole.continues(number, *older)
        self.whole.new_schools |= change.new_schools


@contextmanager
def batch(
    act: Act,
    name: str,
    *,
    school: School,
    document: Document | None = None,
    organising: bool = True,
    may_fail: bool = True,
) -> Iterator[Batch]:
    """Run operations of one school as one act.

    The caller has made sure that the actor may: the rights of the single operations are not asked again.
    ``document`` is what every operation is based on; a batch of facts of life is not ``organising``, no
    rule refuses it. Without ``may_fail`` an operation that fails ends the batch.

    Raises:
        Refused, ReasonNeeded: a rule is in the way of the whole.
        Stale: the school changed since the actor looked, or is being changed at the same time.

    """
    with operation(act, name, school=school, organising=organising, warranted=True) as whole:
        token = asks_database_once.set(True)
        try:
            # constraints that speak after each operation would not bear numbers that wait
            with nullcontext() if may_fail else numbered_at_the_end(school.pk):
                yield Batch(whole, document, may_fail)
        finally:
            asks_database_once.reset(token)

"""Work that the worker does while nobody waits: taken over, called off, begun again, thrown away.

A report, an export, an import and the closing of a round are rows that say how far they are in ``state``,
when they were last moved in ``beat_at``, and what went wrong in ``problem``. What becomes of such a row is
the same for all of them; what is done, and in which words it is refused, is each one's own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
#: States in which somebody works on it, or will.
UNDER_WAY = frozenset({QUEUED, RUNNING})
#: States from which it can go on.
RESUMABLE = frozenset({FAILED, CANCELLED})


@dataclass(frozen=True, slots=True)
class Progress:
    """A row of work as a line of a list; each kind of work says in ``words`` where it stands."""

    work: Any
    is_stalled: bool

    @property
    def is_moving(self) -> bool:
        """Whether the line will look different in a moment."""
        return self.work.state in UNDER_WAY and not self.is_stalled

    @property
    def is_done(self) -> bool:
        """Whether there is a result."""
        return self.work.state == DONE

    @property
    def may_resume(self) -> bool:
        """Whether it can go on, or be begun anew."""
        return self.work.state in RESUMABLE or self.is_stalled


@dataclass(frozen=True, slots=True)
class Work:
    """The rows of one kind of work.

    ``stalled_after`` is how many seconds without progress mean that nobody works on one any more.
    """

    model: type[Model]
    stalled_after: int

    def is_stalled(self, row: Any) -> bool:
        """Tell whether the row claims to be on its way while nobody has moved it for a while."""
        silent = (timezone.now() - row.beat_at).total_seconds()
        return row.state in UNDER_WAY and silent > self.stalled_after

    def locked(self, row: Any) -> Any:
        """Return the row as it is now, locked until the transaction ends."""
        return self.model.objects.select_for_update(of=("self",)).get(pk=row.pk)

    def cancelled(self, row: Any, refusal: str) -> Any:
        """Call it off; a worker that is at it notices before the result is kept.

        Raises:
            ValidationError: with ``refusal``, if nobody works on it.

        """
        with transaction.atomic():
            fresh = self.locked(row)
            if fresh.state not in UNDER_WAY:
                raise ValidationError(refusal)
            fresh.state, fresh.problem = CANCELLED, ""
            fresh.save(update_fields=["state", "problem"])
        return fresh

    def queued_again(self, row: Any, refusal: str) -> Any:
        """Put it back on its way, inside a transaction in which the caller hands it to the worker.

        Raises:
            ValidationError: with ``refusal``, if it is finished, or somebody works on it.

        """
        fresh = self.locked(row)
        if not (fresh.state in RESUMABLE or self.is_stalled(fresh)):
            raise ValidationError(refusal)
        fresh.state, fresh.problem, fresh.beat_at = QUEUED, "", timezone.now()
        fresh.save(update_fields=["state", "problem", "beat_at"])
        return fresh

    def removed(self, row: Any, refusal: str) -> None:
        """Throw the row and its file away.

        Raises:
            ValidationError: with ``refusal``, while somebody works on it.

        """
        with transaction.atomic():
            fresh = self.locked(row)
            if fresh.state in UNDER_WAY and not self.is_stalled(fresh):
                raise ValidationError(refusal)
            storage, name = fresh.file.storage, fresh.file.name
            fresh.delete()
            if name:
                transaction.on_commit(lambda: storage.delete(name))

    def taken(self, pk: int) -> bool:
        """Take it over, unless somebody else has it; one whose worker was killed may be taken over."""
        now = timezone.now()
        stalled = Q(state=RUNNING, beat_at__lt=now - timedelta(seconds=self.stalled_after))
        free = self.model.objects.filter(Q(state=QUEUED) | stalled, pk=pk)
        return bool(free.update(state=RUNNING, beat_at=now))

    def state_of(self, pk: int) -> str:
        """Return the state of the row, nothing if it is gone."""
        return self.model.objects.filter(pk=pk).values_list("state", flat=True).first() or ""

    def running(self, row: Any) -> QuerySet:
        """Return the row while it is still wanted, as a set of one or none."""
        return self.model.objects.filter(pk=row.pk, state=RUNNING)

    def kept(self, row: Any, fields: Collection[str]) -> bool:
        """Save the finished row with its file; tell whether it was still wanted.

        What was called off, or thrown away, while the file was being written loses the file again.
        """
        with transaction.atomic():
            wanted = self.running(row).select_for_update(of=("self",)).exists()
            if wanted:
                row.state = DONE
                row.save(update_fields=["state", *fields])
        if not wanted:
            row.file.storage.delete(row.file.name)
        return wanted

    def failed(self, row: Any, problem: str, state: str = FAILED) -> None:
        """Say what went wrong, if it was still wanted; a state of one's own, if trying again is no use."""
        self.running(row).update(state=state, problem=problem)

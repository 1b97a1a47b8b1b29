"""Clocks, percentiles and counted queries."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from typing import Any

from django.db import connection


@dataclass
class Timings:
    """Seconds that the same thing took on different subjects, and the processor time of this thread in them.

    On a machine that does other things as well only the second is ours.
    """

    seconds: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def take(self, action: Callable[[], Any]) -> Any:
        """Run ``action``, add its time and return its result."""
        start, worked = perf_counter(), thread_time()
        result = action()
        self.seconds.append(perf_counter() - start)
        self.work.append(thread_time() - worked)
        return result

    def percentile(self, share: int) -> float:
        """Return the time that ``share`` per cent of the runs did not exceed."""
        return percentile(self.seconds, share)


def percentile(values: Sequence[float], share: int) -> float:
    """Return the smallest of ``values`` that at least ``share`` per cent of them do not exceed."""
    place = -(-len(values) * share // 100)  # rounded up
    return sorted(values)[max(place, 1) - 1]


@dataclass
class Counted:
    """How many queries ran."""

    queries: int = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        """Count one query; what Django calls an execute wrapper."""
        self.queries += 1
        return execute(*args)


@contextmanager
def counted() -> Iterator[Counted]:
    """Count the queries of this thread in the block."""
    count = Counted()
    with connection.execute_wrapper(count):
        yield count

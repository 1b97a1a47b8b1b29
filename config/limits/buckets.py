"""Buckets that fill steadily: whoever empties his own waits until it holds something again."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a minute in the long run."""

    burst: int
    per_minute: int

    def times(self, factor: int) -> "Rate":
        """Return the rate of so many people together."""
        return Rate(self.burst * factor, self.per_minute * factor)


class Buckets:
    """The buckets of one process, by key; those not used for longest are forgotten beyond ``most``."""

    def __init__(self, most: int = 50_000, clock: Callable[[], float] = time.monotonic):
        self._most, self._clock, self._lock = most, clock, Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, rate: Rate) -> float:
        """Take one out; return 0.0, or the seconds until there is one to take."""
        with self._lock:
            now = self._clock()
            left, at = self._left.pop(key, (float(rate.burst), now))
            left = min(float(rate.burst), left + (now - at) * rate.per_minute / _MINUTE)
            wait = 0.0 if left >= 1 else (1 - left) * _MINUTE / rate.per_minute
            self._left[key] = (left if wait else left - 1, now)
            if len(self._left) > self._most:
                self._left.popitem(last=False)
        return wait

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._left.clear()

    def __len__(self) -> int:
        return len(self._left)

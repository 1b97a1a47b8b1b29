"""Whether this process may serve: it looks at the guards when it starts, and again from time to time.

Guards that were all there are believed for a minute; as long as one is missing every few seconds count.
"""

import logging
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError, connection

from config.guards.inspection import differences_of
from config.guards.manifest import Difference

#: Seconds for which an answer that was good, or was not, is believed.
BELIEVED_GOOD, BELIEVED_BAD = 60.0, 5.0

logger = logging.getLogger("liangzhu.guards")


@dataclass(frozen=True)
class Sight:
    """What was seen at a moment: ``wrong`` is None while the database has not answered."""

    wrong: tuple[Difference, ...] | None = None
    until: float = 0.0


class Watch:
    """What the process knows about the guards."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._sight = Sight()
        self._looking = threading.Lock()

    def look(self) -> Sight:
        """Look at the database now; without an answer what was known stays, and the next one asks again."""
        try:
            wrong = tuple(differences_of(connection))
        except DatabaseError:
            logger.exception("the guards of the database could not be looked at")
            return self._sight
        if wrong and wrong != self._sight.wrong:
            names = ", ".join(f"{one.kind} {one.name}" for one in wrong)
            logger.critical("not serving, %d guards are missing or altered: %s", len(wrong), names)
        elif self._sight.wrong and not wrong:
            logger.warning("all guards are there again")
        self._sight = Sight(wrong, time.monotonic() + (BELIEVED_BAD if wrong else BELIEVED_GOOD))
        return self._sight

    def current(self) -> Sight:
        """Return what is known, after looking if it is out of date; one thread looks, the others go on."""
        if time.monotonic() < self._sight.until:
            return self._sight
        if not self._looking.acquire(blocking=self._sight.wrong is None):
            return self._sight
        try:
            return self._sight if time.monotonic() < self._sight.until else self.look()
        finally:
            self._looking.release()

    def forget(self) -> None:
        """Know nothing again."""
        self._sight = Sight()


#: The one of this process.
watch = Watch()

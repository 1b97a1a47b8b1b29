"""Open files in a process that does nothing else, and tell what each took of it and of the reader it starts.

``python -m tests.intake.corpus.measuring`` reads pairs of a path and a name from its standard input, and
writes reason, processor time in seconds and memory in megabytes. The reader is a process of its own for each
file; the memory is that of the largest so far.
"""

import json
import resource
import sys
from pathlib import Path

_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main() -> None:
    """Open one file after the other."""
    from intake.books.opening import open_book
    from intake.books.refusing import NotTaken

    for line in sys.stdin:
        path, name = json.loads(line)
        spent, reason = _processor(), "read"
        try:
            open_book(Path(path), name)
        except NotTaken as problem:
            reason = problem.reason
        own, readers = (resource.getrusage(who).ru_maxrss / 1024 for who in _BOTH)
        told = {"reason": reason, "seconds": _processor() - spent, "own": own, "readers": readers}
        print(json.dumps(told), flush=True)  # noqa: T201 -- who started it reads it


def _processor() -> float:
    used = [resource.getrusage(who) for who in _BOTH]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()

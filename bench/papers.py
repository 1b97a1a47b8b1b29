"""Reports made from beginning to end, each in a process of its own, so that its peak of memory is its own.

``python -m bench.papers DATABASE PLACE KIND FORMAT`` makes one and prints what it took.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1024  # of what the system counts, in kilobytes


@dataclass(frozen=True)
class Made:
    """What a report took: seconds, processor time of Python, memory at its peak and before, rows, size."""

    seconds: float
    work: float
    peak: int
    before: int
    schools: int
    size: int

    @property
    def beside(self) -> str:
        """The same in words."""
        return (
            f"{self.schools} schools, {self.size // 1024} KB, {self.work:.1f} s of Python, "
            f"memory {self.before} MB, at its peak {self.peak} MB"
        )


def made(place: str, kind: str, file_format: str) -> Made:
    """Let a process of its own make the report of the place from the present database."""
    from django.db import connection

    database = connection.settings_dict["NAME"]
    command = [sys.executable, "-m", "bench.papers", database, place, kind, file_format]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- our own words
    return Made(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Make one report and print what it took."""
    from time import perf_counter, process_time

    import django

    from schools.row_security.scope import work_for_everybody

    django.setup()
    work_for_everybody()
    from django.db import connection
    from django.utils import timezone

    from bench.database import use
    from bench.desk import official_of
    from oversight.models import Report
    from oversight.reports.making import make_report
    from oversight.reports.ordering import report_remove
    from schools.models import Jurisdiction

    database, code, kind, file_format = sys.argv[1:]
    use(database)
    place = Jurisdiction.objects.get(code=code)
    report = Report.objects.create(
        kind=kind,
        format=file_format,
        jurisdiction=place,
        on=timezone.localdate(),
        language="zh-hans",
        asked_by=official_of(place),
    )
    before, start, worked = memory(), perf_counter(), process_time()
    state = make_report(report.pk)
    seconds, work = perf_counter() - start, process_time() - worked
    report.refresh_from_db()
    if state != "done":
        raise AssertionError(f"{state}: {report.problem}")
    found = Made(seconds, work, memory(), before, report.total, report.size)
    report_remove(report=report)
    connection.close_pool()
    sys.stdout.write(f"{json.dumps(found.__dict__)}\n")


def memory() -> int:
    """Return the peak so far; what the system says of the user's resources has that of the parent in it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) // _MEGABYTE if found else 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()

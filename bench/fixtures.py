"""Fixtures beside Django's ``dumpdata``: the same rows, by natural keys, each in a process of its own.

``python -m bench.fixtures DATABASE PLACE WAY`` writes one, to nowhere, and prints what it took.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.papers import memory

WAYS = ("ours", "pseudonyms", "pack", "dumpdata")


@dataclass(frozen=True)
class Written:
    """What a fixture took: seconds, processor time of Python, rows, memory at its peak and before, in MB."""

    seconds: float
    work: float
    rows: int
    peak: int
    before: int

    @property
    def each(self) -> float:
        """Seconds a row."""
        return self.seconds / self.rows

    @property
    def beside(self) -> str:
        """The same in words."""
        per = self.each * 1_000_000
        return (
            f"{self.rows} rows, {per:.0f} µs a row, {self.work:.1f} s of Python, "
            f"memory {self.before} MB, at its peak {self.peak} MB"
        )


def written(place: str, way: str) -> Written:
    """Let a process of its own write the place from the present database."""
    from django.db import connection

    database = connection.settings_dict["NAME"]
    command = [sys.executable, "-m", "bench.fixtures", database, place, way]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- our own words
    return Written(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Write one fixture and print what it took."""
    from time import perf_counter, process_time

    import django

    django.setup()
    from django.db import connection

    from bench.database import use

    database, code, way = sys.argv[1:]
    use(database)
    write = {"ours": _ours, "pseudonyms": _pseudonyms, "pack": _pack, "dumpdata": _dumpdata}[way]
    with TemporaryDirectory() as folder:
        before, start, worked = memory(), perf_counter(), process_time()
        rows = write(code, Path(folder) / "fixture")
        seconds, work = perf_counter() - start, process_time() - worked
    connection.close_pool()
    found = Written(seconds, work, rows, memory(), before)
    sys.stdout.write(f"{json.dumps(found.__dict__)}\n")


def _scope(code: str):
    from governance.exchange.fixtures import scope_of
    from schools.models import Jurisdiction

    return scope_of(Jurisdiction.objects.get(code=code))


def _ours(code: str, path: Path) -> int:
    from governance.exchange.fixtures import export_file

    return export_file(_scope(code), str(path))


def _pseudonyms(code: str, path: Path) -> int:
    from governance.exchange.fixtures import export_file
    from governance.exchange.fixtures.pseudonyms import Pseudonyms

    return export_file(_scope(code), str(path), Pseudonyms("bench"))


def _pack(code: str, path: Path) -> int:
    from accounts.models import User
    from exports.fixture_pack import fixture_pack
    from exports.places import Place
    from schools.models import Jurisdiction

    place = Place(Jurisdiction.objects.get(code=code), User(is_superuser=True))
    manifest = fixture_pack(path, place, pseudonymised=False)
    return sum(manifest["records"].values())


def _dumpdata(_code: str, path: Path) -> int:
    """Dump every model of a fixture whole: the database holds one place and nothing else."""
    from django.core.management import call_command

    from governance.exchange.fixtures.catalogue import CATALOGUE

    models = [kept.model for kept in CATALOGUE]
    names = [model._meta.label for model in models]
    call_command(
        "dumpdata", *names, use_natural_foreign_keys=True, use_natural_primary_keys=True, output=str(path)
    )
    return sum(model._base_manager.count() for model in models)


def compared(place: str, say: Callable[[str, Written, str], object]) -> Iterable[object]:
    """Write the place in every way and say what it took; ``dumpdata`` last, the others beside it."""
    found = {way: written(place, way) for way in WAYS}
    plain = found["dumpdata"]
    for way, one in found.items():
        ratio = "" if way == "dumpdata" else f"{plain.each / one.each:.1f} times as fast a row as dumpdata; "
        yield say(way, one, ratio + one.beside)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()

"""A fixture with its manifest in one zip: what is in it, made of what, and by which sums it is known."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import django
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from exports.places import Place
from governance.exchange.fixtures import export_rows, people_in, scope_of
from governance.exchange.fixtures.pseudonyms import Pseudonyms, server_key
from governance.rules.catalogue import rules_version
from schools.models import Person
from schools.row_security.reasons import EXPORTED
from schools.row_security.scope import across_schools

#: The apps whose tables are in a fixture: their newest migration says which columns it has.
_APPS = ("schools", "governance")
_MODEL = '{"model": "'


@across_schools(EXPORTED)
def fixture_pack(path: Path, place: Place, *, pseudonymised: bool) -> dict[str, Any]:
    """Write ``<code>.json`` and ``manifest.json`` into a zip and return the manifest.

    The rows are those of one moment. ``loaddata`` reads the JSON as it is; the sum in the manifest tells
    whether it is what was written.
    """
    scope = scope_of(place.scope)
    pseudonyms = Pseudonyms(server_key()) if pseudonymised else None
    name, counts, digest = f"{place.code}.json", Counter[str](), hashlib.sha256()
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6) as pack:
        with pack.open(name, "w", force_zip64=True) as file:
            for line in _counting(export_rows(scope, pseudonyms), counts):
                raw = line.encode()
                digest.update(raw)
                file.write(raw)
        manifest = {
            "place": {"code": place.code, "name": place.name, "kind": _kind(place)},
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "pseudonymised": pseudonymised,
            "files": {name: {"sha256": digest.hexdigest(), "records": sum(counts.values())}},
            "records": dict(counts),
            "people": scope.rows(Person).count(),
            "versions": versions(),
        }
        pack.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    return manifest


@across_schools(EXPORTED)
def fixture_people(place: Place) -> int:
    """Return how many people the fixture speaks of."""
    return people_in(place.scope)


def versions() -> dict[str, Any]:
    """Return what has to be the same where the fixture is loaded, or at least as new."""
    applied = MigrationRecorder.Migration.objects.filter(app__in=_APPS).order_by("app", "name")
    newest = {row.app: row.name for row in applied}
    return {"django": django.get_version(), "rules": rules_version(), "migrations": newest}


def _counting(lines: Iterator[str], counts: Counter[str]) -> Iterator[str]:
    """Yield the lines, counting records by model: each line begins one."""
    for line in lines:
        begin = line.find(_MODEL)
        if begin >= 0:
            counts[line[begin + len(_MODEL) :].split('"', 1)[0]] += 1
        yield line


def _kind(place: Place) -> str:
    return "school" if place.is_school else place.scope.level_kind

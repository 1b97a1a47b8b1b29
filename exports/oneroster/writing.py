"""Writing the zip, file by file, row by row."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from exports.oneroster.fields import FILES, KINDS, MANIFEST_VERSION, VERSION
from exports.oneroster.people import LEADING, STAFF, names_of
from exports.places import Place
from governance.models import RoleAssignment
from schools.choices import JurisdictionLevel
from schools.models import Employment, Jurisdiction, Unit, UnitMembership

CHUNK = 2000
SYSTEM = "Liangzhu"
#: What a division is called; OneRoster knows no city between state and district.
_LEVELS = {
    JurisdictionLevel.PROVINCE: "state",
    JurisdictionLevel.CITY: "local",
    JurisdictionLevel.COUNTY: "district",
}
Row = dict[str, str]


def oneroster_write(path: Path, place: Place, on: date) -> int:
    """Write the zip and return the number of lines about people: of each at each school where he works.

    It is a whole delivery (``bulk``): status and time of the last change stay empty, as the standard wants.
    """
    with ZipFile(path, "w", ZIP_DEFLATED) as pack:
        _write(pack, "manifest", ("propertyName", "value"), _manifest())
        _write(pack, "orgs", FILES["orgs"], _orgs(place, on))
        lines = _write(pack, "users", FILES["users"], _users(place, on))
        _write(pack, "roles", FILES["roles"], _roles(place, on))
    return lines


def oneroster_people(place: Place, on: date) -> int:
    """Return how many people the zip names."""
    return _employed(place, on).order_by().values("person").distinct().count()


def _write(pack: ZipFile, name: str, head: tuple[str, ...], rows: Iterable[Row]) -> int:
    number = 0
    with pack.open(f"{name}.csv", "w") as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head, restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            number += 1
    return number


def _manifest() -> Iterator[Row]:
    values = {"manifest.version": MANIFEST_VERSION, "oneroster.version": VERSION}
    values |= {f"file.{kind}": "bulk" if kind in FILES else "absent" for kind in KINDS}
    values |= {"source.systemName": SYSTEM, "source.systemCode": SYSTEM.lower()}
    for name, value in values.items():
        yield {"propertyName": name, "value": value}


def _orgs(place: Place, on: date) -> Iterator[Row]:
    """Yield divisions, schools and units, whatever stands above another before it."""
    inside = Jurisdiction.objects.filter(pk__in=place.jurisdictions).select_related("parent")
    known = set(place.jurisdictions)
    for one in inside.order_by("level", "code"):
        above = one.parent.code if one.parent_id in known else ""
        yield _org(one.code, one.name, _LEVELS[JurisdictionLevel(one.level_kind)], above)
    schools = place.schools_on(on).select_related("jurisdiction").order_by("code")
    for school in schools.iterator(chunk_size=CHUNK):
        above = school.jurisdiction.code if school.jurisdiction_id in known else ""
        yield _org(school.code, school.name, "school", above)
    units = Unit.objects.as_of(on).filter(school__in=place.schools_on(on).order_by())
    for unit in (
        units.select_related("school", "parent").order_by("school__code", "tree_id", "lft").iterator()
    ):
        yield _org(
            unit.number, unit.name, "department", unit.parent.number if unit.parent else unit.school.code
        )


def _org(number: str, name: str, kind: str, above: str) -> Row:
    return {"sourcedId": number, "name": name, "type": kind, "identifier": number, "parentSourcedId": above}


def _employed(place: Place, on: date) -> Any:
    found = Employment.objects.as_of(on).filter(school__in=place.schools_on(on).order_by())
    return found.select_related("person", "school").order_by("person__number")


def _users(place: Place, on: date) -> Iterator[Row]:
    for row in _employed(place, on).iterator(chunk_size=CHUNK):
        given, family = names_of(row.person.name)
        yield {
            "sourcedId": row.person.number,
            "enabledUser": "true",
            "username": row.person.number,
            "givenName": given,
            "familyName": family,
            "identifier": row.person.staff_number,
            "primaryOrgSourcedId": row.school.code,
        }


def _roles(place: Place, on: date) -> Iterator[Row]:
    """Yield for each member of staff one primary role at the school, and the further ones."""
    led = RoleAssignment.objects.as_of(on).filter(place.at("post__school"), role__in=LEADING)
    leading: dict[tuple[int, int], RoleAssignment] = {}
    for held in led.select_related("post").order_by("pk"):
        leading.setdefault((held.person_id, held.post.school_id), held)
    for row in _employed(place, on).iterator(chunk_size=CHUNK):
        held = leading.get((row.person_id, row.school_id))
        role, period = (LEADING[held.role], held) if held else (STAFF, row)
        yield _role(row.person.number, row.school.code, "primary", role, period)
    joined = UnitMembership.objects.as_of(on).filter(unit__school__in=place.schools_on(on).order_by())
    joined = joined.filter(person__employments__in=_employed(place, on).order_by().values("pk"))
    for row in joined.select_related("person", "unit").order_by("person__number", "unit__number").iterator():
        if row.unit.holds_on(on):
            yield _role(row.person.number, row.unit.number, "secondary", STAFF, row)


def _role(person: str, org: str, kind: str, role: str, dated: Any) -> Row:
    return {
        "sourcedId": f"{person}.{org}",
        "userSourcedId": person,
        "roleType": kind,
        "role": role,
        "beginDate": dated.starts_on.isoformat(),
        "endDate": dated.last_day.isoformat() if dated.last_day else "",
        "orgSourcedId": org,
    }

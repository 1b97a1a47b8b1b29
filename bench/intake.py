"""A county taken out as a workbook and taken in again, beside django-import-export row by row.

The peer takes in one table, the people, as its users write it: a resource of the model with the school and
the number as the key, tried first and then applied.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from accounts.models import AccessGrant, User
from governance.models import OrganizationStatus, PartyMembership, PartyOrganization
from intake.books.opening import open_book
from intake.choices import ImportState
from intake.models import RosterImport
from intake.papers.export import roster_book
from intake.running.making import run_import
from intake.running.ordering import import_apply
from intake.running.receiving import import_receive
from schools.models import Jurisdiction, Person, School, Unit
from schools.periods import open_period


@dataclass(frozen=True)
class Step:
    """What was done, how long it took, and what else is to be said."""

    name: str
    seconds: float
    beside: str = ""


def taken_in(place: Jurisdiction) -> Iterator[Step]:
    """Take the county out and in, in the present database, whose schools are thrown away in between."""
    today = timezone.localdate()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "county.xlsx"
        schools, people = School.objects.count(), Person.objects.count()
        seconds, work = _timed(lambda: roster_book(School.objects.order_by("code"), today, path))
        size = f"{schools} schools, {people} people, {path.stat().st_size // 1024} KB; {work}"
        yield Step("county taken out as a workbook", seconds, size)
        _empty()
        yield from _ours(place, path)
        yield Step("  the same file again: everything compared", *_again(place, path))
        _empty_people()
        yield _peer(path)


def _ours(place: Jurisdiction, path: Path) -> Iterator[Step]:
    row = _sent(place, path)
    checked, work = _timed(lambda: run_import(row.pk))
    row.refresh_from_db()
    _require(row, ImportState.CHECKED)
    yield Step("read, checked, tried against every rule", checked, work)
    import_apply(row=row)
    applied, work = _timed(lambda: run_import(row.pk))
    row.refresh_from_db()
    _require(row, ImportState.DONE)
    numbers = (Person, Unit, PartyOrganization, PartyMembership)
    said = ", ".join(f"{model.objects.count()} {model._meta.model_name}" for model in numbers)
    yield Step("applied: written, judged, on record", applied, f"{said}; {work}")
    yield Step("together", checked + applied)


def _again(place: Jurisdiction, path: Path) -> tuple[float, str]:
    row = _sent(place, path)
    seconds = _timed(lambda: run_import(row.pk))
    row.refresh_from_db()
    _require(row, ImportState.CHECKED)
    return seconds


def _require(row: RosterImport, state: ImportState) -> None:
    wrong = [problem for part in row.parts.all() for problem in part.problems if problem[5] == "error"]
    if row.state != state or wrong:
        raise AssertionError(f"{row.state}: {row.problem} {row.problems[:3]} {wrong[:5]}")


def _sent(place: Jurisdiction, path: Path) -> RosterImport:
    user, made = User.objects.get_or_create(username="bench-intake")
    if made:
        AccessGrant.objects.create(
            user=user, role="official", jurisdiction=place, period=open_period(timezone.localdate())
        )
    upload = SimpleUploadedFile("county.xlsx", path.read_bytes())
    today = timezone.localdate()
    return import_receive(user=user, place=place, upload=upload, on=today, today=today)


def _empty() -> None:
    """Throw every school away; the organisations of the jurisdictions come back without their papers."""
    above = list(PartyOrganization.objects.filter(school=None).order_by("level", "pk"))
    statuses = list(OrganizationStatus.objects.filter(organization__school=None))
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE schools_school CASCADE")
        cursor.execute("ANALYZE")
    for row in (*above, *statuses):
        for name in ("approval_id", "dissolution_id", "document_id"):
            if hasattr(row, name):
                setattr(row, name, None)
    PartyOrganization._base_manager.bulk_create(above)
    OrganizationStatus._base_manager.bulk_create(statuses)


def _empty_people() -> None:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE schools_person CASCADE")
        cursor.execute("ANALYZE")


def _peer(path: Path) -> Step:
    """Let django-import-export take in the people of the file, as it is used: tried, then applied."""
    import tablib
    from import_export import fields, resources, widgets

    class PersonResource(resources.ModelResource):
        school = fields.Field("school", "school", widgets.ForeignKeyWidget(School, "code"))

        class Meta:
            model = Person
            import_id_fields = ("school", "staff_number")
            fields = ("school", "number", "name", "staff_number", "joined_on", "full_on")
            use_transactions = True

    grid = next(grid for grid in open_book(path, "county.xlsx") if grid.name == "人员")
    data = tablib.Dataset(headers=["school", "name", "staff_number", "joined_on", "full_on", "number"])
    for nth, line in enumerate(grid.rows[1:]):
        cells = {head: line[place] if place < len(line) else None for place, head in enumerate(grid.rows[0])}
        days = [(cells[head] or {}).get("d", "") for head in ("入党日期", "转正日期")]
        data.append([cells["学校标识码"], cells["姓名"], cells["工号"] or "", *days, f"X{nth:08d}"])
    resource = PersonResource()
    tried, _work = _timed(lambda: _whole(resource.import_data(data, dry_run=True)))
    applied, work = _timed(lambda: _whole(resource.import_data(data, dry_run=False)))
    said = f"{len(data)} rows of one table, nothing judged; {tried:.1f} s of it to try; {work}"
    return Step("  django-import-export, the people alone, row by row", tried + applied, said)


def _whole(result: object) -> None:
    if result.has_errors():
        raise AssertionError(result.row_errors()[:1])


def _timed(do: Callable[[], object]) -> tuple[float, str]:
    """Return the seconds it took, and those of Python's own work in words."""
    start, worked = perf_counter(), process_time()
    do()
    return perf_counter() - start, f"{process_time() - worked:.1f} s of Python"

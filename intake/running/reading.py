"""Read the file of an import into parts, one for each school."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from governance.presentation.jurisdiction_page import schools_inside
from intake.books.opening import Grid, open_book
from intake.books.refusing import NotTaken
from intake.models import ImportPart, RememberedAnswer, RosterImport
from intake.running.progress import beat
from intake.taking.gathering import Taken, gather
from intake.taking.schools import Schools
from schools.models import School


def read_file(row: RosterImport) -> None:
    """Put the rows of the file into parts; what is wrong with headings and schools is said.

    Raises:
        NotTaken: if the file is not taken, or there is nothing in it.

    """
    beat(row, done=0, total=0)
    taken = gather(grids_of(row), schools_of(row), answers_of(row))
    if not taken.rows and not taken.problems and not taken.questions:
        raise NotTaken("nothing")
    with transaction.atomic():
        row.parts.all().delete()
        for part in _parts(row, taken):  # of rows as long as these the driver makes no array faster
            part.save(force_insert=True)
        row.problems = [problem.as_json() for problem in taken.problems]
        row.questions = [question.as_json() for question in taken.questions.values()]
        row.save(update_fields=["problems", "questions"])
        beat(row, total=len(taken.rows), stage="check")


def grids_of(row: RosterImport) -> list[Grid]:
    """Return the sheets of the file, opened in a folder of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book"
        with row.file.open("rb") as stored, path.open("wb") as copy:
            for chunk in stored.chunks():
                copy.write(chunk)
        return open_book(path, row.name)


def schools_of(row: RosterImport) -> Schools:
    """Return the schools the import may be about."""
    if row.school is not None:
        return Schools([row.school], only=row.school)
    inside = schools_inside(row.jurisdiction, row.asked_by)
    return Schools(inside.only("code", "name", "short_name"))


def answers_of(row: RosterImport) -> dict[str, str]:
    """Return what people have said: here, and before in the jurisdiction."""
    remembered = RememberedAnswer.objects.filter(jurisdiction=row.area)
    return {**dict(remembered.values_list("question", "answer")), **row.answers}


def _parts(row: RosterImport, taken: Taken) -> list[ImportPart]:
    known = dict(School.objects.filter(code__in=taken.rows).values_list("code", "name"))
    names = {code: _name(code, known, rows) for code, rows in taken.rows.items()}
    return [
        ImportPart(
            roster_import=row,
            number=number,
            code=code,
            name=names[code][:120],
            rows=[one.as_json() for one in rows],
        )
        for number, (code, rows) in enumerate(taken.rows.items(), 1)
    ]


def _name(code: str, known: dict[str, str], rows: list) -> str:
    own = next((one.cells.get("name") for one in rows if one.sheet == "schools"), None)
    return known.get(code) or str(own or code)

"""Send a workbook as a user, and let the worker do its work at once."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from intake.models import RosterImport
from intake.running.making import run_import
from intake.running.ordering import import_answer, import_apply
from intake.running.receiving import import_receive


def book(**sheets) -> bytes:
    """Return a workbook; a sheet is a list of rows, the headings first."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def send(user, place, content: bytes, *, name="名册.xlsx", on: date | None = None) -> RosterImport:
    """Send the file and have it read and checked."""
    upload = SimpleUploadedFile(name, content)
    today = timezone.localdate()
    row = import_receive(user=user, place=place, upload=upload, on=on or today, today=today)
    run_import(row.pk)
    row.refresh_from_db()
    return row


def answer(row: RosterImport, **said) -> RosterImport:
    """Answer the questions: what is suggested, unless ``said`` has an answer for the word."""
    from intake.presentation.page import ImportPage

    asked = ImportPage(row).questions
    import_answer(row=row, answers={q.question.key: said.get(q.question.word, q.chosen) for q in asked})
    run_import(row.pk)
    row.refresh_from_db()
    return row


def apply(row: RosterImport, reason: str = "") -> RosterImport:
    """Apply the import."""
    import_apply(row=row, reason=reason)
    run_import(row.pk)
    row.refresh_from_db()
    return row


def errors(row: RosterImport) -> list[tuple]:
    """Return place and sentence of everything that is wrong."""
    from intake.presentation.page import ImportPage

    return [(one.title, one.place, one.text) for one in ImportPage(row).errors]

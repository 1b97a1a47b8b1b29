"""What people hand in and decide about findings."""

from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.choices.report import ReportFormat, ReportKind
from oversight.evidence import evidence_receive
from oversight.models import Evidence, Report
from schools.models import Jurisdiction, School
from tests.factories.days import ON
from tests.factories.visitors import grant, user

#: The shortest thing that begins like a PDF.
PDF = b"%PDF-1.7\n%demo\n"


def upload(name: str = "会议记录.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def evidence(place: School | Jurisdiction, name: str = "会议记录.pdf", content: bytes = PDF) -> Evidence:
    """Return a file that somebody handed in for the place."""
    return evidence_receive(user=user(), place=place, upload=upload(name, content))


def report(place: Jurisdiction, asked_by=None, **changes) -> Report:
    """Return a report that somebody asked for, still in the queue."""
    defaults = {"kind": ReportKind.COUNTY, "format": ReportFormat.PDF, "on": ON, "language": "zh-hans"}
    return Report.objects.create(
        jurisdiction=place, asked_by=asked_by or grant(user(), place).user, **{**defaults, **changes}
    )

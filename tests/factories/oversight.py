"""What people hand in and decide about findings."""

from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.evidence import evidence_receive
from oversight.models import Evidence
from schools.models import Jurisdiction, School
from tests.factories.visitors import user

#: The shortest thing that begins like a PDF.
PDF = b"%PDF-1.7\n%demo\n"


def upload(name: str = "会议记录.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def evidence(place: School | Jurisdiction, name: str = "会议记录.pdf", content: bytes = PDF) -> Evidence:
    """Return a file that somebody handed in for the place."""
    return evidence_receive(user=user(), place=place, upload=upload(name, content))

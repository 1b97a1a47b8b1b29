"""What people hand in and decide about findings."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.choices import Conclusion
from governance.models import Finding
from oversight.choices.report import ReportFormat, ReportKind
from oversight.evidence import evidence_receive
from oversight.models import Evidence, Report, Statement, WaiverRequest
from schools.models import Jurisdiction, School
from tests.factories.days import ON
from tests.factories.rulings import finding
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


def waiver_request(school: School, about: Finding | None = None, **changes: Any) -> WaiverRequest:
    """Return a request for a waiver of a finding of the school, made anew unless given."""
    about = about or finding(school, "SEC-001")
    defaults = {
        "rule": about.rule,
        "subject_kind": about.subject_kind,
        "subject_number": about.subject_number,
        "subject_name": about.subject_name,
        "reason": "演示：校长年底到任",
        "document_number": "演示〔2026〕9号",
        "issued_on": date(2026, 5, 1),
        "issuer": "演示县委教育工委",
        "until": date(2027, 3, 31),
        "asked_on": ON,
    }
    return WaiverRequest.objects.create(school=school, **{**defaults, **changes})


def statement(school: School, rule: str = "LIF-001", **changes: Any) -> Statement:
    """Return what the school handed in about an attested rule."""
    defaults = {"conclusion": Conclusion.PASS, "note": "演示：查阅会议记录", "made_on": ON}
    return Statement.objects.create(school=school, rule=rule, **{**defaults, **changes})

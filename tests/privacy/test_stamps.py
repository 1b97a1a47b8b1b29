"""What left carries its number: in head and foot, in the title, on a sheet of its own."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from governance.choices import OrgType, Role
from oversight.choices.report import ReportFormat, ReportKind, ReportState
from oversight.reports.making import make_report
from privacy.choices import ExportState
from privacy.models import DataExport
from tests import factories
from tests.pdf import pdf_pages

pytestmark = pytest.mark.django_db


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_small_papers_of_one_school_leave_at_once_and_are_stamped(client, school, clerk):
    client.force_login(clerk)
    for ending in ("pdf", "docx"):
        answer = client.get(reverse("oversight:school_health", args=[school.code, ending]))
        found, file = DataExport.objects.get(number=answer["X-Export-Number"]), content(answer)
        assert found.state == ExportState.TAKEN
        said = pdf_text(file) if ending == "pdf" else word_text(file)
        assert said.count(f"导出编号 {found.number}") >= 2
        assert "clerk-1" in said


def test_a_chart_carries_the_number(client, school, clerk):
    client.force_login(clerk)
    svg = client.get(reverse("governance:school_chart", args=[school.code]))
    assert f"导出编号 {svg['X-Export-Number']}" in content(svg).decode()
    pdf = client.get(reverse("governance:school_pdf", args=[school.code]))
    assert pdf["X-Export-Number"] in pdf_text(content(pdf)).replace("\r\n", "")


def test_a_chart_of_many_asks(client, settings, school, clerk):
    settings.EXPORT_LIMIT = 0
    organization = factories.organization(OrgType.BRANCH, school=school)
    factories.assign(factories.member(school, organization), organization, Role.SECRETARY)
    client.force_login(clerk)
    answer = client.get(reverse("governance:school_chart", args=[school.code]))

    assert answer["Content-Type"].startswith("text/html")
    assert answer.context["offer"].people == 1


def test_a_list_of_findings_carries_the_number_on_every_sheet(client, county, school, official):
    factories.finding(school)
    report = factories.report(
        county, official, state=ReportState.QUEUED, kind=ReportKind.FINDINGS, format=ReportFormat.XLSX
    )
    assert make_report(report.pk) == ReportState.DONE
    client.force_login(official)
    where = reverse("oversight:report_file", args=[report.key])
    assert client.get(where)["Content-Type"].startswith("text/html")

    answer = client.post(where, {"purpose": "reporting"})
    number, book = answer["X-Export-Number"], load_workbook(BytesIO(content(answer)))

    assert book.sheetnames[-1] == "导出登记"
    for sheet in book:
        assert number in sheet.oddHeader.center.text
        assert number in sheet.oddFooter.center.text
    told = {row[0].value: row[1].value for row in book["导出登记"].iter_rows()}
    assert (told["导出编号"], told["用途"], told["涉及人数"]) == (number, "向上级报送", "0")
    assert school.code in [row[1].value for row in book.worksheets[0].iter_rows()]


def pdf_text(file):
    return "\n".join(pdf_pages(file))


def word_text(file):
    section = Document(BytesIO(file)).sections[0]
    return "\n".join(one.text for part in (section.header, section.footer) for one in part.paragraphs)

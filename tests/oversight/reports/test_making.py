"""Reports are made part by part: called off, they go on where they stopped, and never come out wrong."""

import hashlib
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone, translation
from docx import Document

from accounts.models import AccessGrant
from governance.rules.catalogue import rules_version
from oversight.choices.report import ReportFormat, ReportKind, ReportState
from oversight.models import Report, ReportPart
from oversight.reports import gathering
from oversight.reports.making import make_report
from oversight.reports.ordering import WORK, report_cancel, report_resume
from tests import factories
from tests.pdf import pdf_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    """A county with five schools, each with a finding, the second with one more that is waived."""
    place = factories.county()
    for nth in range(5):
        school = factories.school(jurisdiction=place, name=f"演示第{nth + 1}小学")
        factories.finding(school, "ORG-005", severity="error")
        if nth == 1:
            factories.finding(school, "TERM-002", is_waived=True)
    return place


@pytest.fixture
def in_twos(monkeypatch):
    """Gather two schools at a time."""
    monkeypatch.setattr(gathering, "CHUNK", 2)


def content(report):
    report.refresh_from_db()
    with report.file.open("rb") as stored:
        return stored.read()


def findings(county, **changes):
    return factories.report(county, kind=ReportKind.FINDINGS, format=ReportFormat.XLSX, **changes)


def rows_of(report):
    book = openpyxl.load_workbook(BytesIO(content(report)))
    return [[cell.value for cell in row] for row in book["检查发现"].iter_rows(min_row=2)]


def test_the_list_of_findings_has_a_row_for_each_waived_ones_marked(county, in_twos):
    report = findings(county)

    assert make_report(report.pk) == ReportState.DONE

    rows = rows_of(report)
    assert [(row[2], row[3], row[12]) for row in rows] == [
        ("演示第1小学", "ORG-005", None),
        ("演示第2小学", "ORG-005", None),
        ("演示第2小学", "TERM-002", "是"),
        ("演示第3小学", "ORG-005", None),
        ("演示第4小学", "ORG-005", None),
        ("演示第5小学", "ORG-005", None),
    ]
    assert (report.done, report.total, report.percent) == (5, 5, 100)
    made = content(report)
    assert (report.size, report.sha256) == (len(made), hashlib.sha256(made).hexdigest())
    assert report.rules_version == rules_version()
    assert not report.parts.exists()


def test_a_school_of_another_county_is_not_in_it(county):
    other = factories.school(jurisdiction=factories.jurisdiction("330110", "余杭区", "county"))
    factories.finding(other, "ORG-006")
    report = findings(county)

    make_report(report.pk)

    assert "ORG-006" not in {row[3] for row in rows_of(report)}
    assert len(rows_of(report)) == 6


@pytest.mark.parametrize("made", ReportFormat.values)
def test_the_county_report_comes_in_every_format_with_version_and_day(made, county):
    report = factories.report(county, format=made)

    assert make_report(report.pk) == ReportState.DONE

    said = READERS[made](content(report))
    assert "中小学党组织治理结构检查报告" in said
    assert "演示第5小学" in said
    assert f"规则版本 {report.rules_version} · 检查日期 {factories.ON.isoformat()}" in said


def pdf_text(made):
    return "".join(pdf_pages(made)).replace("\r\n", "")


def docx_text(made):
    document = Document(BytesIO(made))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    foot = document.sections[0].footer.paragraphs[0].text
    return "\n".join([*(p.text for p in document.paragraphs), *cells, foot])


def xlsx_text(made):
    book = openpyxl.load_workbook(BytesIO(made))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


READERS = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text}


def test_a_report_is_in_the_language_it_was_asked_for_in(county):
    report = factories.report(county, format="docx", language="en")

    with translation.override("zh-hans"):
        make_report(report.pk)

    assert "findings" in docx_text(content(report))


def test_called_off_it_stops_after_the_part_at_hand_and_goes_on_there(county, in_twos, monkeypatch):
    report, gathered = findings(county), []
    gather = gathering.gather

    def called_off_at_the_second(kind, ids, on):
        gathered.append(tuple(ids))
        if len(gathered) == 2:
            report_cancel(report=report)
        return gather(kind, ids, on)

    monkeypatch.setattr(gathering, "gather", called_off_at_the_second)
    assert make_report(report.pk) == ReportState.CANCELLED
    assert (len(gathered), ReportPart.objects.count()) == (2, 2)
    report.refresh_from_db()
    assert not report.file

    report_resume(report=report)
    assert make_report(report.pk) == ReportState.DONE

    assert len(gathered) == 3, "parts that were there were gathered again"
    assert len(rows_of(report)) == 6


def test_after_a_killed_worker_another_goes_on_once_it_is_clear_that_nobody_works_on_it(county, in_twos):
    report = findings(county, state=ReportState.RUNNING)
    ReportPart.objects.create(report=report, number=0, schools=2, rows=[["甲"] * 14])

    assert make_report(report.pk) == ReportState.RUNNING, "somebody may still be at it"
    silent = timezone.now() - timedelta(seconds=WORK.stalled_after + 1)
    Report.objects.filter(pk=report.pk).update(beat_at=silent)

    assert make_report(report.pk) == ReportState.DONE
    assert rows_of(report)[0][0] == "甲", "the part that was there is used"
    assert len(rows_of(report)) == 4


@pytest.mark.parametrize("state", [ReportState.DONE, ReportState.CANCELLED, ReportState.FAILED])
def test_what_is_finished_or_called_off_is_left_alone(state, county):
    report = findings(county, state=state, file="reports/x")

    assert make_report(report.pk) == state
    assert not ReportPart.objects.exists()


def test_who_lost_the_right_meanwhile_gets_nothing(county):
    report = findings(county)
    AccessGrant.objects.all().delete()

    assert make_report(report.pk) == ReportState.FAILED

    report.refresh_from_db()
    assert report.problem
    assert not report.file


def test_a_fault_is_told_and_can_be_tried_again(county, monkeypatch, caplog):
    report = findings(county)
    with monkeypatch.context() as broken:
        broken.setattr(gathering, "gather", lambda *_all: 1 / 0)
        assert make_report(report.pk) == ReportState.FAILED
    report.refresh_from_db()
    assert f"并告知报告编号{report.pk}" in report.problem
    assert "division by zero" in caplog.text

    report_resume(report=report)

    assert make_report(report.pk) == ReportState.DONE


@pytest.mark.parametrize("kind", ReportKind.values)
@pytest.mark.parametrize("count", [1, 5])
def test_the_queries_of_a_part_do_not_grow_with_its_schools(kind, count, county, django_assert_num_queries):
    ids = list(county.schools.order_by("pk").values_list("pk", flat=True)[:count])

    with django_assert_num_queries(1):
        rows = gathering.gather(kind, ids, factories.ON)

    assert len(rows) >= count

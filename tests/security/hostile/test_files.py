"""Files that are carried away: no script, no formula, nothing that cannot be opened."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import icalendar
import openpyxl
import pypdfium2
import pytest
from defusedxml import ElementTree
from docx import Document
from PIL import Image

from oversight.choices.report import ReportFormat, ReportKind
from oversight.reports.making import make_report
from tests import factories
from tests.security.hostile.addresses import doors, read
from tests.security.hostile.payloads import CONTROLS, FORMULAS, PAYLOADS
from tests.security.hostile.poison import poisoned
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
CORPUS = (*PAYLOADS, *FORMULAS, *CONTROLS)
#: What may act in a drawing.
ACTING = {"script", "foreignObject", "iframe", "image", "use", "animate", "set", "handler", "style"}
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture
def poison(place):
    """Put texts into every field; each test has its own."""
    return poisoned


def fetch(client, address, kind):
    answer = client.get(address)
    body = read(answer)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(kind)
    return body


def drawing(body):
    """Return the tags, attributes and texts of a drawing, which has to be well-formed."""
    root = ElementTree.fromstring(body)
    tags = {node.tag.rpartition("}")[2] for node in root.iter()}
    attributes = [(name, value) for node in root.iter() for name, value in node.attrib.items()]
    return tags, attributes, " ".join(root.itertext())


@pytest.mark.parametrize("texts", [PAYLOADS, CONTROLS, FORMULAS], ids=["payloads", "controls", "formulas"])
def test_the_chart_as_svg(texts, place, inside, poison):
    poison(texts)

    tags, attributes, text = drawing(fetch(inside, doors(place)["governance:school_chart"], "image/svg+xml"))

    assert tags & ACTING == set()
    assert [name for name, _value in attributes if name.startswith("on") or "href" in name] == []
    assert len(text) > 20


@pytest.mark.parametrize("texts", [PAYLOADS, CONTROLS], ids=["payloads", "controls"])
def test_the_chart_as_pdf_and_picture(texts, place, inside, poison):
    poison(texts)
    addresses = doors(place)

    paper = fetch(inside, addresses["governance:school_pdf"], "application/pdf")
    picture = Image.open(BytesIO(fetch(inside, addresses["governance:school_png"], "image/png")))

    assert inert(paper)
    assert picture.size[0] > 100


def inert(paper):
    """Tell whether the PDF opens and has nothing in it that acts."""
    document = pypdfium2.PdfDocument(paper)
    try:
        pages = len(document)
    finally:
        document.close()
    words = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/XFA")
    return pages > 0 and not any(word in paper for word in words)


@pytest.mark.parametrize("texts", [PAYLOADS, CONTROLS, FORMULAS], ids=["payloads", "controls", "formulas"])
def test_a_notice_as_word_and_pdf(texts, place, inside, poison):
    poison(texts)
    addresses = doors(place)

    word = fetch(inside, addresses["oversight:notice_docx"], "application/vnd.openxml")
    paper = fetch(inside, addresses["oversight:notice_pdf"], "application/pdf")

    assert well_formed(word)
    assert len(Document(BytesIO(word)).paragraphs) > 3
    assert inert(paper)


def well_formed(package):
    """Read every part of an Office file; nothing in it leads outside or runs."""
    with ZipFile(BytesIO(package)) as parts:
        names = parts.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))
        links = b"".join(parts.read(name) for name in names if name.endswith(".rels"))
    return not any("vba" in name.lower() or "activeX" in name for name in names) and b"External" not in links


@pytest.mark.parametrize("kind", ReportKind.values)
@pytest.mark.parametrize("texts", [PAYLOADS, CONTROLS, FORMULAS], ids=["payloads", "controls", "formulas"])
def test_every_report_in_every_format(kind, texts, place, poison):
    _school, county = place["rows"]
    poison(texts)
    county.refresh_from_db()
    made = {}
    for form in ReportFormat.values:
        report = factories.report(county, kind=kind, format=form)
        if make_report(report.pk) != "done":
            continue
        report.refresh_from_db()
        with report.file.open("rb") as stored:
            body = stored.read()
        made[kind_of(body)] = body

    assert made
    checks = {"xlsx": no_formula, "docx": well_formed, "pdf": inert}
    assert {form: checks[form](body) for form, body in made.items()} == dict.fromkeys(made, True)


def kind_of(body):
    """Return what kind of file it is, whatever was asked for."""
    if body.startswith(b"%PDF"):
        return "pdf"
    with ZipFile(BytesIO(body)) as parts:
        return "xlsx" if "xl/workbook.xml" in parts.namelist() else "docx"


def no_formula(body):
    """Tell whether every cell is a number or a text; texts may begin as they like, they are texts."""
    book = openpyxl.load_workbook(BytesIO(body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return well_formed(body) and not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_the_record_as_csv(place, inside, poison):
    poison(FORMULAS)
    for text in FORMULAS:
        inside.get(doors(place)["audit:records"], {"actor": text})
        factories.user(f"x{abs(hash(text))}", display_name=text)

    body = fetch(inside, doors(place)["audit:records_csv"], "text/csv").decode("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(body)) for cell in row]
    assert len(cells) > 100
    assert [cell for cell in cells if cell.startswith(SIGNS) and cell != "-"] == []
    record(
        "cells of exports that a spreadsheet would calculate",
        "0",
        f"0 of {len(cells)} in the CSV of the record",
    )


def test_an_export_is_json_and_comes_back_as_it_was(place, inside, poison):
    poison(PAYLOADS)

    for route in ("governance:school_export", "governance:jurisdiction_export"):
        answer = inside.post(doors(place)[route], {"purpose": "work"})
        assert answer["Content-Type"] == "application/json"
        rows = json.loads(b"".join(answer.streaming_content))
        assert any("xqж" in str(row["fields"].values()) for row in rows)


def test_the_calendar(place, client):
    from oversight.calendars.feeds import feed_renew
    from oversight.reminders.running import reminders_run

    user = factories.user()
    factories.grant(user, place["rows"][0])
    reminders_run(factories.ON)
    poisoned(("x\r\nATTACH:javascript:xqж()", "x\nBEGIN:VALARM\nACTION:PROCEDURE", *CONTROLS))
    secret = feed_renew(user=user)

    calendar = icalendar.Calendar.from_ical(client.get(f"/calendar/{secret}.ics").content)

    kinds = {part.name for part in calendar.walk()}
    assert kinds <= {"VCALENDAR", "VEVENT", "VALARM"}
    assert [part for part in calendar.walk() if "ATTACH" in part or part.get("ACTION") == "PROCEDURE"] == []


def test_names_of_files_break_no_header(place, inside):
    school, _county = place["rows"]
    for name in (
        'a"; filename="b.exe',
        "a\r\nX-Evil: 1",
        "../../etc/passwd",
        "a/b\\c",
        "x" * 200,
        "<script>",
    ):
        school.name = name[:60]
        school.save()
        for route in ("school_chart", "school_png", "school_pdf", "school_export"):
            answer = inside.post(doors(place)[f"governance:{route}"], {"purpose": "work"})
            read(answer)
            assert "X-Evil" not in answer.headers
            told = answer.headers["Content-Disposition"]
            assert "\n" not in told
            assert "/" not in told.replace("filename*=utf-8''", "")


def test_each_counts_as_a_file(place):
    from django.test import RequestFactory

    from config.limits.classes import class_of
    from tests.security.matrix.commands import EXPORTS

    addresses = doors(place)
    assert {class_of(RequestFactory().get(addresses[route])) for route in EXPORTS} == {"files"}

"""Files that are carried away: no script, no formula, nothing that cannot be opened."""

import csv
import json
from io import BytesIO, StringIO

import icalendar
import pytest
from defusedxml import ElementTree
from PIL import Image

from governance.domain.records import record_correct
from oversight.choices.report import FORMATS, ReportKind
from oversight.reports.making import make_report
from tests import factories
from tests.security.hostile.addresses import doors, read
from tests.security.hostile.opened import SIGNS, opened
from tests.security.hostile.payloads import CONTROLS, FORMULAS, MARK, PAYLOADS, TRACE
from tests.security.hostile.poison import poisoned
from tests.security.scoreboard import record
from tests.structures import do

pytestmark = pytest.mark.django_db
CORPUS = (*PAYLOADS, *FORMULAS, *CONTROLS)
#: What may act in a drawing.
ACTING = {"script", "foreignObject", "iframe", "image", "use", "animate", "set", "handler", "style"}
#: What is read in a file when a text of the kind came into it.
TRACES = {PAYLOADS: MARK, FORMULAS: "1+1", CONTROLS: TRACE}
KINDS = pytest.mark.parametrize(
    "texts", [PAYLOADS, CONTROLS, FORMULAS], ids=["payloads", "controls", "formulas"]
)


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


@KINDS
def test_the_chart_as_svg(texts, place, inside, poison):
    poison(texts)

    tags, attributes, text = drawing(fetch(inside, doors(place)["governance:school_chart"], "image/svg+xml"))

    assert tags & ACTING == set()
    assert [name for name, _value in attributes if name.startswith("on") or "href" in name] == []
    assert TRACES[texts] in text


@KINDS
def test_the_chart_as_pdf_and_picture(texts, place, inside, poison):
    poison(texts)
    addresses = doors(place)

    paper = fetch(inside, addresses["governance:school_pdf"], "application/pdf")
    picture = Image.open(BytesIO(fetch(inside, addresses["governance:school_png"], "image/png")))

    assert says(texts, "pdf", paper)
    assert picture.size[0] > 100


def says(texts, kind, body):
    """Tell whether the file says one of the texts, and nothing in it acts."""
    [found] = opened(f"x.{kind}", body)
    assert found.acting == []
    return TRACES[texts] in found.text


@KINDS
def test_a_notice_as_word_and_pdf(texts, place, inside, poison):
    poison(texts)
    addresses = doors(place)

    word = fetch(inside, addresses["oversight:notice_docx"], "application/vnd.openxml")
    paper = fetch(inside, addresses["oversight:notice_pdf"], "application/pdf")

    assert says(texts, "docx", word)
    assert says(texts, "pdf", paper)


@pytest.mark.parametrize("kind", ReportKind.values)
@KINDS
def test_every_report_in_every_format(kind, texts, place, poison):
    _school, county = place["rows"]
    poison(texts)
    county.refresh_from_db()
    said = {}
    for form in FORMATS[kind]:
        report = factories.report(county, kind=kind, format=form)
        assert make_report(report.pk) == "done"
        report.refresh_from_db()
        with report.file.open("rb") as stored:
            said[form] = says(texts, form, stored.read())

    assert said == dict.fromkeys(FORMATS[kind], True)


def test_the_record_as_csv(place, inside, poison):
    poison(FORMULAS)
    person = factories.person(place["rows"][0])
    for nth, text in enumerate(FORMULAS):
        inside.get(doors(place)["audit:records"], {"actor": text})
        record_correct(act=do(reason=text), row=person, fields={"staff_number": f"{nth}"})
        person.refresh_from_db()

    body = fetch(inside, doors(place)["audit:records_csv"], "text/csv").decode("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(body, newline="")) for cell in row]
    acting = [cell for cell in cells if cell.startswith(SIGNS) and cell != "-"]
    figure = "cells of the record as CSV that a spreadsheet would calculate"
    record(figure, "0", f"{len(acting)} of {len(cells)}")
    quoted = {text for text in FORMULAS if any(text.strip() in cell for cell in cells)}
    assert quoted == set(FORMULAS)
    assert acting == []


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
    poisoned(("x\r\nATTACH:javascript:xqж()", "x\nBEGIN:VALARM\nACTION:PROCEDURE", *CONTROLS))
    reminders_run(factories.ON)
    secret = feed_renew(user=user)

    content = client.get(f"/calendar/{secret}.ics").content
    calendar = icalendar.Calendar.from_ical(content)

    kinds = {part.name for part in calendar.walk()}
    assert kinds == {"VCALENDAR", "VEVENT", "VALARM"}
    assert {part.get("ACTION") for part in calendar.walk("VALARM")} == {"DISPLAY"}
    said = "".join(str(part.get("SUMMARY")) for part in calendar.walk("VEVENT"))
    assert "ATTACH:javascript" in said or "BEGIN:VALARM" in said
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

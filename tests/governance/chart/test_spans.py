"""Spans of time as SVG."""

from datetime import date
from xml.etree import ElementTree

import pytest

from governance.chart.spans import LABEL, WIDTH, YEARS, Span, draw_spans

ON = date(2026, 6, 1)
NS = "{http://www.w3.org/2000/svg}"


def drawn(*spans):
    return ElementTree.fromstring(draw_spans(spans, ON, "演示"))  # noqa: S314 -- our own drawing


def bars(*spans):
    return [(float(rect.get("x")), float(rect.get("width"))) for rect in drawn(*spans).iter(f"{NS}rect")]


def test_bars_lie_inside_the_picture_in_proportion_to_their_time():
    whole = Span("state", "甲", date(2024, 1, 1))
    year = Span("post", "乙", date(2025, 1, 1), date(2026, 1, 1))

    day = (WIDTH - LABEL) / (366 + 365 + 365)
    assert bars(whole, year) == [
        (LABEL, WIDTH - LABEL),
        (pytest.approx(LABEL + 366 * day, abs=0.1), pytest.approx(365 * day, abs=0.1)),
    ]


def test_a_single_day_can_still_be_seen():
    ((_x, width),) = bars(Span("state", "甲", date(1990, 1, 1), date(1990, 1, 2)))

    assert width == 3


def test_years_do_not_crowd():
    root = drawn(Span("state", "甲", date(1949, 10, 1)))

    years = [text.text for text in root.iter(f"{NS}text")][:-1]
    assert len(years) <= YEARS
    assert years[:2] == ["1949", "1956"]


def test_text_is_escaped_and_nothing_can_be_drawn():
    assert "<b>" not in draw_spans([Span("state", "<b>", date(2026, 1, 1))], ON, "<i>")
    assert bars() == []

"""Columns and lines over time."""

from xml.etree import ElementTree

import pytest

from governance.chart.plots import Series, ceiling, draw_columns, draw_lines, line_key

SVG = "{http://www.w3.org/2000/svg}"
LABELS = ["2026-01", "2026-02", "2026-03"]


def drawn(text):
    return ElementTree.fromstring(text)  # noqa: S314 -- our own


def test_columns_are_stacked_and_bear_their_totals():
    root = drawn(draw_columns(LABELS, [Series("a", (1, 0, 2), "error"), Series("b", (3, 0, 2), "info")], "x"))

    rects = root.findall(f"{SVG}rect")
    assert [rect.get("fill") for rect in rects] == ["#b3191f", "#5b84bf", "#b3191f", "#5b84bf"]
    low, high = rects[0], rects[1]
    assert float(high.get("y")) + float(high.get("height")) == pytest.approx(float(low.get("y")), abs=0.2)
    assert [t.text for t in root.findall(f"{SVG}text")][-3:] == ["4", "0", "4"]
    assert (root.get("role"), root.get("aria-label")) == ("img", "x")


def test_lines_leave_a_gap_where_nothing_is_known():
    root = drawn(draw_lines(LABELS, [Series("a", (1, None, 2))], "x", 100))

    assert len(root.findall(f"{SVG}polyline")) == 2


def test_lines_can_be_told_apart_without_colours():
    dashes = [drawn(line_key(nth)).find(f"{SVG}line").get("stroke-dasharray") for nth in range(3)]

    assert len(set(dashes)) == 3


def test_names_are_escaped():
    assert "<script>" not in draw_columns(["<script>"], [Series("a", (1,), "error")], "<script>")


@pytest.mark.parametrize(
    ("most", "top"), [(0, 4), (4, 4), (5, 8), (19, 20), (37, 40), (100, 100), (102, 120), (4001, 8000)]
)
def test_scales_end_with_a_round_number(most, top):
    assert ceiling(most) == top


def test_nothing_to_draw_is_an_empty_frame():
    assert drawn(draw_lines([], [], "x")).findall(f"{SVG}polyline") == []
    assert drawn(draw_columns([], [], "x")).findall(f"{SVG}rect") == []

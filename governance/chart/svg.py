"""Draw a chart as one SVG element.

Looks are presentation attributes, so that the file is the same on the page, on paper and alone; the
classes only serve pointer and keyboard. ElementTree writes it, so no name can break out of the text.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from governance.chart.badges import draw_badge
from governance.chart.cards import Card, Chart
from governance.chart.layout import INDENT, TRUNK, Box, Picture, arrange
from governance.chart.text import fitted, width_of

INK, MUTED, LINE, PAPER = "#1f2328", "#57606a", "#b8bfc8", "#ffffff"
RED, BLUE, VACANT, BRIDGE = "#a3191f", "#1d4f91", "#b3191f", "#8a6d1f"
FONTS = "PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
STROKE = {"fill": "none", "stroke-width": "1.5", "aria-hidden": "true"}
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 14, 12, 11
PADDING = 14
#: An organisation on more units than this shows its lines only while somebody points at it.
MOST_BRIDGES = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG text, and its width."""

    svg: str
    width: float


def draw(chart: Chart) -> Drawing:
    """Return the chart drawn."""
    picture = arrange(chart)
    root = _canvas(chart, picture)
    _lines(root, chart, picture)
    _bridges(root, chart, picture)
    _label(root, chart.party_label, picture.party_label, RED)
    _label(root, chart.units_label, picture.units_label, BLUE)
    _card(root, chart.head, picture.head, INK)
    for cards, colour in ((chart.party, RED), (chart.units, BLUE)):
        for card in cards:
            _card(root, card, picture.boxes[card.key], colour)
    return Drawing(tostring(root, encoding="unicode"), picture.width)


def _canvas(chart: Chart, picture: Picture) -> Element:
    width, height = f"{picture.width:g}", f"{picture.height:g}"
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": width,
            "height": height,
            "viewBox": f"0 0 {width} {height}",
            "font-family": FONTS,
            "role": "group",
            "aria-label": chart.title,
            "class": "chart-svg",
        },
    )
    SubElement(root, "rect", {"width": width, "height": height, "fill": PAPER})
    return root


def _lines(root: Element, chart: Chart, picture: Picture) -> None:
    """Draw who is above whom."""
    group = SubElement(root, "g", {**STROKE, "stroke": LINE})
    for section, label, cards in (
        (picture.party, picture.party_label, chart.party),
        (picture.units, picture.units_label, chart.units),
    ):
        _elbow(group, picture.head, label)
        above = label
        if section.top:
            above = picture.boxes[section.top]
            _elbow(group, label, above)
        for key in section.heads:
            _trunk(group, above, picture.boxes[key])
        for card in cards:
            if card.key not in section.heads and card.key != section.top:
                _bracket(group, picture.boxes[card.parent], picture.boxes[card.key])


def _bracket(group: Element, above: Box, box: Box) -> None:
    """Draw from a card to one stacked below it."""
    x = above.x + INDENT / 2
    SubElement(group, "path", {"d": f"M{x:g} {above.bottom:g}V{box.y + box.height / 2:g}H{box.x:g}"})


def _trunk(group: Element, above: Box, box: Box) -> None:
    """Draw from the top of a section along the left of a column to one of its heads."""
    bus, x = above.bottom + TRUNK, box.x - TRUNK
    path = f"M{above.middle:g} {above.bottom:g}V{bus:g}H{x:g}V{box.y + box.height / 2:g}H{box.x:g}"
    SubElement(group, "path", {"d": path})


def _elbow(group: Element, above: Box, box: Box) -> None:
    half = (above.bottom + box.y) / 2
    path = f"M{above.middle:g} {above.bottom:g}V{half:g}H{box.middle:g}V{box.y:g}"
    SubElement(group, "path", {"d": path})


def _bridges(root: Element, chart: Chart, picture: Picture) -> None:
    """Draw which organisation stands on which unit.

    One that stands on many would cover the drawing with lines: its lines are there but hidden, and the
    page shows them while its card, or one of its units, is pointed at. The unit's card names it anyway.
    """
    style = {
        "fill": "none",
        "stroke": BRIDGE,
        "stroke-width": "1.5",
        "aria-hidden": "true",
        "stroke-opacity": ".55",
    }
    group = SubElement(root, "g", style)
    for card in chart.party:
        shown = [key for key in card.attached if key in picture.boxes]
        hidden = {} if len(card.attached) <= MOST_BRIDGES else {"visibility": "hidden"}
        for key in shown:
            line = SubElement(group, "g", {"class": "bridge-line", **hidden})
            _bridge(line, card.key, key, (picture.boxes[card.key], picture.boxes[key]))


def _bridge(group: Element, party: str, unit: str, boxes: tuple[Box, Box]) -> None:
    x, y = boxes[0].x + boxes[0].width, boxes[0].y + boxes[0].height / 2
    to_x, to_y = boxes[1].x, boxes[1].y + boxes[1].height / 2
    bend = max(40.0, (to_x - x) / 2)
    path = f"M{x:g} {y:g}C{x + bend:g} {y:g} {to_x - bend:g} {to_y:g} {to_x:g} {to_y:g}"
    SubElement(group, "path", {"d": path, "class": "bridge", "data-from": party, "data-to": unit})
    for at_x, at_y in ((x, y), (to_x, to_y)):
        dot = {"cx": f"{at_x:g}", "cy": f"{at_y:g}", "r": "3", "fill": BRIDGE, "stroke": "none"}
        SubElement(group, "circle", dot)


def _label(root: Element, text: str, box: Box, colour: str) -> None:
    _rect(root, box, {"rx": "4", "fill": colour})
    _text(root, text, (box.middle, box.y + 19), {"fill": PAPER, "font-size": "13", "text-anchor": "middle"})


def _card(root: Element, card: Card, box: Box, colour: str) -> None:
    room = box.width - 2 * PADDING
    title = fitted(card.title, TITLE_SIZE, room)
    lines = [(fitted(line.text, TEXT_SIZE, room), line.is_vacant) for line in card.lines[:2]]
    node = _node(root, card, [title, *(text for text, _vacant in lines)])
    edge = {"stroke-dasharray": "5 4"} if card.is_pending else {}
    _rect(node, box, {"rx": "4", "fill": PAPER, "stroke": "#8c959f", "class": "frame", **edge})
    _rect(node, Box(box.x, box.y, 4, box.height), {"rx": "1", "fill": colour})
    bold = {"font-size": str(TITLE_SIZE), "font-weight": "600", "fill": INK}
    _text(node, title, (box.x + PADDING, box.y + 22), bold)
    for row, (text, is_vacant) in enumerate(lines):
        look = {"font-size": str(TEXT_SIZE), "fill": VACANT if is_vacant else MUTED}
        _text(node, text, (box.x + PADDING, box.y + 42 + 18 * row), look)
    if card.badge:
        draw_badge(node, card.badge, box)
    if card.toggle_href:
        _toggle(root, card, box)


def _node(root: Element, card: Card, texts: list[str]) -> Element:
    """Return the link of a card; it is called by what it shows, the full name comes as a tooltip."""
    link = {"class": "node", "data-key": card.key}
    if card.href:
        badge = [card.badge.text] if card.badge else []
        spoken = " ".join(text for text in (*texts, *badge) if text)
        link |= {"href": card.href, "aria-label": spoken}
    node = SubElement(root, "a" if card.href else "g", link)
    if card.full_title:
        SubElement(node, "title").text = card.full_title
    return node


def _toggle(root: Element, card: Card, box: Box) -> None:
    width = width_of(card.toggle_text, SMALL_SIZE) + 16
    attributes = {"class": "toggle", "href": card.toggle_href, "aria-label": card.toggle_spoken}
    link = SubElement(root, "a", {**attributes, "data-toggle": card.key})
    pill = Box(box.x + box.width - width - 10, box.bottom - 9, width, 18)
    _rect(link, pill, {"rx": "9", "fill": "#eef1f5", "stroke": "#8c959f", "class": "frame"})
    look = {"font-size": str(SMALL_SIZE), "fill": INK, "text-anchor": "middle"}
    _text(link, card.toggle_text, (pill.middle, pill.y + 13), look)


def _rect(parent: Element, box: Box, attributes: dict[str, str]) -> None:
    place = {"x": f"{box.x:g}", "y": f"{box.y:g}", "width": f"{box.width:g}", "height": f"{box.height:g}"}
    SubElement(parent, "rect", {**place, **attributes})


def _text(parent: Element, text: str, at: tuple[float, float], attributes: dict[str, str]) -> None:
    SubElement(parent, "text", {"x": f"{at[0]:g}", "y": f"{at[1]:g}", **attributes}).text = text

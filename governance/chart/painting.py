"""Paint a chart with a pen: lines first, then what stands on what, then the cards."""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.chart.badges import MARKS, draw_badge, draw_mark
from governance.chart.boxes import INDENT, TITLE_HEIGHT, TRUNK, Box
from governance.chart.cards import Card, Chart
from governance.chart.layout import Picture
from governance.chart.pens import Ink, Pen, Point, Stroke
from governance.chart.text import fitted, width_of

INK, MUTED, PAPER, GREY = "#1f2328", "#57606a", "#ffffff", "#8c959f"
RED, BLUE, VACANT, BRIDGE, FOUND = "#a3191f", "#1d4f91", "#b3191f", "#8a6d1f", "#8a5a00"
LINE = Stroke("#b8bfc8", 1.5)
BRIDGING = Stroke(BRIDGE, 1.5, opacity=0.55)
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 14, 12, 11
PADDING = 14
Path = list[Point]
#: An organisation on more units than this shows its lines only while somebody points at it.
MOST_BRIDGES = 3


@dataclass(frozen=True, slots=True)
class Page:
    """What a drawing in a page has besides a file: links, toggles, and data for pointer and keyboard.

    ``anchor`` begins the id of every card; two charts on one page need different ones.
    """

    anchor: str = "card-"


def paint(pen: Pen, chart: Chart, picture: Picture, page: Page | None = None) -> None:
    """Draw the chart; without ``page`` as a file that stands alone."""
    with pen.group(aria_hidden="true"):
        pen.lines(_lines(chart, picture), LINE)
        _bridges(pen, chart, picture, page)
    _label(pen, chart.party_label, picture.party_label, RED)
    _label(pen, chart.units_label, picture.units_label, BLUE)
    _card(pen, chart.head, picture.head, INK, page)
    for cards, colour in ((chart.party, RED), (chart.units, BLUE)):
        for card in cards:
            _card(pen, card, picture.boxes[card.key], colour, page)


def _lines(chart: Chart, picture: Picture) -> Iterator[Path]:
    """Yield the lines that show who is above whom."""
    for label, cards in ((picture.party_label, chart.party), (picture.units_label, chart.units)):
        yield _elbow(picture.head, label)
        for card in cards:
            box = picture.boxes[card.key]
            if card.key in picture.tops:
                yield _elbow(label, box)
            elif card.key in picture.trunks:
                above = picture.trunks[card.key]
                yield _trunk(picture.boxes[above] if above else label, box)
            else:
                yield _bracket(picture.boxes[card.parent], box)


def _bracket(above: Box, box: Box) -> Path:
    """Return the line from a card to one stacked below it."""
    x, y = above.x + INDENT / 2, box.y + box.height / 2
    return [(x, above.bottom), (x, y), (box.x, y)]


def _trunk(above: Box, box: Box) -> Path:
    """Return the line from a card along the left of a column below it to one of the column's heads."""
    bus, x, y = above.bottom + TRUNK, box.x - TRUNK, box.y + box.height / 2
    return [(above.middle, above.bottom), (above.middle, bus), (x, bus), (x, y), (box.x, y)]


def _elbow(above: Box, box: Box) -> Path:
    half = (above.bottom + box.y) / 2
    return [(above.middle, above.bottom), (above.middle, half), (box.middle, half), (box.middle, box.y)]


def _bridges(pen: Pen, chart: Chart, picture: Picture, page: Page | None) -> None:
    """Draw which organisation stands on which unit.

    One that stands on many would cover the drawing with lines: a page has them hidden, and shows them
    while the card, or one of its units, is pointed at; a file leaves them out. The cards name them anyway.
    """
    for card in chart.party:
        hidden = len(card.attached) > MOST_BRIDGES
        if hidden and page is None:
            continue
        for key in card.attached:
            if key in picture.boxes:
                with pen.group(class_="bridge-line" if page else "", visibility="hidden" if hidden else ""):
                    ends = {"class_": "bridge", "data_from": card.key, "data_to": key} if page else {}
                    _bridge(pen, (picture.boxes[card.key], picture.boxes[key]), ends)


def _bridge(pen: Pen, boxes: tuple[Box, Box], ends: dict[str, str]) -> None:
    x, y = boxes[0].x + boxes[0].width, boxes[0].y + boxes[0].height / 2
    to_x, to_y = boxes[1].x, boxes[1].y + boxes[1].height / 2
    bend = max(40.0, (to_x - x) / 2)
    pen.curve([(x, y), (x + bend, y), (to_x - bend, to_y), (to_x, to_y)], BRIDGING, **ends)
    pen.circle((x, y), 3, BRIDGE)
    pen.circle((to_x, to_y), 3, BRIDGE)


def _label(pen: Pen, text: str, box: Box, colour: str) -> None:
    pen.rect(box, fill=colour, radius=4)
    pen.text(text, (box.middle, box.y + 19), Ink(13, PAPER, anchor="middle"))


def _card(pen: Pen, card: Card, box: Box, colour: str, page: Page | None) -> None:
    room = box.width - 2 * PADDING
    title = fitted(card.title, TITLE_SIZE, room)
    most = int((box.height - TITLE_HEIGHT) // 18)
    lines = [(fitted(line.text, TEXT_SIZE, room), line.is_vacant) for line in card.lines[:most]]
    with _node(pen, card, [title, *(text for text, _vacant in lines)], page):
        if card.is_found:
            around = Box(box.x - 5, box.y - 5, box.width + 10, box.height + 10)
            pen.rect(around, fill="#fff3c4", stroke=Stroke(FOUND, 2), radius=7)
        pen.rect(box, fill=PAPER, stroke=_frame(card), radius=4, css="frame")
        pen.rect(Box(box.x, box.y, 4, box.height), fill=colour, radius=1)
        pen.text(title, (box.x + PADDING, box.y + 22), Ink(TITLE_SIZE, INK, bold=True))
        for row, (text, is_vacant) in enumerate(lines):
            ink = Ink(TEXT_SIZE, VACANT if is_vacant else MUTED)
            pen.text(text, (box.x + PADDING, box.y + 42 + 18 * row), ink)
        if card.badge:
            draw_badge(pen, card.badge, box)
        if card.mark:
            draw_mark(pen, card.mark, box)
    if page and card.toggle_href:
        _toggle(pen, card, box)


def _frame(card: Card) -> Stroke:
    if card.mark:
        return MARKS[card.mark][2]
    return Stroke(GREY, dash=(5, 4) if card.is_pending else ())


def _node(pen: Pen, card: Card, texts: list[str], page: Page | None):
    """Open the group of a card: in a page a link, called by what it shows, with its full name as tooltip."""
    if page is None:
        return pen.group(title=card.full_title)
    name = {"id": f"{page.anchor}{card.key}", "class_": "node is-found" if card.is_found else "node"}
    data = {"data_key": card.key, "data_kind": card.kind}
    data |= {"data_parent": card.parent, "data_name": card.title, "data_mark": card.mark}
    if not card.href:
        return pen.group(title=card.full_title, **name, **data)
    spoken = [*texts, card.badge.text if card.badge else "", str(MARKS[card.mark][3]) if card.mark else ""]
    label = " ".join(filter(None, spoken))
    return pen.group("a", card.full_title, **name, **data, href=card.href, aria_label=label)


def _toggle(pen: Pen, card: Card, box: Box) -> None:
    width = width_of(card.toggle_text, SMALL_SIZE) + 16
    pill = Box(box.x + box.width - width - 10, box.bottom - 9, width, 18)
    link = {"class_": "toggle", "href": card.toggle_href, "data_toggle": card.key}
    with pen.group("a", aria_label=card.toggle_spoken, **link):
        pen.rect(pill, fill="#eef1f5", stroke=Stroke(GREY), radius=9, css="frame")
        pen.text(card.toggle_text, (pill.middle, pill.y + 13), Ink(SMALL_SIZE, INK, anchor="middle"))

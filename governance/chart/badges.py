"""The mark of a card's worst finding: a shape and a text, never colour alone."""

from xml.etree.ElementTree import Element, SubElement

from governance.chart.cards import Badge
from governance.chart.layout import Box
from governance.chart.text import width_of

#: Colour of text and shape, drawn in a square of 12 by 12.
SHAPES = {
    "error": ("#b3191f", "M3.5 0H8.5L12 3.5V8.5L8.5 12H3.5L0 8.5V3.5Z"),
    "warning": ("#8a5a00", "M6 0.5L12 11.5H0Z"),
    "info": ("#1d4f91", "M6 0A6 6 0 1 1 5.99 0Z"),
}
HEIGHT, SIZE = 20, 11


def draw_badge(node: Element, badge: Badge, box: Box) -> None:
    """Put the badge on the upper right edge of the card."""
    colour, shape = SHAPES[badge.severity]
    width = 12 + width_of(badge.text, SIZE) + 20
    x, y = box.x + box.width - width - 8, box.y - HEIGHT / 2
    group = SubElement(node, "g", {"class": "badge-mark"})
    pill = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": str(HEIGHT), "rx": "10"}
    SubElement(group, "rect", {**pill, "fill": "#ffffff", "stroke": colour})
    place = f"translate({x + 7:g} {y + 4:g})"
    SubElement(group, "path", {"d": shape, "fill": colour, "transform": place})
    look = {"x": f"{x + 23:g}", "y": f"{y + 14:g}", "font-size": str(SIZE), "fill": colour}
    SubElement(group, "text", look).text = badge.text

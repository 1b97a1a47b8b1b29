"""What is drawn: text that cannot break out, shapes beside colours, links that work without a mouse."""

from xml.etree import ElementTree

import pytest

from governance.chart.badges import MARKS, SHAPES
from governance.chart.bars import Bar, Part, draw_bars
from governance.chart.cards import Badge, Card, Chart, Line
from governance.chart.painting import Page
from governance.chart.svg import draw
from governance.chart.text import fitted, width_of

SVG = "{http://www.w3.org/2000/svg}"


def chart_of(*party, units=()):
    return Chart("云溪中学组织结构图", Card("S", "云溪中学"), "党组织", "内设机构", party, tuple(units))


def drawn(*party, units=(), **look):
    return ElementTree.fromstring(draw(chart_of(*party, units=units), **look).svg)  # noqa: S314 -- our own


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def nodes(root):
    return [node for node in root.iter() if "node" in (node.get("class") or "").split()]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><script>', "&lt;b>", "'\"&<>\x00\n"])
def test_names_are_escaped(name):
    card = Card("A", name, href=f'/x/"><script>{name}', full_title=name, lines=(Line(name),))

    root = drawn(card)

    assert root.find(f".//{SVG}script") is None
    assert name[:8].replace("\x00", "") in texts(root)[3]
    [link] = root.iter(f"{SVG}a")
    assert link.get("href") == card.href.replace("\x00", "")


def test_the_drawing_needs_no_stylesheet():
    markup = draw(chart_of(Card("A", "支部"))).svg

    assert "style=" not in markup
    assert "<style" not in markup


@pytest.mark.parametrize("severity", ["error", "warning", "info", "waived"])
def test_a_badge_has_its_own_shape_and_a_text(severity):
    root = drawn(Card("A", "支部", badge=Badge(severity, "整改 2")))

    colour, shape = SHAPES[severity]
    [path] = [path for path in root.iter(f"{SVG}path") if path.get("fill") == colour]
    assert path.get("d").count("L") == len(shape) - 1
    assert "整改 2" in texts(root)
    assert len({shape for _colour, shape in SHAPES.values()}) == 4


@pytest.mark.parametrize(
    ("mark", "word"), [("added", "新增"), ("moved", "调整"), ("removed", "撤销"), ("changed", "变更")]
)
def test_what_became_of_a_card_is_a_shape_a_frame_and_a_word(mark, word):
    root = drawn(Card("A", "支部", href="/a/", mark=mark))

    colour, shape, frame, _word = MARKS[mark]
    [path] = [path for path in root.iter(f"{SVG}path") if path.get("fill") == colour]
    assert path.get("d").count("L") == len(shape) - 1
    assert word in texts(root)
    [rect] = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "frame" and rect.get("rx")][1:]
    assert rect.get("stroke") == frame.colour
    [node] = [node for node in nodes(root) if node.get("data-key") == "A"]
    assert (node.get("data-mark"), node.get("aria-label")) == (mark, f"支部 {word}")


def test_marks_differ_by_shape_and_by_frame():
    looks = [(shape, frame.dash) for _colour, shape, frame, _word in MARKS.values()]

    assert len({shape for shape, _dash in looks}) == len({dash for _shape, dash in looks}) == 4


def test_a_vacant_seat_is_drawn_in_the_colour_of_warning():
    root = drawn(Card("A", "支部", lines=(Line("书记空缺", is_vacant=True), Line("党员 9"))))

    colours = {element.text: element.get("fill") for element in root.iter(f"{SVG}text")}
    assert colours["书记空缺"] == "#b3191f"
    assert colours["党员 9"] != "#b3191f"


def test_a_branch_and_its_unit_are_joined_by_a_line():
    root = drawn(Card("B", "支部", attached=("U",)), units=(Card("U", "七年级组"),))

    bridges = [path for path in root.iter(f"{SVG}path") if path.get("class") == "bridge"]
    assert [(path.get("data-from"), path.get("data-to")) for path in bridges] == [("B", "U")]


def test_a_unit_that_is_not_shown_is_not_joined():
    root = drawn(Card("B", "支部", attached=("hidden",)), units=(Card("U", "七年级组"),))

    assert not [path for path in root.iter(f"{SVG}path") if path.get("class") == "bridge"]


@pytest.mark.parametrize(("units", "shown", "in_file"), [(3, 3, 3), (4, 0, 0)])
def test_the_lines_of_a_branch_on_many_units_wait_until_it_is_pointed_at(units, shown, in_file):
    keys = [f"U{n}" for n in range(units)]
    card, others = Card("B", "支部", attached=tuple(keys)), [Card(key, key) for key in keys]

    lines = [line for line in drawn(card, units=others).iter(f"{SVG}g") if line.get("class") == "bridge-line"]
    filed = drawn(card, units=others, page=None)

    assert len(lines) == units
    assert sum(line.get("visibility") != "hidden" for line in lines) == shown
    assert sum("C" in path.get("d") for path in filed.iter(f"{SVG}path")) == in_file


def test_what_is_not_yet_at_work_has_a_dashed_frame():
    root = drawn(Card("A", "支部（筹）", is_pending=True))

    frames = [r for r in root.iter(f"{SVG}rect") if r.get("stroke-dasharray")]
    assert len(frames) == 1


def test_what_was_found_is_framed_and_says_so_to_the_script():
    root = drawn(Card("A", "支部", is_found=True), Card("B", "支部"))

    assert [node.get("data-key") for node in nodes(root) if "is-found" in node.get("class")] == ["A"]
    assert sum(rect.get("fill") == "#fff3c4" for rect in root.iter(f"{SVG}rect")) == 1


def test_cards_and_toggles_are_links_with_a_name():
    card = Card("A", "支部", href="/organizations/A/", toggle_text="展开 2", toggle_href="?open=A")

    links = [a.get("href") for a in drawn(card).iter(f"{SVG}a")]

    assert links == ["/organizations/A/", "?open=A"]


def test_a_card_in_a_page_tells_the_script_what_it_is():
    card = Card("A", "支部", "P", href="/a/", kind="organization", number="A")

    node = nodes(drawn(Card("P", "总支"), card, page=Page("after-")))[-1]

    assert node.get("id") == "after-A"
    assert {name: value for name, value in node.attrib.items() if name.startswith("data-")} == {
        "data-key": "A",
        "data-kind": "organization",
        "data-parent": "P",
        "data-name": "支部",
    }


def test_a_file_has_neither_links_nor_data():
    card = Card("A", "支部", href="/a/", toggle_text="展开 2", toggle_href="?show=A", kind="organization")

    markup = draw(chart_of(card), page=None).svg

    assert "<a" not in markup
    assert "data-" not in markup
    assert "展开" not in markup
    assert ">支部<" in markup


def test_a_card_is_called_by_what_it_shows():
    card = Card("A", "支部", href="/a/", lines=(Line("书记空缺", True),), badge=Badge("error", "整改 1"))

    [link] = drawn(card).iter(f"{SVG}a")

    assert link.get("aria-label") == "支部 书记空缺 整改 1"


def test_chinese_is_as_wide_as_high():
    assert width_of("支部", 14) == 28
    assert width_of("ab", 10) == pytest.approx(11.2)


def test_long_names_end_in_an_ellipsis_and_short_ones_stay():
    assert fitted("七年级党支部", 10, 60) == "七年级党支部"
    assert fitted("七年级党支部", 10, 45) == "七年级…"


def test_bars_are_as_long_as_their_numbers_and_say_them():
    bars = [
        Bar("组织设置", (Part("error", 2), Part("warning", 2))),
        Bar("任期换届", (Part("info", 1),)),
        Bar("数据", ()),
    ]

    root = ElementTree.fromstring(draw_bars(bars, "分类"))  # noqa: S314 -- our own drawing

    widths = [float(r.get("width")) for r in root.iter(f"{SVG}rect") if r.get("fill") != "#eef1f5"]
    assert widths[0] == widths[1] == pytest.approx(2 * widths[2], abs=0.01)
    assert [text for text in texts(root) if text.isdigit()] == ["4", "1", "0"]
    assert root.get("role") == "img"
    assert root.get("aria-label") == "分类"

"""What people do with a chart: drag with the mouse, drag with a finger."""

Point = tuple[float, float]


#: Whoever holds a card near an edge is scrolled on, and what lies under the pointer with it.
_AWAY_FROM_EDGES = """cards => {
    const boxes = cards.map(card => card.getBoundingClientRect());
    const top = Math.min(...boxes.map(box => box.top)), bottom = Math.max(...boxes.map(box => box.bottom));
    const left = Math.min(...boxes.map(box => box.left)), right = Math.max(...boxes.map(box => box.right));
    window.scrollBy({ top: (top + bottom - window.innerHeight) / 2, behavior: "instant" });
    document.getElementById("chart")?.scrollBy(
        { left: (left + right - window.innerWidth) / 2, behavior: "instant" });
}"""


def middles(*locators) -> list[Point]:
    """Return the middle of each card, with all of them in the middle of the window."""
    for locator in locators:
        locator.scroll_into_view_if_needed()
    handles = [locator.element_handle() for locator in locators]
    locators[0].page.evaluate(_AWAY_FROM_EDGES, handles)
    boxes = [locator.bounding_box() for locator in locators]
    return [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]


def carry(page, source, target, *, drop: bool = True) -> None:
    """Drag one card over another with the mouse, and let it fall there."""
    start, end = middles(target, source)[::-1]
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 7, start[1] + 3)
    page.mouse.move(*end, steps=12)
    if drop:
        page.mouse.up()


def carry_by_finger(page, source, target) -> None:
    """Press a card long, then drag it over another with the finger."""
    touch = page.context.new_cdp_session(page)
    (to_x, to_y), (x, y) = middles(target, source)

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    page.locator(".drag-ghost").wait_for()
    for step in range(1, 13):
        send("touchMove", {"x": x + (to_x - x) * step / 12, "y": y + (to_y - y) * step / 12})
    send("touchEnd")
    touch.detach()

"""A card dragged to and fro over a large chart: how often the browser draws meanwhile, and at rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import sin
from time import monotonic, sleep

from django.urls import reverse

from bench import acting
from bench.chromium import Window, window
from bench.measuring import percentile
from bench.pages import PageFailed
from schools.models import School

SECONDS = 3.0
MOVES = 60
#: 60 frames a second; an interval that is longer than this and a quarter has missed one.
FRAME, TOLERANCE = 1 / 60, 1 / 240

_RECORD = """() => {
  const drawn = window.framesDrawn = [];
  const note = (now) => { drawn.push(now); window.frameAsked = requestAnimationFrame(note); };
  window.frameAsked = requestAnimationFrame(note);
}"""
_RECORDED = "() => { cancelAnimationFrame(window.frameAsked); return window.framesDrawn; }"
#: The middle of the first card of the kind that hangs below another, brought to the middle of the window.
_CARD = """(kind) => {
  const node = document.querySelector(`#chart .node[data-kind="${kind}"][data-parent]`);
  node?.scrollIntoView({ behavior: 'instant', block: 'center', inline: 'center' });
  const box = node?.querySelector('.frame').getBoundingClientRect();
  return box ? [box.left + box.width / 2, box.top + box.height / 2] : null;
}"""


@dataclass(frozen=True)
class Frames:
    """The seconds between one frame and the next while something went on."""

    name: str
    intervals: list[float]

    @property
    def late(self) -> float:
        """The share of the intervals in which a frame was missed."""
        return sum(one > FRAME + TOLERANCE for one in self.intervals) / len(self.intervals)

    @property
    def beside(self) -> str:
        """How even the pace was."""
        return f"{self.late:.1%} late, longest {1000 * max(self.intervals):.0f} ms"

    def compared(self, rest: "Frames") -> str:
        """Return the pace, and how it compares with the pace at rest."""
        pace = percentile(self.intervals, 95) / percentile(rest.intervals, 95)
        more = self.late - rest.late
        return f"{self.beside}; at p95 {pace:.2f} x rest, {100 * more:+.1f} points late"


def dragged(application: Callable, school: School, *, seconds: float = SECONDS) -> Iterator[Frames]:
    """Yield the frames of the open chart at rest, then while a unit and an organisation are dragged."""
    with window(application, acting.clerk(school)) as opened:
        opened.visit(f"{reverse('governance:school', args=[school.code])}?open=all")
        yield Frames("frames at rest", _intervals(opened, lambda: sleep(seconds)))
        for kind in ("unit", "organization"):
            yield Frames(f"frames, {kind} dragged", _carried(opened, kind, seconds))


def _carried(opened: Window, kind: str, seconds: float) -> list[float]:
    """Pick up a card, move it about and put it back; nothing is dropped."""
    page, start = opened.page, opened.page.evaluate(_CARD, kind)
    if start is None:
        raise PageFailed(f"no card of a {kind} can be dragged")
    page.mouse.move(*start)
    page.mouse.down()
    found = _intervals(opened, lambda: _move_about(page, start, seconds))
    is_dragged = page.locator(".drag-ghost").count() == 1 and page.locator(".is-target").count() > 0
    page.keyboard.press("Escape")
    page.mouse.up()
    page.locator(".drag-ghost").wait_for(state="detached")
    if not is_dragged:
        raise PageFailed(f"the card of a {kind} was not dragged")
    return found


def _intervals(opened: Window, action: Callable[[], object]) -> list[float]:
    opened.page.evaluate(_RECORD)
    action()
    drawn = opened.page.evaluate(_RECORDED)
    return [(later - before) / 1000 for before, later in pairwise(drawn)]


def _move_about(page, start: tuple[float, float], seconds: float) -> None:
    """Move the mouse in wide curves over the window, as often as a screen is drawn."""
    begun = monotonic()
    while (passed := monotonic() - begun) < seconds:
        share = passed / seconds
        x = start[0] + (683 - start[0]) * min(1, 3 * share) + 420 * sin(9 * share)
        y = start[1] + (400 - start[1]) * min(1, 3 * share) + 240 * sin(14 * share)
        page.mouse.move(x, y)
        sleep(max(0, begun + passed + 1 / MOVES - monotonic()))

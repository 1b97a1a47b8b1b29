// Dragging a card, or a row of the outline, onto another, with mouse, pen or finger. Only the ghost moves; the
// server says what may be.
// A frame has 16 ms, for 2,000 cards too: only cards in view are marked, and where the pointer is tells a table
// (chart-places.js), for neither the browser's search under the pointer nor ours has the time.
(() => {
  "use strict";

  const chart = document.getElementById("chart") ?? document.querySelector(".outline");
  const editor = window.chartEditor, cards = window.chartPlaces, drops = window.chartDrops;
  if (!chart || !editor) return;

  const THRESHOLD = 5, LONG_PRESS = 400, EDGE = 48, SPEED = 14, FLIGHT = 220;
  let drag = null;
  const NODE = "#chart .node, .outline [data-row]", HANDLES = ".caret, .row-do";

  const makeGhost = (source) => {
    const ghost = document.createElement("div");
    ghost.className = `drag-ghost drag-${source.dataset.kind}`;
    ghost.textContent = source.dataset.name;
    ghost.setAttribute("aria-hidden", "true");
    document.body.append(ghost);
    return ghost;
  };

  const begin = () => {
    const { source } = drag;
    drag.isOn = true;
    drag.ghost = makeGhost(source);
    drag.frame = chart.getBoundingClientRect();
    drag.fits = drops.hints(source);
    drag.marked = new Set([source]);
    // from here on the pointer is the ghost's: no card lights up below it
    if (!drag.isTouch) drag.ghost.setPointerCapture(drag.pointer);
    editor.hideMenu();
    window.getSelection()?.removeAllRanges(); // what the press began to mark on a row
    source.classList.add("is-dragged");
    schedule();
  };

  const mark = (node) => {
    if (drag.marked.has(node)) return;
    drag.marked.add(node);
    node.classList.add(drag.fits(node) ? "is-target" : "is-dimmed");
  };

  const schedule = () => {
    if (drag?.isOn && !drag.tick) drag.tick = requestAnimationFrame(draw);
  };

  const draw = () => {
    if (!drag?.isOn) return;
    drag.tick = 0;
    const target = cards.under(drag.x, drag.y), seen = cards.inView();
    drag.ghost.style.transform = `translate3d(${drag.x + 12}px, ${drag.y + 8}px, 0)`;
    seen.forEach(mark);
    if (target !== drag.target) {
      drag.target?.classList.remove("is-over");
      target?.classList.add("is-over");
      drag.target = target;
    }
    if (scrollAtEdges()) schedule();
  };

  // An edge pulls who comes towards it, not who picks up a card beside it and goes away.
  const pull = (at, from, low, high) => {
    if (at < low + EDGE && at < from - THRESHOLD) return -1;
    return at > high - EDGE && at > from + THRESHOLD ? 1 : 0;
  };

  const scrollAtEdges = () => {
    const { frame, x, y, startX, startY } = drag;
    const across = pull(x, startX, Math.max(0, frame.left), Math.min(window.innerWidth, frame.right));
    const along = pull(y, startY, 0, window.innerHeight);
    if (across) chart.scrollBy(across * SPEED, 0);
    if (along) window.scrollBy(0, along * SPEED);
    return Boolean(across || along);
  };

  const clear = ({ marked }) => {
    marked.forEach((node) => node.classList.remove("is-dragged", "is-target", "is-dimmed", "is-over"));
  };

  const stop = () => {
    if (!drag) return null;
    const ended = drag;
    drag = null;
    clearTimeout(ended.timer);
    cancelAnimationFrame(ended.tick);
    if (ended.isOn) {
      clear(ended);
      document.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
    }
    return ended;
  };

  // the click that follows a drop must not open the card
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };

  const flyBack = ({ ghost, source }) => {
    const home = source.getBoundingClientRect();
    ghost.classList.add("is-flying");
    ghost.style.transform = `translate3d(${home.left}px, ${home.top}px, 0)`;
    setTimeout(() => ghost.remove(), FLIGHT);
  };

  // by the box of messages, say: who lets fall there sees no card
  const isCovered = ({ x, y }) => !document.elementFromPoint(x, y)?.closest("#chart, .outline");

  const drop = async (ended) => {
    const target = ended.target;
    const isNothing = !target || target === ended.source || drops.rests(ended.source, target);
    const found = isNothing ? null : drops.meaning(ended.source, target);
    if (!found) return flyBack(ended);
    ended.ghost.classList.add("is-waiting");
    const isDone = await editor.send(...found);
    if (isDone) ended.ghost.remove();
    else flyBack(ended);
    return undefined;
  };

  chart.addEventListener("pointerdown", (event) => {
    const source = event.target.closest(HANDLES) ? null : event.target.closest(NODE);
    if (drag || event.button !== 0 || !event.isPrimary || !source || source.dataset.kind === "school") return;
    if (!editor.data().drops.length) return;
    drag = { source, x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY };
    drag.pointer = event.pointerId;
    drag.isTouch = event.pointerType === "touch";
    if (drag.isTouch) drag.timer = setTimeout(begin, LONG_PRESS);
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.x = event.clientX;
    drag.y = event.clientY;
    const far = Math.hypot(drag.x - drag.startX, drag.y - drag.startY) > THRESHOLD;
    if (drag.isOn) schedule();
    else if (far && drag.isTouch) stop(); // the finger scrolls
    else if (far) begin();
  });

  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (drag.isOn) draw(); // where the pointer is now, not where it was drawn last
    if (drag.isOn && isCovered(drag)) drag.target = null;
    const ended = stop();
    if (ended.isOn) drop(ended);
  });

  document.addEventListener("scroll", schedule, { capture: true, passive: true });

  const cancel = () => {
    const ended = stop();
    if (ended?.isOn) flyBack(ended);
  };
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag?.isOn) cancel();
  });

  // A finger that drags does not scroll; a link is not dragged by the browser, nor held down for its menu.
  document.addEventListener("touchmove", (event) => {
    if (drag?.isOn) event.preventDefault();
  }, { passive: false });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("contextmenu", (event) => {
    if (drag?.isTouch) event.preventDefault();
  });
})();

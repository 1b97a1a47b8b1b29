// Dragging a card, or a row of the outline, onto another, with mouse, pen or finger. Only the ghost moves; the
// server says what may be.
(() => {
  "use strict";

  const chart = document.getElementById("chart") ?? document.querySelector(".outline");
  const editor = window.chartEditor;
  if (!chart || !editor) return;

  const THRESHOLD = 5, LONG_PRESS = 400, EDGE = 48, SPEED = 14, FLIGHT = 220;
  let drag = null;

  const NODE = "#chart .node, .outline [data-row]", HANDLES = ".caret, .row-do";
  const card = (key) => document.getElementById(`card-${key}`);
  const nodes = () => [...chart.querySelectorAll(NODE)];
  const keyOf = (node) => node.dataset.key ?? node.dataset.row;
  const typeOf = (node) => editor.data().types[keyOf(node)];

  const isInside = (node, outer) => {
    for (let one = node; one; one = one.dataset.parent ? card(one.dataset.parent) : null) {
      if (one === outer) return true;
    }
    return false;
  };

  // What a drop means: the action, whose it is, and what it is told. Nothing for what means nothing.
  const meaning = (source, target) => {
    const found = sense(source, target);
    return found && editor.data().drops.includes(found[0]) ? found : null;
  };

  const sense = (source, target) => {
    const [from, to] = [source.dataset.kind, target.dataset.kind];
    const [own, other] = [keyOf(source), keyOf(target)];
    if (from === "organization" && to === "organization") return ["organization_move", own, { parent: other }];
    if (from === "unit" && to === "unit") return ["unit_move", own, { parent: other }];
    if (from === "unit" && to === "school") return ["unit_move", own, {}];
    if (from === "organization" && to === "unit") return ["host_attach", own, { units: other }];
    if (from === "unit" && to === "organization") return ["host_attach", other, { units: own }];
    return null;
  };

  // A hint while dragging; the server decides.
  const fits = (source, target) => {
    const found = meaning(source, target);
    if (!found || (source.dataset.parent || "") === keyOf(target)) return false;
    if (found[0] === "host_attach") {
      const [party, unit] = source.dataset.kind === "organization" ? [source, target] : [target, source];
      const line = `.bridge[data-from="${CSS.escape(keyOf(party))}"][data-to="${CSS.escape(keyOf(unit))}"]`;
      return editor.data().standing.includes(typeOf(party)) && !chart.querySelector(line);
    }
    if (isInside(target, source)) return false;
    return found[0] === "unit_move" || (editor.data().above[typeOf(source)] ?? []).includes(typeOf(target));
  };

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
    editor.hideMenu();
    window.getSelection()?.removeAllRanges(); // what the press began to mark on a row
    chart.classList.add("is-dragging");
    source.classList.add("is-dragged");
    nodes().forEach((node) => {
      if (node !== source) node.classList.add(fits(source, node) ? "is-target" : "is-dimmed");
    });
    schedule();
  };

  const schedule = () => {
    if (drag && !drag.tick) drag.tick = requestAnimationFrame(draw);
  };

  const draw = () => {
    if (!drag?.isOn) return;
    drag.tick = 0;
    drag.ghost.style.transform = `translate3d(${drag.x + 12}px, ${drag.y + 8}px, 0)`;
    const target = document.elementFromPoint(drag.x, drag.y)?.closest(NODE) ?? null;
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

  const clear = () => {
    chart.classList.remove("is-dragging");
    for (const name of ["is-dragged", "is-target", "is-dimmed", "is-over"]) {
      chart.querySelectorAll(`.${name}`).forEach((node) => node.classList.remove(name));
    }
  };

  const stop = () => {
    if (!drag) return null;
    const ended = drag;
    drag = null;
    clearTimeout(ended.timer);
    cancelAnimationFrame(ended.tick);
    if (ended.isOn) {
      clear();
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

  const drop = async (ended) => {
    const target = ended.target;
    const isNothing = !target || target === ended.source || ended.source.dataset.parent === keyOf(target);
    const found = isNothing ? null : meaning(ended.source, target);
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
    const ended = stop();
    if (ended.isOn) drop(ended);
  });

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

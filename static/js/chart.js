// Looking at the chart: what stands on what, zoom, panning, finding, opening and closing in place.
// Everything is a link or a form of its own without this script; changing the structure is not its business.
(() => {
  "use strict";

  const LEAST_FIT = 0.55, LEAST = 0.15, MOST = 3, STEP = 1.2;
  const region = () => document.getElementById("chart");
  const drawing = () => region()?.querySelector(".chart-svg");
  const card = (key) => document.getElementById(`card-${key}`);
  let scale = null; // null: as the page fits it by itself
  let hit = -1;

  // --- what stands on what lights up under pointer and focus

  const light = (chart, key, on) => {
    const ends = new Set();
    chart.querySelectorAll(".bridge").forEach((bridge) => {
      const { from, to } = bridge.dataset;
      if (from !== key && to !== key) return;
      ends.add(from).add(to);
      bridge.classList.toggle("is-linked", on);
      bridge.parentNode.classList.toggle("is-shown", on);
    });
    if (!ends.size) return;
    chart.querySelectorAll(".node").forEach((node) => {
      if (ends.has(node.dataset.key)) node.classList.toggle("is-linked", on);
    });
  };

  for (const [type, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(type, (event) => {
      const node = event.target.closest?.(".chart .node");
      if (node) light(node.closest(".chart"), node.dataset.key, on);
    });
  }

  // --- zoom

  const natural = () => drawing().viewBox.baseVal.width;
  const shown = () => drawing().getBoundingClientRect().width / natural();
  const fitting = () => Math.max(LEAST_FIT, Math.min(1, (region().clientWidth - 2) / natural()));

  const apply = () => {
    if (!drawing()) return;
    region().classList.toggle("chart-zoomed", scale !== null);
    drawing().style.width = scale === null ? "" : `${natural() * scale}px`;
    const value = document.querySelector("[data-zoom-value]");
    if (value) value.textContent = `${Math.round(shown() * 100)}%`;
  };

  // the point of the drawing under (x, y) of the window stays there
  const zoomTo = (wanted, x, y) => {
    const chart = region(), frame = chart.getBoundingClientRect(), before = drawing().getBoundingClientRect();
    const at = { x: x ?? frame.left + frame.width / 2, y: y ?? frame.top + frame.height / 2 };
    const share = { x: (at.x - before.left) / before.width, y: (at.y - before.top) / before.height };
    scale = Math.min(MOST, Math.max(LEAST, wanted));
    apply();
    const after = drawing().getBoundingClientRect();
    chart.scrollLeft += after.left + share.x * after.width - at.x;
    chart.scrollTop += after.top + share.y * after.height - at.y;
  };

  const ZOOMS = {
    in: () => zoomTo(shown() * STEP),
    out: () => zoomTo(shown() / STEP),
    fit: () => zoomTo(fitting()),
    full: () => zoomTo(1),
  };
  const KEYS = { "+": "in", "=": "in", "-": "out", 0: "fit" };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) ZOOMS[button.dataset.zoom]();
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest?.("#chart")) return;
    if (!KEYS[event.key]) return;
    event.preventDefault();
    ZOOMS[KEYS[event.key]]();
  });

  const wheel = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(shown() * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  };

  // --- panning with the mouse on empty ground, pinching with two fingers

  const fingers = new Map();
  let pan = null, pinch = null;

  const spread = () => {
    const [a, b] = [...fingers.values()];
    return { size: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  const down = (event) => {
    if (event.pointerType === "touch") {
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      pinch = fingers.size === 2 ? { size: spread().size, scale: shown() } : null;
    } else if (event.button === 0 && !event.target.closest("a, button")) {
      const chart = region();
      if (event.offsetX > chart.clientWidth && event.target === chart) return;
      pan = { x: event.clientX, y: event.clientY, left: chart.scrollLeft, top: chart.scrollTop };
    }
  };

  const moved = (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pinch && fingers.size === 2) {
      const now = spread();
      zoomTo((pinch.scale * now.size) / pinch.size, now.x, now.y);
    } else if (pan) {
      const chart = region();
      chart.classList.add("is-panning");
      chart.scrollLeft = pan.left - (event.clientX - pan.x);
      chart.scrollTop = pan.top - (event.clientY - pan.y);
    }
  };

  const up = (event) => {
    fingers.delete(event.pointerId);
    if (fingers.size < 2) pinch = null;
    pan = null;
    region()?.classList.remove("is-panning");
  };

  // --- finding

  const jump = (key) => {
    const node = card(key);
    if (!node) return;
    document.querySelectorAll(".node.is-jumped").forEach((other) => other.classList.remove("is-jumped"));
    node.classList.add("is-jumped");
    const chart = region(), frame = chart.getBoundingClientRect(), box = node.getBoundingClientRect();
    chart.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    chart.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
    document.querySelectorAll("[data-found]").forEach((link) => {
      if (link.dataset.found === key) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };

  const next = () => {
    const links = [...document.querySelectorAll("[data-found]")];
    if (!links.length) return;
    hit = (hit + 1) % links.length;
    jump(links[hit].dataset.found);
  };

  // --- opening, closing and choosing in place: the page is fetched, only the chart is exchanged

  const exchange = async (address, key) => {
    const before = key && card(key)?.getBoundingClientRect();
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) {
      window.location.assign(address);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["chart", "chart-found"]) {
      document.getElementById(id)?.replaceChildren(...(page.getElementById(id)?.childNodes ?? []));
    }
    apply();
    const node = key && card(key), chart = region();
    if (node && before) {
      const after = node.getBoundingClientRect();
      chart.scrollLeft += after.left - before.left;
      chart.scrollTop += after.top - before.top;
      window.scrollBy(0, node.getBoundingClientRect().top - before.top); // what the chart could not scroll
      chart.querySelector(`.toggle[data-toggle="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    }
    document.dispatchEvent(new CustomEvent("chart:drawn"));
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target.closest("#chart a.toggle, [data-chart-link]");
    const found = event.target.closest("[data-found]");
    if (link) {
      event.preventDefault();
      const address = new URL(link.getAttribute("href"), window.location.href);
      address.hash = "";
      exchange(address, link.dataset.toggle);
    } else if (found) {
      event.preventDefault();
      hit = [...document.querySelectorAll("[data-found]")].indexOf(found);
      jump(found.dataset.found);
    }
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-chart-form]");
    if (!form) return;
    event.preventDefault();
    const words = form.querySelector('[name="q"]');
    if (words && words.value.trim() && words.dataset.last === words.value) {
      next(); // Enter once more: the next one
      return;
    }
    const address = new URL(form.action, window.location.href);
    address.search = new URLSearchParams(new FormData(form)).toString();
    await exchange(address);
    if (words) {
      words.dataset.last = words.value;
      hit = -1;
      next();
    }
  });
  document.addEventListener("change", (event) => event.target.closest(".chart-boxes")?.requestSubmit());

  const start = () => {
    document.querySelectorAll(".chart-zoom, [data-print]").forEach((part) => part.removeAttribute("hidden"));
    document.querySelector(".chart-boxes button")?.setAttribute("hidden", "");
    const chart = region();
    if (!chart || !drawing()) return;
    chart.addEventListener("wheel", wheel, { passive: false });
    chart.addEventListener("pointerdown", down);
    document.addEventListener("pointermove", moved);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    window.addEventListener("resize", apply);
    document.addEventListener("chart:replaced", apply);
    scale = drawing().getBoundingClientRect().width / natural() < LEAST_FIT ? LEAST_FIT : null;
    apply();
    if (document.querySelector("[data-found]")) next();
    else if (window.location.hash.startsWith("#card-")) jump(decodeURIComponent(window.location.hash.slice(6)));
  };
  start();
})();

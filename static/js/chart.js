// The chart without a mouse wheel: show what stands on what, and fit or enlarge the drawing.
(() => {
  "use strict";

  const mark = (chart, key, on) => {
    chart.querySelectorAll(".bridge").forEach((bridge) => {
      const ends = [bridge.dataset.from, bridge.dataset.to];
      if (!ends.includes(key)) return;
      bridge.classList.toggle("is-linked", on);
      bridge.parentNode.classList.toggle("is-shown", on);
      chart.querySelectorAll(".node").forEach((node) => {
        if (ends.includes(node.dataset.key)) node.classList.toggle("is-linked", on);
      });
    });
  };

  const keyOf = (event) => event.target.closest?.(".node")?.dataset.key;

  for (const [type, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(type, (event) => {
      const key = keyOf(event);
      if (key) mark(event.target.closest(".chart"), key, on);
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-chart-size]");
    if (!button) return;
    const chart = document.getElementById("chart");
    const wide = button.dataset.chartSize === "full";
    chart.classList.toggle("chart-wide", wide);
    document.querySelectorAll("[data-chart-size]").forEach((other) => {
      other.setAttribute("aria-pressed", String(other === button));
    });
  });
})();

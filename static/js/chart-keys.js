// Arrows between the cards of the chart: up to the superior, down to the first below, left and right among equals.
(() => {
  "use strict";

  const all = () => [...document.querySelectorAll("#chart a.node")];
  const level = (node) =>
    all().filter((one) => one.dataset.kind === node.dataset.kind && one.dataset.parent === node.dataset.parent);

  const beside = (node, step) => {
    const equals = level(node);
    return equals[equals.indexOf(node) + step];
  };

  const MOVES = {
    ArrowUp: (node) => document.getElementById(`card-${node.dataset.parent}`),
    ArrowDown: (node) => all().find((one) => one.dataset.parent === node.dataset.key),
    ArrowLeft: (node) => beside(node, -1),
    ArrowRight: (node) => beside(node, 1),
  };

  document.addEventListener("keydown", (event) => {
    const node = event.target.closest?.("#chart a.node");
    if (!node || !MOVES[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    MOVES[event.key](node)?.focus();
  });
})();

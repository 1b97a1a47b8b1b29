// Keyboard of the outline: arrows move, left and right close and open, Home and End jump.
(() => {
  "use strict";

  const items = (tree) =>
    [...tree.querySelectorAll('[role="treeitem"]')].filter((item) => item.getClientRects().length > 0);

  const group = (item) => document.getElementById(item.getAttribute("aria-owns") || "");

  const closed = new Set(); // the ids of lists people closed: a change exchanges the rows, and they stay closed

  const setOpen = (item, open) => {
    const below = group(item);
    if (!below) return;
    closed[open ? "delete" : "add"](below.id);
    item.setAttribute("aria-expanded", String(open));
    below.hidden = !open;
  };

  const focus = (tree, item) => {
    if (!item) return;
    tree.querySelectorAll('[tabindex="0"]').forEach((other) => other.setAttribute("tabindex", "-1"));
    item.setAttribute("tabindex", "0");
    item.focus();
  };

  const parentOf = (item) => item.closest("ul").parentElement?.querySelector(':scope > [role="treeitem"]');

  const keys = {
    ArrowDown: (tree, item, all) => focus(tree, all[all.indexOf(item) + 1]),
    ArrowUp: (tree, item, all) => focus(tree, all[all.indexOf(item) - 1]),
    Home: (tree, item, all) => focus(tree, all[0]),
    End: (tree, item, all) => focus(tree, all[all.length - 1]),
    ArrowRight: (tree, item, all) => {
      if (item.getAttribute("aria-expanded") === "false") setOpen(item, true);
      else if (group(item)) focus(tree, all[all.indexOf(item) + 1]);
    },
    Enter: (tree, item) => item.querySelector("[data-open]")?.click(),
    ArrowLeft: (tree, item) => {
      if (item.getAttribute("aria-expanded") === "true") setOpen(item, false);
      else focus(tree, parentOf(item));
    },
  };

  document.addEventListener("keydown", (event) => {
    const item = event.target.closest?.('[role="treeitem"]');
    const act = item && !event.altKey && !event.ctrlKey && !event.metaKey && keys[event.key];
    // on a link inside a row the keys are the link's own
    if (!act || (event.key === "Enter" && event.target !== item)) return;
    const tree = item.closest('[role="tree"]');
    event.preventDefault();
    act(tree, item, items(tree));
  });

  // One stop of the Tab key for the whole tree: the links are for the pointer, and for want of this script.
  const settle = () => document.querySelectorAll('[role="treeitem"] a').forEach((link) => { link.tabIndex = -1; });
  const closeAgain = () => document.querySelectorAll('[role="treeitem"][aria-owns]').forEach((item) => {
    if (closed.has(item.getAttribute("aria-owns"))) setOpen(item, false);
  });
  document.addEventListener("chart:replaced", () => {
    closeAgain();
    settle();
  });
  settle();

  document.addEventListener("click", (event) => {
    const caret = event.target.closest(".caret");
    if (!caret) return;
    event.preventDefault();
    const item = caret.closest('[role="treeitem"]');
    setOpen(item, item.getAttribute("aria-expanded") !== "true");
  });
})();

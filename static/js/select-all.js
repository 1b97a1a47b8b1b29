/* A box in the head of a list ticks all boxes of the list. Without script each is ticked by hand. */
for (const head of document.querySelectorAll("[data-select-all]")) {
  const boxes = [...head.form.elements].filter((box) => box.name === head.dataset.selectAll);
  head.hidden = false;
  head.addEventListener("change", () => {
    for (const box of boxes) box.checked = head.checked;
  });
  head.form.addEventListener("change", () => {
    const ticked = boxes.filter((box) => box.checked).length;
    head.checked = ticked === boxes.length;
    head.indeterminate = ticked > 0 && ticked < boxes.length;
  });
}

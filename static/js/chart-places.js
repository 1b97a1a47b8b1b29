// Where the cards lie, or the rows of the outline. Read from the drawing once: asking the browser anew costs, with 2,000 cards, a frame each time.
(() => {
  "use strict";

  const chart = document.getElementById("chart");
  const MARGIN = 120; // pixels of the window around what is in view
  let read = { drawing: null, places: [] };

  const placeOf = (frame) => {
    const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(frame.getAttribute(name)));
    return { node: frame.parentNode, left, top, right: left + width, bottom: top + height };
  };

  // an exchanged chart is another drawing
  const places = () => {
    const drawing = chart.querySelector(".chart-svg");
    if (drawing !== read.drawing) read = { drawing, places: [...chart.querySelectorAll(".node > .frame")].map(placeOf) };
    return read.places;
  };

  // from the window to the drawing
  const lens = () => {
    const { drawing } = read, box = drawing.getBoundingClientRect();
    const scale = box.width / drawing.viewBox.baseVal.width;
    return { x: (value) => (value - box.left) / scale, y: (value) => (value - box.top) / scale };
  };

  const within = (place, left, top, right, bottom) =>
    place.left <= right && place.right >= left && place.top <= bottom && place.bottom >= top;

  const find = (left, top, right, bottom) => {
    const all = places();
    if (!all.length) return [];
    const look = lens();
    const area = [look.x(left), look.y(top), look.x(right), look.y(bottom)];
    return all.filter((place) => within(place, ...area)).map((place) => place.node);
  };

  // the card under a point of the window, where the chart shows it
  const under = (x, y) => {
    const seen = chart.getBoundingClientRect();
    const isOutside = x < seen.left || x > seen.right || y < seen.top || y > seen.bottom;
    return isOutside ? null : (find(x, y, x, y)[0] ?? null);
  };

  const inView = () => {
    const seen = chart.getBoundingClientRect();
    return find(
      Math.max(seen.left, 0) - MARGIN,
      Math.max(seen.top, 0) - MARGIN,
      Math.min(seen.right, window.innerWidth) + MARGIN,
      Math.min(seen.bottom, window.innerHeight) + MARGIN,
    );
  };

  const keyOf = (node) => node.dataset.key ?? node.dataset.row;
  // rows are few and move when others close: the browser is asked
  // data-drop: a heading, on which something may fall but which stands for no body
  const ROW = ".outline :is([data-row], [data-drop])";
  const rowUnder = (x, y) => document.elementFromPoint(x, y)?.closest(ROW) ?? null;
  const rows = () => [...document.querySelectorAll(ROW)];

  if (chart) window.chartPlaces = { keyOf, under, inView };
  else if (document.querySelector(".outline")) window.chartPlaces = { keyOf, under: rowUnder, inView: rows };
})();

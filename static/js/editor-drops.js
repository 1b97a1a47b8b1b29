// What letting one card, or row of the outline, fall on another means, and where it might be allowed.
(() => {
  "use strict";

  const chart = document.getElementById("chart") ?? document.querySelector(".outline");
  const editor = window.chartEditor, { keyOf } = window.chartPlaces ?? {};
  if (!chart || !editor) return;

  const card = (key) => document.getElementById(`card-${key}`);
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

  const pair = (party, unit) => `${party} ${unit}`;
  // as they are told, not as they are drawn: the outline draws no lines
  const hosts = () => new Set(editor.data().hosts.map(([party, unit]) => pair(party, unit)));
  const ends = (source, target) => (source.dataset.kind === "organization" ? [source, target] : [target, source]);

  // Whether a card is where it would be dropped already, at the top, below its superior or on its unit.
  const rests = (source, target, standing = hosts()) => {
    if (target.dataset.kind === "school") return !source.dataset.parent;
    if (target.dataset.kind === source.dataset.kind) return source.dataset.parent === keyOf(target);
    return standing.has(pair(...ends(source, target).map(keyOf)));
  };

  // Hints for one card while it is dragged; the server decides. What stands on what is looked up once for all.
  const hints = (source) => {
    const standing = hosts(), data = editor.data();
    return (target) => {
      const found = meaning(source, target);
      if (!found || rests(source, target, standing)) return false;
      if (found[0] === "host_attach") return data.standing.includes(typeOf(ends(source, target)[0]));
      if (isInside(target, source)) return false;
      return found[0] === "unit_move" || (data.above[typeOf(source)] ?? []).includes(typeOf(target));
    };
  };

  window.chartDrops = { meaning, hints, rests };
})();

// Forms of actions: find in long lists, choose a whole group at once, ask anew when one answer decides others.
(() => {
  "use strict";

  const text = (name, inside) => inside.closest("form").dataset[name];

  const make = (tag, className, content) => {
    const found = document.createElement(tag);
    if (className) found.className = className;
    if (content) found.textContent = content;
    return found;
  };

  const boxes = (part) => [...part.querySelectorAll('input[type="checkbox"]')];
  const SHORT = 8;

  const count = (field, output) => {
    const chosen = boxes(field).filter((box) => box.checked).length;
    output.textContent = chosen ? `${text("textChosen", field)} ${chosen}` : "";
  };

  const addSearch = (field, list) => {
    const bar = make("div", "choices-bar"), search = make("input"), output = make("output", "small muted");
    search.type = "search";
    search.autocomplete = "off";
    search.placeholder = text("textSearch", field);
    search.setAttribute("aria-label", search.placeholder);
    search.addEventListener("input", () => {
      const words = search.value.trim().toLowerCase();
      boxes(list).forEach((box) => {
        const row = box.closest("label").parentElement;
        row.hidden = Boolean(words) && !row.textContent.toLowerCase().includes(words);
      });
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    field.addEventListener("change", () => count(field, output));
    bar.append(search, output);
    list.before(bar);
    count(field, output);
  };

  // Django draws a group as a block whose first label is its heading, without a box
  const addGroups = (list) => {
    list.querySelectorAll("label:not(:has(input))").forEach((heading) => {
      const group = heading.parentElement, all = text("textAll", list);
      const button = make("button", "plain-button choices-all", all);
      button.type = "button";
      button.setAttribute("aria-label", `${all} ${heading.textContent.trim()}`);
      button.addEventListener("click", () => {
        const shown = boxes(group).filter((box) => !box.closest("label").parentElement.hidden);
        const on = shown.some((box) => !box.checked);
        shown.forEach((box) => { box.checked = on; });
        button.textContent = on ? text("textNone", list) : all;
        shown[0]?.dispatchEvent(new Event("change", { bubbles: true }));
      });
      heading.after(button);
    });
  };

  const enhance = (root) => {
    root.querySelectorAll("[data-many]").forEach((field) => {
      const list = field.querySelector(".choices");
      if (!list || boxes(list).length < SHORT) return;
      addSearch(field, list);
      addGroups(list);
    });
  };

  // the address of the form with what is typed so far; a form without one is sent to its own page
  const address = (form) => {
    const values = new URLSearchParams(new FormData(form));
    for (const name of ["csrfmiddlewaretoken", "form_token", "act_version", "seen"]) values.delete(name);
    return `${form.getAttribute("action") ?? window.location.pathname}?${values}`;
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("[data-again]")?.form;
    if (!form) return;
    const again = new CustomEvent("errand:again", { bubbles: true, cancelable: true, detail: address(form) });
    if (form.dispatchEvent(again)) window.location.assign(address(form));
  });

  window.errandForm = { enhance };
  enhance(document);
})();

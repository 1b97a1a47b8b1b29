// Working on the chart and the outline: dialogs, messages, keys. The server decides; this shows what it said.
(() => {
  "use strict";

  const editor = document.getElementById("editor");
  if (!editor) return;
  const dialog = document.getElementById("editor-dialog");
  const help = document.getElementById("editor-help");
  const box = document.getElementById("editor-message");
  const menu = document.getElementById("editor-menu");
  const text = (name) => editor.dataset[`text${name}`];
  let back = ""; // the node that gets the focus back
  let data = JSON.parse(document.getElementById("editor-data").textContent);

  const nodeOf = (key) =>
    document.getElementById(`card-${key}`) ?? document.querySelector(`[data-row="${CSS.escape(key)}"]`);
  const at = (target) => target.closest?.(".chart .node, [data-row]");
  const keyOf = (node) => node.dataset.key ?? node.dataset.row;

  const url = (action, node, values = {}) => {
    const query = new URLSearchParams({ node, ...values });
    if (data.plan) query.set("plan", data.plan);
    return `${data.url}${action ? `${action}/` : ""}?${query}`;
  };

  // --- what was done, and what stands in the way

  const element = (tag, content, className) => {
    const found = document.createElement(tag);
    if (content) found.textContent = content;
    if (className) found.className = className;
    return found;
  };

  const show = (parts, isWarning) => {
    const [said, warned] = [box.querySelector(".editor-said"), box.querySelector(".editor-warned")];
    box.hidden = false;
    box.classList.toggle("is-warning", isWarning);
    said.replaceChildren(...(isWarning ? [] : parts));
    warned.replaceChildren(...(isWarning ? parts : []));
  };

  const button = (label, act) => {
    const found = element("button", label, "btn btn-sm btn-outline-primary");
    found.type = "button";
    found.addEventListener("click", act);
    return found;
  };

  const lines = (title, sentences) => {
    if (!sentences?.length) return [];
    const list = element("ul");
    sentences.forEach((sentence) => list.append(element("li", sentence)));
    return [element("p", title), list];
  };

  const tellDone = (answer) => {
    const parts = [element("p", answer.summary), ...lines(text("Caused"), answer.caused)];
    parts.push(...lines(text("Cured"), answer.cured));
    if (answer.undo_url) {
      const undo = element("a", text("Undo"));
      undo.href = answer.undo_url;
      parts.push(undo);
    }
    show(parts, false);
  };

  const tellRefused = (answer, form) => {
    const parts = [element("p", answer.message)];
    (answer.obstacles ?? []).forEach((one) => {
      const rule = element("a", `${one.rule} ${one.name}`);
      rule.href = one.url;
      const said = element("p");
      said.append(rule, ` ${one.sentence} ${one.mend}`);
      parts.push(said);
    });
    if (form) parts.push(button(text("Form"), () => open(form)));
    show(parts, true);
  };

  const tellStale = (answer) => {
    const list = element("ul");
    (answer.changes ?? []).forEach((one) => list.append(element("li", `${one.summary} ${one.actor}`)));
    const again = button(text("Reload"), () => window.location.reload());
    show([element("p", answer.message), list, again], true);
  };

  // --- the page after a change: only what shows the structure is exchanged

  const LIVE = ["#chart", "#chart-found", ".outline", ".figures", "#findings", ".halves", "#editor-data"];

  const refresh = async () => {
    const answer = await fetch(window.location.href.split("#")[0], { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return window.location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const place of LIVE) {
      const fresh = page.querySelector(place);
      if (fresh) document.querySelector(place)?.replaceChildren(...fresh.childNodes);
    }
    data = JSON.parse(document.getElementById("editor-data").textContent);
    menu.hidden = true;
    document.dispatchEvent(new CustomEvent("chart:replaced"));
    return undefined;
  };

  // a row below a closed one cannot have the focus: the closed one has it
  const shown = (node) => {
    let found = node;
    while (found && !found.getClientRects().length) found = found.closest('.outline [role="group"]')?.previousElementSibling;
    return found;
  };

  const focusBack = () => shown(nodeOf(back))?.focus({ preventScroll: true });

  const finish = async (answer) => {
    if (dialog.open) dialog.close();
    tellDone(answer);
    await refresh();
    focusBack();
  };

  // --- dialogs

  const fill = (html) => {
    dialog.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    window.errandForm.enhance(dialog);
    if (!dialog.open) dialog.showModal();
    // the reason that is asked for, or else the box that says why not, above the fields
    const wanted = dialog.querySelector("[autofocus]");
    const faulty = dialog.querySelector(".problem") ? null : dialog.querySelector('[aria-invalid="true"]');
    (wanted ?? faulty ?? dialog.querySelector(".errand-title"))?.focus();
  };

  const ask = async (address, options = {}) => {
    const headers = { "X-Requested-With": "dialog", ...options.headers };
    const answer = await fetch(address, { ...options, headers }).catch(() => null);
    if (!answer) return show([element("p", text("Failed"))], true);
    if (answer.redirected) return window.location.reload();
    const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (isData) return finish(await answer.json());
    if (answer.status === 200 || answer.status === 422 || answer.status === 409) return fill(await answer.text());
    return show([element("p", text("Failed"))], true);
  };

  const open = (address) => ask(address);

  const post = (body) => ({ method: "POST", body, headers: { "X-CSRFToken": token() } });
  const token = () => editor.querySelector('[name="csrfmiddlewaretoken"]').value;

  // --- an act without a form, such as a drop; tells whether it was done

  // as the forms of the server have one: what is sent twice is done once
  const newToken = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");

  const send = async (action, node, values) => {
    back = node;
    const body = new URLSearchParams({ node, ...values, act_version: data.version, seen: data.seen });
    body.set("form_token", newToken());
    if (data.plan) body.set("plan", data.plan);
    const options = post(body);
    options.headers.Accept = "application/json";
    const answer = await fetch(`${data.url}${action}/`, options).catch(() => null);
    const isData = answer?.headers.get("Content-Type")?.startsWith("application/json");
    if (!isData) show([element("p", text("Failed"))], true);
    const told = isData ? await answer.json() : {};
    if (answer?.ok && isData) await finish(told);
    else if (told.needs_reason) await ask(`${data.url}${action}/`, post(body));
    else if (answer?.status === 409) tellStale(told);
    else if (isData) tellRefused(told, answer.status === 422 ? url(action, node, values) : "");
    return Boolean(answer?.ok);
  };

  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    ask(form.getAttribute("action"), post(new FormData(form, event.submitter)));
  });
  dialog.addEventListener("errand:again", (event) => {
    event.preventDefault();
    open(event.detail);
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      dialog.close();
    } else if (link?.dataset.action) {
      event.preventDefault();
      open(link.getAttribute("href"));
    }
  });
  for (const one of [dialog, help]) one.addEventListener("close", focusBack);

  // --- keys on a node of the chart or a row of the outline

  const KEYS = { F2: "r" };

  const openMenu = (key) => {
    back = key;
    open(url("", key));
  };

  document.addEventListener("keydown", (event) => {
    const node = at(event.target);
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keyOf(node), kind = node.dataset.kind;
    const isMenu = event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
    const wanted = event.key.length === 1 ? event.key.toLowerCase() : (KEYS[event.key] ?? event.key);
    const action = data.keys[kind]?.[wanted];
    if (!isMenu && !action && event.key !== "?") return;
    event.preventDefault();
    back = key;
    if (event.key === "?") help.showModal();
    else if (isMenu) openMenu(key);
    else open(url(action, key));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-errand]");
    if (event.target.closest(".editor-close")) box.hidden = true;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openMenu(link.dataset.errand);
  });

  // --- the button on the card under pointer or focus

  const place = (node) => {
    if (!node?.dataset.key) return;
    const frame = node.querySelector(".frame") ?? node;
    const card = frame.getBoundingClientRect();
    menu.hidden = false;
    menu.dataset.key = keyOf(node);
    menu.setAttribute("aria-label", `${text("Menu")} ${node.dataset.name}`);
    menu.style.left = `${card.right + window.scrollX - 30}px`;
    menu.style.top = `${card.bottom + window.scrollY - 26}px`;
  };
  document.addEventListener("focusin", (event) => place(at(event.target)));
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !event.buttons) place(at(event.target));
  });
  document.getElementById("chart")?.addEventListener("scroll", () => { menu.hidden = true; }, { passive: true });
  menu.addEventListener("click", () => openMenu(menu.dataset.key));

  window.chartEditor = { data: () => data, send, hideMenu: () => { menu.hidden = true; } };
  if (document.querySelector(".outline")) document.documentElement.classList.add("has-editor");
})();

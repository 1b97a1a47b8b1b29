// Warns a minute before the server ends the session. The page stays as it is: what was typed can be sent.
(() => {
  const box = document.getElementById("session-clock");
  if (!box) return;
  const soon = box.querySelector("[data-soon]"), over = box.querySelector("[data-over]");
  let timers = [];

  const tell = (isOver) => {
    soon.hidden = isOver;
    over.hidden = !isOver;
    if (!box.open) box.showModal();
  };

  const start = (left) => {
    timers.forEach(clearTimeout);
    const warning = Number(box.dataset.warning);
    timers = [
      setTimeout(() => tell(false), Math.max(left - warning, 0) * 1000),
      setTimeout(() => tell(true), left * 1000),
    ];
  };

  const stay = async () => {
    const token = box.querySelector('[name="csrfmiddlewaretoken"]').value;
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const answer = await fetch(box.dataset.alive, { method: "POST", headers }).catch(() => null);
    if (answer?.ok && !answer.redirected) start((await answer.json()).left);
  };

  box.querySelector("[data-stay]").addEventListener("click", stay);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && box.open === false) start(Number(box.dataset.left));
  });
  start(Number(box.dataset.left));
})();

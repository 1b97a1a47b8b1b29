// Masks again what was shown for a while: the values leave the page, and the form is offered anew.
(() => {
  const told = document.querySelector("[data-reveal-for]");
  if (!told) return;

  const hide = () => {
    document.querySelectorAll("[data-revealed]").forEach((one) => {
      one.textContent = told.dataset.mask;
      one.removeAttribute("data-revealed");
    });
    told.textContent = told.dataset.over;
  };

  const until = Date.now() + Number(told.dataset.revealFor) * 1000;
  const timer = setTimeout(hide, until - Date.now());
  // timers sleep while a laptop does, and a page may come back out of the browser's memory
  const look = () => {
    if (Date.now() < until) return;
    clearTimeout(timer);
    hide();
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  window.addEventListener("pagehide", hide);
})();

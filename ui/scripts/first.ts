// Runs before anything is drawn: tells the styles that scripts run. GOV.UK Frontend's template does this inline; our
// Content-Security-Policy allows no inline script, so it is a file of its own, loaded without defer in <head> or at the start of <body>.

/** Marks the body once. `noModule` is GOV.UK Frontend's own test for a browser that it supports. */
function mark(body: HTMLElement): void {
  body.classList.add("js-enabled");
  if ("noModule" in HTMLScriptElement.prototype) body.classList.add("govuk-frontend-supported");
}

if (document.body) {
  mark(document.body);
} else {
  // The parser has not reached <body> yet; an observer is told before the first paint.
  const watch = new MutationObserver(() => {
    if (!document.body) return;
    watch.disconnect();
    mark(document.body);
  });
  watch.observe(document.documentElement, { childList: true });
}

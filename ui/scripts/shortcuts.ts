/**
 * `/` moves to the page's search field, marked `data-search` (or the first search input).
 * WCAG 2.1.4 asks that a single-key shortcut can be turned off: `data-shortcuts="off"` on <body> does.
 */
export function listenForShortcuts(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (page.body.dataset["shortcuts"] === "off" || isTyping(event.target)) return;
    const search = page.querySelector<HTMLInputElement>("input[data-search], input[type=search]");
    if (!search) return;
    event.preventDefault();  // else the slash would be typed into the field
    search.focus();
    search.select();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

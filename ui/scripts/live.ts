// Keeps the part of a page that is marked with data-live up to date: it hears that the record has changed and reads the page again.
//   <div id="board" data-live="/hub/enquiries/…/live?seen=12">
// When the right to the page ends, what stands on it is taken away at once.

export function keepLive(page: Document): void {
  const marked = page.querySelector<HTMLElement>("[data-live][id]");
  if (!marked || !("EventSource" in window)) return;
  const line = new EventSource(marked.dataset["live"] ?? "");
  let reading = false;
  let again = false;

  const read = async (): Promise<void> => {
    if (reading) {
      again = true;  // what came meanwhile is read once more, and only once
      return;
    }
    reading = true;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", headers: { accept: "text/html" } });
      if (!answer.ok) return end();
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(marked.id);
      if (fresh) show(page, marked, fresh);
    } catch {
      // The network is away for a moment: the line comes back by itself and says what was missed.
    } finally {
      reading = false;
      if (again) {
        again = false;
        void read();
      }
    }
  };
  const end = (): void => {
    line.close();
    const words = page.createElement("p");
    words.className = "govuk-body";
    words.setAttribute("role", "alert");
    words.textContent = "This page is no longer open to you.";
    marked.replaceChildren(words);
  };

  line.addEventListener("changed", () => void read());
  line.addEventListener("ended", end);
}

/** Puts the fresh content in, keeps the focus where it was, and says aloud that something is new. */
function show(page: Document, marked: HTMLElement, fresh: HTMLElement): void {
  const focused = page.activeElement instanceof HTMLAnchorElement && marked.contains(page.activeElement) ? page.activeElement.href : "";
  marked.replaceChildren(...Array.from(fresh.childNodes));
  if (focused) Array.from(marked.querySelectorAll("a")).find((link) => link.href === focused)?.focus();
  let said = page.getElementById("live-said");
  if (!said) {
    said = page.createElement("p");
    said.id = "live-said";
    said.className = "govuk-visually-hidden";
    said.setAttribute("role", "status");
    marked.after(said);
  }
  said.textContent = `Something new was added at ${new Date().toLocaleTimeString("en-GB")}.`;
}

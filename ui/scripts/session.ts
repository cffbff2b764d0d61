// Warns before a session ends (WCAG 2.2.1: at least 20 seconds, and a simple way to go on). What <body> carries:
//   data-session-ends   when the session ends, in seconds since 1970
//   data-session-now    the server's clock when it made the page, likewise (optional; corrects a wrong clock on the desk)
//   data-session-renew  an address that renews the session when fetched and answers {"ends": seconds} (optional)

const WARN_BEFORE_SECONDS = 120;

/** Starts the watch if the page says when its session ends. */
export function watchSession(page: Document): void {
  const { sessionEnds, sessionNow, sessionRenew } = page.body.dataset;
  if (!sessionEnds) return;
  const skew = sessionNow ? Date.now() - Number(sessionNow) * 1000 : 0;
  const notice = new Notice(page, sessionRenew);
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("hearth-session") : undefined;
  let timer = 0;

  const schedule = (ends: number): void => {
    const left = (): number => Math.max(0, ends * 1000 + skew - Date.now());
    clearTimeout(timer);
    notice.close();
    timer = window.setTimeout(() => notice.show(left()), left() - WARN_BEFORE_SECONDS * 1000);
  };
  const renewed = (ends: number): void => {
    schedule(ends);
    tabs?.postMessage(ends);
  };

  notice.onRenewed = renewed;
  if (tabs) tabs.onmessage = (event: MessageEvent<number>) => schedule(event.data);  // work in another tab renews this one too
  renewed(Number(sessionEnds));
}

/** The dialog. It is made when it is first shown, so that pages carry no hidden furniture. */
class Notice {
  onRenewed: (ends: number) => void = () => {};
  private dialog: HTMLDialogElement | undefined;
  private ended = 0;

  constructor(
    private readonly page: Document,
    private readonly renewAt: string | undefined,
  ) {}

  show(leftMilliseconds: number): void {
    const dialog = (this.dialog ??= this.make());
    this.say(`You will be signed out in ${inWords(leftMilliseconds)}. What you have typed and not saved will be lost.`);
    if (!dialog.open) dialog.showModal();
    this.ended = window.setTimeout(() => this.say("You have been signed out. Sign in again to go on."), leftMilliseconds);
  }

  close(): void {
    clearTimeout(this.ended);
    if (this.dialog?.open) this.dialog.close();
  }

  private say(words: string): void {
    const text = this.dialog?.querySelector("[role=alert]");
    if (text) text.textContent = words;
  }

  private async renew(): Promise<void> {
    try {
      const answer = await fetch(this.renewAt!, { credentials: "same-origin", headers: { accept: "application/json" } });
      const { ends } = (await answer.json()) as { ends: number };
      if (!answer.ok || !Number.isFinite(ends)) throw new Error("not renewed");
      this.onRenewed(ends);
    } catch {
      this.say("You could not be kept signed in. Copy what you have typed, then sign in again.");
    }
  }

  private make(): HTMLDialogElement {
    const dialog = element(this.page, "dialog", "hearth-session");
    dialog.setAttribute("aria-labelledby", "hearth-session-title");
    const title = element(this.page, "h2", "govuk-heading-m", "Your session is about to end");
    title.id = "hearth-session-title";
    const text = element(this.page, "p", "govuk-body");
    text.setAttribute("role", "alert");
    const on = element(this.page, "button", "govuk-button", this.renewAt ? "Stay signed in" : "Close");
    on.type = "button";
    on.addEventListener("click", () => (this.renewAt ? void this.renew() : this.close()));
    dialog.append(title, text, on);
    this.page.body.append(dialog);
    return dialog;
  }
}

function element<K extends keyof HTMLElementTagNameMap>(page: Document, tag: K, classes: string, words = ""): HTMLElementTagNameMap[K] {
  const made = page.createElement(tag);
  made.className = classes;
  made.textContent = words;
  return made;
}

function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds >= 90) return `${Math.round(seconds / 60)} minutes`;
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}

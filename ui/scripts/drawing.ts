// The screen that a child draws on. One sheet, pens, stamps, words and "Undo"; nothing that is touched loses anything.
import { HEIGHT, type Mark, type Point, readMarks, Sheet, WIDTH, writePoints } from "./ink";
import { Sending, type State } from "./sending";
import { Unsent } from "./unsent";

const PEN_SIZE = 130;
const RUBBER_SIZE = 420;
const STAMP_SIZE = 1_000;
const WORDS_SIZE = 260;
const SAVE_EVERY = 900; // milliseconds
const PIECE = 160; // points of a stroke that are drawn anew with each frame; what came before stands
const MOST_POINTS_SENT = 4_000;
const WORDS: Record<State, string> = {
  saved: "Saved",
  saving: "Saving",
  waiting: "Kept on this tablet. It is sent when the signal is back",
  refused: "Please call your grown-up. This tablet keeps your picture",
};

class DrawingPage {
  private readonly marks: Mark[];
  private readonly done: Sheet;
  private readonly live: Sheet;
  private readonly shapes = new Map<string, SVGPathElement>();
  private readonly began = performance.now();
  private readonly offset: number;
  private colour = 0;
  private stamp = "";
  private current: Mark | undefined;
  private pointer = -1;
  private drawnUpTo = 0; // of the current stroke's points: what stands on `done` already
  private sentUpTo = 0; // likewise: what was handed to `sending`
  private frame = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly paper: HTMLElement,
    private readonly sending: Sending,
  ) {
    this.marks = readMarks(root.dataset["marks"] ?? "[]");
    const last = this.marks[this.marks.length - 1];
    this.offset = last ? last.at + (last.points[last.points.length - 1]?.[3] ?? 0) + 1_000 : 0;
    this.done = new Sheet(this.canvas("Your sheet. Draw with your finger, or use the stamps and words below"));
    this.live = new Sheet(this.canvas(""));
    for (const button of root.querySelectorAll<HTMLButtonElement>("button[name=stamp]")) {
      const shape = button.querySelector("path");
      if (shape) this.shapes.set(button.value, shape);
    }
    new ResizeObserver(() => this.redraw()).observe(this.paper);
    this.listen();
    this.redraw();
    this.showUndo();
  }

  private canvas(label: string): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.className = "hearth-draw__canvas";
    if (label) {
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", label);
    } else {
      canvas.setAttribute("aria-hidden", "true");
    }
    this.paper.append(canvas);
    return canvas;
  }

  private now(): number {
    return Math.round(this.offset + performance.now() - this.began);
  }

  private redraw(): void {
    // The server's picture stands below for those without scripts; here the canvas takes its place, and only the house stays.
    for (const element of this.paper.querySelectorAll("svg > :not([data-house])")) element.remove();
    for (const sheet of [this.done, this.live]) sheet.fit(this.paper.clientWidth);
    for (const mark of this.marks) if (!mark.takenBack) this.done.draw(mark, this.shapes);
    this.drawnUpTo = Math.max(0, (this.current?.points.length ?? 0) - 1);
  }

  // ---- drawing with finger, pen or mouse

  private point(event: PointerEvent): Point {
    const box = this.live.canvas.getBoundingClientRect();
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    const pressure = event.pointerType === "pen" ? event.pressure : 0.5;
    const at = this.now() - (this.current?.at ?? 0);
    const last = this.current?.points[this.current.points.length - 1]?.[3] ?? 0;
    return [within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH), within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT), within(pressure * 255, 255), Math.max(at, last)];
  }

  private listen(): void {
    const surface = this.live.canvas;
    surface.addEventListener("pointerdown", (event) => this.down(event));
    surface.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) surface.addEventListener(end, (event) => this.up(event));
    // A palm on the glass must not open the browser's own menu, nor scroll or zoom the sheet away.
    surface.addEventListener("contextmenu", (event) => event.preventDefault());
    for (const pen of this.root.querySelectorAll<HTMLButtonElement>("[data-pen]")) pen.addEventListener("click", () => this.choosePen(pen));
    const form = this.root.querySelector("form");
    form?.addEventListener("submit", (event) => this.submit(event as SubmitEvent, form));
    this.root.querySelector("[data-undo]")?.addEventListener("click", () => this.undo());
    this.root.querySelector("[data-done]")?.addEventListener("click", (event) => this.leave(event));
    setInterval(() => this.save(), SAVE_EVERY);
    for (const end of ["pagehide", "visibilitychange"]) addEventListener(end, () => this.save());
  }

  private down(event: PointerEvent): void {
    if (this.pointer !== -1 || (event.pointerType === "mouse" && event.button !== 0)) return;
    if (this.stamp) {
      const [x, y] = this.point(event);
      this.put("stamp", this.stamp, STAMP_SIZE, x, y);
      this.chooseStamp("");
      return;
    }
    this.pointer = event.pointerId;
    this.live.canvas.setPointerCapture(event.pointerId);
    this.current = this.next("stroke", this.colour === 9 ? RUBBER_SIZE : PEN_SIZE);
    this.current.points.push(this.point(event));
    this.marks.push(this.current);
    this.drawnUpTo = this.sentUpTo = 0;
    this.paint();
    this.showUndo();
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pointer || !this.current) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) {
      const point = this.point(one);
      const last = this.current.points[this.current.points.length - 1];
      if (!last || Math.abs(last[0] - point[0]) + Math.abs(last[1] - point[1]) > 3) this.current.points.push(point);
    }
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  private up(event: PointerEvent): void {
    if (event.pointerId !== this.pointer || !this.current) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.live.clear();
    this.done.stroke(this.current.points.slice(this.drawnUpTo), this.current.size, this.current.colour, true);
    this.save();
    this.pointer = -1;
    this.current = undefined;
  }

  /** Draws the end of the current stroke; what is long enough is left to stand, so that a frame costs the same however long it is. */
  private paint(): void {
    if (!this.current) return;
    const { points, size, colour } = this.current;
    if (points.length - this.drawnUpTo > PIECE) {
      const until = points.length - 8;
      this.done.stroke(points.slice(this.drawnUpTo, until), size, colour, true);
      this.drawnUpTo = until - 8;
    }
    this.live.clear();
    this.live.stroke(points.slice(this.drawnUpTo), size, colour, false);
  }

  // ---- stamps, words, pens, undo

  private next(kind: Mark["kind"], size: number): Mark {
    const number = (this.marks[this.marks.length - 1]?.number ?? 0) + 1;
    return { kind, number, at: this.now(), colour: this.colour, size, x: 0, y: 0, points: [], text: "", takenBack: false };
  }

  private put(kind: "stamp" | "words", text: string, size: number, x: number, y: number): void {
    const mark = { ...this.next(kind, size), text, x, y };
    if (kind === "words" && mark.colour === 9) mark.colour = 0;
    this.marks.push(mark);
    this.done.draw(mark, this.shapes);
    this.sendMark(mark, []);
    this.showUndo();
  }

  /** A free place for what is put by keyboard: beside each other inside the house, as the server puts it. */
  private place(): [number, number] {
    const n = this.marks.filter((mark) => mark.kind !== "stroke").length;
    return [1_400 + (n % 3) * 2_700, 3_100 + (Math.floor(n / 3) % 4) * 1_100];
  }

  private submit(event: SubmitEvent, form: HTMLFormElement): void {
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.name === "stamp") {
      // By finger: the next touch puts it down. By keyboard (no pointer was used): it is put at once.
      if (this.root.dataset["keys"] === "yes") this.put("stamp", button.value, STAMP_SIZE, ...this.place());
      else this.chooseStamp(this.stamp === button.value ? "" : button.value);
      return;
    }
    const words = form.querySelector<HTMLInputElement>("input[name=words]");
    const text = words?.value.trim() ?? "";
    if (!words || !text) return;
    this.put("words", text, WORDS_SIZE, ...this.place());
    words.value = "";
  }

  private choosePen(pen: HTMLButtonElement): void {
    this.colour = Number(pen.dataset["pen"]);
    this.chooseStamp("");
    for (const other of this.root.querySelectorAll("[data-pen]")) other.setAttribute("aria-pressed", String(other === pen));
  }

  private chooseStamp(name: string): void {
    this.stamp = name;
    for (const button of this.root.querySelectorAll<HTMLButtonElement>("button[name=stamp]")) button.classList.toggle("hearth-draw__stamp--held", button.value === name);
  }

  private undo(): void {
    const last = [...this.marks].reverse().find((mark) => !mark.takenBack);
    if (!last || this.current) return;
    last.takenBack = true;
    this.sending.post(this.root.dataset["back"] ?? "", [["number", String(last.number)], ["back", "yes"]]);
    this.redraw();
    this.showUndo();
  }

  private showUndo(): void {
    const undo = this.root.querySelector<HTMLButtonElement>("[data-undo]");
    if (undo) undo.hidden = !this.marks.some((mark) => !mark.takenBack);
  }

  // ---- saving

  /** Hands on what the current stroke has grown by. */
  private save(): void {
    if (!this.current) return;
    while (this.sentUpTo < this.current.points.length) {
      const piece = this.current.points.slice(this.sentUpTo, this.sentUpTo + MOST_POINTS_SENT);
      this.sendMark(this.current, piece);
      this.sentUpTo += piece.length;
    }
  }

  private sendMark(mark: Mark, points: readonly Point[]): void {
    const fields: [string, string][] = [];
    for (const name of ["kind", "number", "at", "colour", "size", "x", "y"] as const) fields.push([`marks[0].${name}`, String(mark[name])]);
    if (points.length) fields.push(["marks[0].points", writePoints(points)]);
    if (mark.text) fields.push(["marks[0].text", mark.text]);
    this.sending.post(this.root.dataset["ink"] ?? "", fields);
  }

  /** "I am done" waits for what is still on its way, for a moment; what stays behind is kept on the device. */
  private leave(event: Event): void {
    if (!this.sending.waiting) return;
    event.preventDefault();
    const to = (event.currentTarget as HTMLAnchorElement).href;
    const until = Date.now() + 3_000;
    const look = setInterval(() => {
      if (this.sending.waiting && Date.now() < until) return;
      clearInterval(look);
      location.href = to;
    }, 50);
  }
}

async function start(root: HTMLElement): Promise<void> {
  const paper = root.querySelector<HTMLElement>("[data-paper]");
  const status = root.querySelector<HTMLElement>("[data-saved]");
  if (!paper) return;
  addEventListener("keydown", () => (root.dataset["keys"] = "yes"), true);
  addEventListener("pointerdown", () => (root.dataset["keys"] = "no"), true);
  const tell = (state: State) => {
    if (status && status.textContent !== WORDS[state]) status.textContent = WORDS[state];
    root.dataset["state"] = state;
  };
  const sending = new Sending(root.dataset["sheet"] ?? "", root.dataset["csrf"] ?? "", await Unsent.open(), tell);
  // What the device still holds is sent first, then the page is loaded with all of it: the server's order is the sheet's.
  const left = await sending.resume();
  if (left.length && navigator.onLine) {
    for (let i = 0; i < 100 && sending.waiting; ++i) await new Promise((later) => setTimeout(later, 50));
    if (!sending.waiting) return location.reload();
  }
  new DrawingPage(root, paper, sending);
  root.dataset["ready"] = "yes";
}

const root = document.querySelector<HTMLElement>("[data-drawing]");
if (root) void start(root);

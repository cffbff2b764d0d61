// A drawing played back as it grew: plays, pauses, jumps; a touch on the drawing pins the child's words there.
import { HEIGHT, type Mark, readMarks, Sheet, WIDTH } from "./ink";

const LONGEST_PAUSE = 1_000; // milliseconds: nobody watches a child think for a minute; the pause is shortened, and said so
const SPEEDS = [1, 2, 4, 8];

/** When each mark begins and ends in the film. */
interface Shown {
  mark: Mark;
  from: number;
  until: number;
}

export function film(marks: readonly Mark[]): Shown[] {
  let at = 0;
  let real = 0;
  return marks.map((mark) => {
    at += Math.min(Math.max(0, mark.at - real), LONGEST_PAUSE);
    const length = Math.max(mark.points[mark.points.length - 1]?.[3] ?? 0, mark.kind === "stroke" ? 0 : 300);
    const shown = { mark, from: at, until: at + length };
    at += length;
    real = mark.at + length;
    return shown;
  });
}

class Player {
  private readonly shown: Shown[];
  private readonly done: Sheet;
  private readonly live: Sheet;
  private readonly shapes = new Map<string, SVGPathElement>();
  private readonly length: number;
  private readonly slider = document.createElement("input");
  private readonly button = document.createElement("button");
  private readonly speed = document.createElement("button");
  private at: number;
  private standing = 0; // how many marks stand whole on `done`
  private playing = false;
  private last = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly sheet: HTMLElement,
  ) {
    this.shown = film(readMarks(root.dataset["marks"] ?? "[]").filter((mark) => !mark.takenBack));
    this.length = Math.max(1, this.shown[this.shown.length - 1]?.until ?? 0);
    this.at = this.length;
    const svg = sheet.querySelector("svg.hearth-sheet");
    svg?.querySelectorAll<SVGPathElement>(":scope > svg path").forEach((path, i) => {
      const stamp = this.shown.filter(({ mark }) => mark.kind === "stamp")[i];
      if (stamp) this.shapes.set(stamp.mark.text, path);
    });
    const make = () => {
      const canvas = document.createElement("canvas");
      canvas.className = "hearth-play__canvas";
      canvas.setAttribute("aria-hidden", "true");
      canvas.hidden = true;
      svg?.after(canvas);
      return new Sheet(canvas);
    };
    this.live = make();
    this.done = make();
    this.controls();
  }

  private controls(): void {
    const bar = document.createElement("div");
    bar.className = "hearth-play__bar hearth-no-print";
    this.button.type = this.speed.type = "button";
    this.button.className = "govuk-button govuk-button--secondary";
    this.speed.className = "govuk-button govuk-button--secondary";
    this.button.textContent = "Play";
    this.speed.textContent = "Speed 1";
    this.speed.dataset["speed"] = "1";
    this.slider.type = "range";
    this.slider.min = "0";
    this.slider.max = String(this.length);
    this.slider.value = this.slider.max;
    this.slider.setAttribute("aria-label", "Moment of the drawing");
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.speed.addEventListener("click", () => {
      const next = SPEEDS[(SPEEDS.indexOf(Number(this.speed.dataset["speed"])) + 1) % SPEEDS.length] ?? 1;
      this.speed.dataset["speed"] = String(next);
      this.speed.textContent = `Speed ${next}`;
    });
    this.slider.addEventListener("input", () => {
      this.pause();
      this.show(Number(this.slider.value));
    });
    bar.append(this.button, this.speed, this.slider);
    const note = document.createElement("p");
    note.className = "govuk-hint hearth-no-print";
    note.textContent = "Pauses are shortened to one second.";
    if (this.shown.length) this.root.append(bar, note);
    const { pin } = this.root.dataset;
    if (pin) this.sheet.addEventListener("click", (event) => this.pin(event, pin));
  }

  private pin(event: MouseEvent, to: string): void {
    if ((event.target as Element).closest("a")) return;
    const box = this.sheet.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * WIDTH);
    const y = Math.round(((event.clientY - box.top) / box.height) * HEIGHT);
    location.href = `${to}?x=${Math.min(WIDTH, Math.max(0, x))}&y=${Math.min(HEIGHT, Math.max(0, y))}`;
  }

  private play(): void {
    this.playing = true;
    this.button.textContent = "Pause";
    if (this.at >= this.length) this.show(0);
    this.last = performance.now();
    requestAnimationFrame((now) => this.tick(now));
  }

  private pause(): void {
    this.playing = false;
    this.button.textContent = "Play";
  }

  private tick(now: number): void {
    if (!this.playing) return;
    this.show(Math.min(this.length, this.at + (now - this.last) * Number(this.speed.dataset["speed"])));
    this.last = now;
    this.slider.value = String(this.at);
    if (this.at >= this.length) this.pause();
    else requestAnimationFrame((next) => this.tick(next));
  }

  /** The sheet at a moment. Forwards, only what is new is drawn. */
  private show(at: number): void {
    if (this.done.canvas.hidden) {
      this.sheet.querySelectorAll("svg.hearth-sheet > :not([data-house])").forEach((element) => element.setAttribute("visibility", "hidden"));
      for (const sheet of [this.done, this.live]) {
        sheet.canvas.hidden = false;
        sheet.fit(this.sheet.clientWidth);
      }
      this.standing = 0;
    }
    if (at < this.at) {
      this.done.clear();
      this.standing = 0;
    }
    this.at = at;
    for (let next = this.shown[this.standing]; next && next.until <= at; next = this.shown[++this.standing]) this.done.draw(next.mark, this.shapes);
    this.live.clear();
    const now = this.shown[this.standing];
    if (!now || now.from > at) return;
    if (now.mark.kind !== "stroke") return this.live.draw(now.mark, this.shapes);
    this.live.stroke(now.mark.points.filter((point) => point[3] <= at - now.from), now.mark.size, now.mark.colour, false);
  }
}

const root = document.querySelector<HTMLElement>("[data-playback]");
const sheet = root?.querySelector<HTMLElement>(".hearth-play__sheet");
if (root && sheet) new Player(root, sheet);

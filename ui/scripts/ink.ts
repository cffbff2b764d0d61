// Ink on a sheet of Three Houses: the same whole numbers as src/practices/three_houses/ink.hpp, drawn on a canvas.
import { getStroke } from "perfect-freehand";

export const WIDTH = 10_000;
export const HEIGHT = 7_000;

export type Point = [x: number, y: number, pressure: number, ms: number];

export interface Mark {
  kind: "stroke" | "stamp" | "words";
  number: number;
  at: number;
  colour: number;
  size: number;
  x: number;
  y: number;
  points: Point[];
  text: string;
  takenBack: boolean;
}

interface SentMark {
  mark: { kind: Mark["kind"]; number: number; at: number; colour: number; size: number; x: number; y: number; points?: string; text?: string };
  taken_back: boolean;
}

/** "x y pressure ms" of the first point, then differences. */
export function writePoints(points: readonly Point[]): string {
  const out: number[] = [];
  let last: Point = [0, 0, 0, 0];
  for (const point of points) {
    out.push(point[0] - last[0], point[1] - last[1], point[2] - last[2], point[3] - last[3]);
    last = point;
  }
  return out.join(" ");
}

export function readPoints(text: string): Point[] {
  const points: Point[] = [];
  const steps = text.split(" ").map(Number);
  let last: Point = [0, 0, 0, 0];
  for (let i = 0; i + 3 < steps.length; i += 4) {
    last = [last[0] + (steps[i] ?? 0), last[1] + (steps[i + 1] ?? 0), last[2] + (steps[i + 2] ?? 0), last[3] + (steps[i + 3] ?? 0)];
    points.push(last);
  }
  return points;
}

export function readMarks(json: string): Mark[] {
  return (JSON.parse(json) as SentMark[]).map(({ mark, taken_back }) => ({
    ...mark,
    points: mark.points ? readPoints(mark.points) : [],
    text: mark.text ?? "",
    takenBack: taken_back,
  }));
}

/** The colours, from the page's own buttons; the playback page has none and uses the same list. */
export const PENS = ["#0b0c0c", "#d4351c", "#f47738", "#f5b700", "#00703c", "#1d70b8", "#7a4ea3", "#e0457b", "#8a5a2b", "#ffffff"];

/** A canvas over the sheet, in the sheet's own units. */
export class Sheet {
  readonly context: CanvasRenderingContext2D;

  constructor(readonly canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d", { desynchronized: true });
    if (!context) throw new Error("This browser cannot draw");
    this.context = context;
  }

  /** Fits the pixels to the screen. What was drawn is gone. */
  fit(width: number): void {
    const pixels = Math.max(1, Math.round(width * Math.min(devicePixelRatio, 2)));
    this.canvas.width = pixels;
    this.canvas.height = Math.round((pixels * HEIGHT) / WIDTH);
    this.context.setTransform(pixels / WIDTH, 0, 0, pixels / WIDTH, 0, 0);
  }

  clear(): void {
    this.context.clearRect(0, 0, WIDTH, HEIGHT);
  }

  stroke(points: readonly Point[], size: number, colour: number, finished: boolean): void {
    const edge = getStroke(points.map(([x, y, pressure]) => [x, y, pressure / 255]), { size, thinning: 0.6, smoothing: 0.5, streamline: 0.3, simulatePressure: false, last: finished });
    const first = edge[0];
    if (!first) return;
    const { context } = this;
    context.fillStyle = PENS[colour] ?? "#0b0c0c";
    context.beginPath();
    context.moveTo(first[0] ?? 0, first[1] ?? 0);
    edge.forEach(([x = 0, y = 0], i) => {
      const [nextX = 0, nextY = 0] = edge[(i + 1) % edge.length] ?? [];
      context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    });
    context.fill();
  }

  stamp(mark: Mark, shape: SVGPathElement | undefined): void {
    const d = shape?.getAttribute("d");
    if (!d) return;
    const { context } = this;
    context.save();
    context.translate(mark.x - mark.size / 2, mark.y - mark.size / 2);
    context.scale(mark.size / 100, mark.size / 100);
    context.fillStyle = shape?.getAttribute("fill") ?? "#0b0c0c";
    context.fill(new Path2D(d), "evenodd");
    context.restore();
  }

  words(mark: Mark): void {
    const { context } = this;
    context.fillStyle = PENS[mark.colour] ?? "#0b0c0c";
    context.font = `${mark.size}px arial, sans-serif`;
    linesOf(mark.text).forEach((line, i) => context.fillText(line, mark.x, mark.y + i * Math.trunc((mark.size * 5) / 4)));
  }

  draw(mark: Mark, shapes: Map<string, SVGPathElement>): void {
    if (mark.kind === "stroke") this.stroke(mark.points, mark.size, mark.colour, true);
    else if (mark.kind === "stamp") this.stamp(mark, shapes.get(mark.text));
    else this.words(mark);
  }
}

/** As the server breaks words into lines (picture.cpp). */
export function linesOf(text: string): string[] {
  const lines: string[] = [""];
  let letters = 0;
  for (const part of text.split("\n")) {
    if (letters > 0 || lines.length > 1) {
      lines.push("");
      letters = 0;
    }
    for (const word of part.split(" ")) {
      const count = [...word].length;
      if (letters > 0 && letters + 1 + count > 34) {
        lines.push("");
        letters = 0;
      }
      lines[lines.length - 1] += (letters ? " " : "") + word;
      letters += count + 1;
    }
  }
  return lines;
}

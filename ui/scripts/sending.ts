// Sends what was drawn, piece after piece, in order and once each; keeps it on the device until the server has it.
import { type Parcel, Unsent } from "./unsent";

export type State = "saved" | "saving" | "waiting" | "refused";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

export class Sending {
  private readonly queue: Parcel[] = [];
  private running = false;
  private wait = FIRST_WAIT;
  private counter = 0;

  constructor(
    private readonly sheet: string,
    private readonly csrf: string,
    private readonly kept: Unsent | undefined,
    private readonly tell: (state: State) => void,
  ) {
    addEventListener("online", () => void this.run());
  }

  /** What a device that died had not sent yet. Returns it, so that it can be drawn. */
  async resume(): Promise<Parcel[]> {
    const parcels = (await this.kept?.of(this.sheet)) ?? [];
    this.queue.push(...parcels);
    void this.run();
    return parcels;
  }

  post(url: string, fields: [string, string][]): void {
    const id = `${Date.now().toString(36).padStart(9, "0")}-${(this.counter++).toString(36).padStart(4, "0")}-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
    const parcel = { id, sheet: this.sheet, url, body: new URLSearchParams(fields).toString() };
    this.queue.push(parcel);
    void this.kept?.keep(parcel);
    void this.run();
  }

  get waiting(): boolean {
    return this.queue.length > 0;
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let parcel = this.queue[0]; parcel; parcel = this.queue[0]) {
      this.tell(this.wait === FIRST_WAIT ? "saving" : "waiting");
      const answer = await this.send(parcel);
      if (answer === "again") {
        this.tell("waiting");
        await new Promise((later) => setTimeout(later, this.wait));
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
        continue;
      }
      if (answer === "refused") {
        this.running = false;
        this.tell("refused");
        return;
      }
      this.wait = FIRST_WAIT;
      this.queue.shift();
      await this.kept?.forget(parcel.id);
    }
    this.running = false;
    this.tell("saved");
  }

  /** The token of the session goes along at the moment of sending: another sign-in may have come between. */
  private async send({ id, url, body }: Parcel): Promise<"saved" | "again" | "refused"> {
    try {
      const tokens = new URLSearchParams({ csrf: this.csrf, once: id });
      const answer = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: `${body}&${tokens}`,
        signal: AbortSignal.timeout(20_000),
      });
      // A command that was done leads on to a page; nobody here needs to go there.
      if (answer.type === "opaqueredirect") return "saved";
      return answer.status >= 500 || answer.status === 429 ? "again" : "refused";
    } catch {
      return "again";
    }
  }
}

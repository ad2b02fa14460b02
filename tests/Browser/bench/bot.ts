import type { Clinic, People } from "../harness/people";
import { seconds } from "./figures";

/** Asks for consults, in one state after the other, and cancels them soon: an offer and its end for each. */
export class Bot {
  readonly askedAt = new Map<string, number>();
  refused = 0;

  /** What the last refusal said; empty where nothing was refused. */
  lastRefusal = "";
  readonly #people: People;
  readonly #clinic: Clinic;
  readonly #states: readonly string[];
  readonly #perSecond: number;
  readonly #holdSeconds: number;
  readonly #open = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(people: People, clinic: Clinic, states: readonly string[], perSecond: number, holdSeconds = 0.15) {
    this.#people = people;
    this.#clinic = clinic;
    this.#states = states;
    this.#perSecond = perSecond;
    this.#holdSeconds = holdSeconds;
  }

  start(): void {
    const startedAt = performance.now();
    let asked = 0;
    this.#timer = setInterval(() => {
      const due = ((performance.now() - startedAt) / 1000) * this.#perSecond;
      // What a machine that stood still did not ask for is not made up for.
      asked = Math.max(asked, Math.floor(due - this.#perSecond));
      for (; asked < due; asked++) {
        const work = this.#ask(this.#states[asked % this.#states.length]!);
        this.#open.add(work);
        void work.finally(() => this.#open.delete(work));
      }
    }, 5);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#open);
  }

  async #ask(state: string): Promise<void> {
    const at = performance.timeOrigin + performance.now();
    try {
      const { id } = await this.#people.request(this.#clinic, state, { modality: "async" });
      this.askedAt.set(id, at);
      await seconds(this.#holdSeconds);
      await this.#people.cancel(this.#clinic, id);
    } catch (fault) {
      // A server that has just started refuses some.
      this.refused++;
      this.lastRefusal = ` (last: ${fault instanceof Error ? fault.message : String(fault)})`;
    }
  }
}

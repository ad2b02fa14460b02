export interface RefreshTimes {
  /** How long after a change one loads: others often follow at once. */
  readonly afterChange: number;

  /** The least time between two, while changes hurry. */
  readonly atMostEvery: number;

  /** The most, while nothing changes. */
  readonly atLeastEvery: number;
}

/** Loads again soon after a change, seldom while changes hurry but then too, and now and then without any. */
export class Refresh {
  readonly #load: () => Promise<void>;
  readonly #times: RefreshTimes;
  #loadedAt = Number.NEGATIVE_INFINITY;
  #dueAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param load never throws */
  constructor(load: () => Promise<void>, times: RefreshTimes) {
    this.#load = load;
    this.#times = times;
  }

  /** Loads at once, and goes on until `stop`. */
  start(): void {
    void this.#run();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#dueAt = Number.POSITIVE_INFINITY;
  }

  changed(): void {
    const { afterChange, atMostEvery } = this.#times;
    this.#schedule(Math.max(performance.now() + afterChange, this.#loadedAt + atMostEvery));
  }

  async #run(): Promise<void> {
    this.stop();
    this.#loadedAt = performance.now();
    this.#schedule(this.#loadedAt + this.#times.atLeastEvery);
    await this.#load();
  }

  /** What is due earlier stays. */
  #schedule(at: number): void {
    if (at >= this.#dueAt) {
      return;
    }

    clearTimeout(this.#timer);
    this.#dueAt = at;
    this.#timer = setTimeout(() => void this.#run(), at - performance.now());
  }
}

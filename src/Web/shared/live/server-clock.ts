import { Store } from "./store";

/** How the server's clock differs from this computer's, as far as its answers can tell. */
export interface Skew {
  /** Server minus computer, in milliseconds. */
  readonly offset: number;

  /** The most by which `offset` may be wrong. */
  readonly within: number;
}

/** What `Skew.offset` may be at least and at most. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

// The Date header counts whole seconds, and servers write it anew once a second.
const headerAge = 2_000;

/** The server's time, reckoned from this computer's clock. What counts down counts by it. */
export class ServerClock {
  readonly skew = new Store<Skew | undefined>(undefined);
  readonly #now: () => number;
  #known: Bounds = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  now(): number {
    return this.#now() + (this.skew.value?.offset ?? 0);
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Learns from one answer: when it was asked for, when it came, and the time that the server wrote on it. */
  learn(askedAt: number, answeredAt: number, serverDate: number): void {
    const told: Bounds = { least: serverDate - answeredAt, most: serverDate + headerAge - askedAt };
    const both: Bounds = { least: Math.max(told.least, this.#known.least), most: Math.min(told.most, this.#known.most) };

    // Where an answer contradicts those before it, one of the clocks was set.
    this.#known = both.least <= both.most ? both : told;
    const { least, most } = this.#known;

    // A difference that cannot be told from none is none: countdowns do not jump for a slow answer.
    const offset = least <= 0 && most >= 0 ? 0 : (least + most) / 2;
    const within = Math.max(most - offset, offset - least);
    if (offset !== this.skew.value?.offset || within !== this.skew.value.within) {
      this.skew.set({ offset, within });
    }
  }
}

export const serverClock = new ServerClock();

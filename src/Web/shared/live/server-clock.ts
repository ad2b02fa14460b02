import { Store } from "./store";

/** How the server's clock differs from this computer's, as far as one exchange can tell. */
export interface Skew {
  /** Server minus computer, in milliseconds. */
  readonly offset: number;

  /** The most by which `offset` may be wrong: half the round trip, and what the server's header rounds off. */
  readonly within: number;
}

// The Date header counts whole seconds.
const headerGrain = 1000;

/** The server's time, reckoned from this computer's clock. What counts down counts by it. */
export class ServerClock {
  readonly skew = new Store<Skew | undefined>(undefined);
  readonly #now: () => number;

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
    const half = (answeredAt - askedAt) / 2;
    const offset = serverDate + headerGrain / 2 - (askedAt + half);
    const within = half + headerGrain / 2;

    // A difference that the exchange cannot tell from none is none: countdowns do not jump for a slow answer.
    this.skew.set({ offset: Math.abs(offset) <= within ? 0 : offset, within });
  }
}

export const serverClock = new ServerClock();

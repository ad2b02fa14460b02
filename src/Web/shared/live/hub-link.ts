import type { HubTransport } from "./hub-transport";
import { Store } from "./store";

/**
 * Where a link stands. `waiting` counts down to its next try; `stale` since when nothing is known any more, and undefined
 * as long as nothing ever was.
 */
export type LinkState =
  | { readonly is: "idle" }
  | { readonly is: "connecting"; readonly staleSince: number | undefined }
  | { readonly is: "live"; readonly since: number }
  | { readonly is: "waiting"; readonly retryAt: number; readonly staleSince: number | undefined }
  | { readonly is: "signedOut" };

export interface HubLinkOptions {
  readonly transport: () => HubTransport;

  /** Runs on each new connection before it counts as live: fetches what was missed. */
  readonly resume: (link: HubLink) => Promise<void>;

  /** Asked after a failure: whether the session still stands. */
  readonly isSignedIn: () => Promise<boolean>;

  readonly now?: () => number;
  readonly random?: () => number;
}

const firstDelay = 500;
const longestDelay = 15_000;
const probeTimeout = 3_000;

/**
 * Keeps one connection to a hub alive, for ever: after a loss it tries again with growing gaps, and at once when the
 * network or the computer comes back. A connection that was given up can neither call nor be heard any more.
 */
export class HubLink {
  readonly state = new Store<LinkState>({ is: "idle" });
  readonly #options: HubLinkOptions;
  readonly #handlers = new Map<string, (message: never) => void>();
  readonly #now: () => number;
  readonly #random: () => number;
  #transport: HubTransport | undefined;
  #generation = 0;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #staleSince: number | undefined;

  constructor(options: HubLinkOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
  }

  /** Handles a message of the hub; before `start`. */
  on<T>(method: string, handler: (message: T) => void): void {
    this.#handlers.set(method, handler as (message: never) => void);
  }

  start(): void {
    void this.#connect();
  }

  /** Gives the connection up until the next `start`. */
  async stop(): Promise<void> {
    const transport = this.#abandon();
    this.state.set({ is: "idle" });
    await transport?.stop().catch(() => undefined);
  }

  /** @throws what the hub refused with, or LinkDown when there is no connection to ask through. */
  async invoke<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    if (!this.#transport) {
      throw new LinkDown();
    }

    const generation = this.#generation;
    try {
      return (await this.#transport.invoke(method, args)) as T;
    } catch (fault) {
      throw generation === this.#generation ? fault : new LinkDown();
    }
  }

  /** The network or the computer may just have come back: an open connection is tried, a closed one opened at once. */
  async wake(): Promise<void> {
    if (this.state.value.is === "waiting") {
      this.#failures = 0;
      await this.#connect();
    } else if (this.state.value.is === "live") {
      const generation = this.#generation;
      const isAlive = await within(probeTimeout, this.#options.resume(this));
      if (!isAlive && generation === this.#generation) {
        this.#staleSince = this.#now();
        await this.#connect();
      }
    }
  }

  async #connect(): Promise<void> {
    void this.#abandon()?.stop().catch(() => undefined);
    const generation = this.#generation;
    const transport = this.#options.transport();
    this.state.set({ is: "connecting", staleSince: this.#staleSince });
    for (const [method, handler] of this.#handlers) {
      transport.on(method, (message: never) => {
        if (generation === this.#generation) {
          handler(message);
        }
      });
    }

    transport.onClose(() => {
      if (generation === this.#generation) {
        void this.#lost();
      }
    });
    try {
      await transport.start();
      if (generation !== this.#generation) {
        await transport.stop();
        return;
      }

      this.#transport = transport;
      await this.#options.resume(this);
    } catch {
      if (generation === this.#generation) {
        await this.#lost();
      }

      return;
    }

    if (generation === this.#generation) {
      this.#failures = 0;
      this.#staleSince = undefined;
      this.state.set({ is: "live", since: this.#now() });
    }
  }

  async #lost(): Promise<void> {
    if (this.state.value.is === "live") {
      this.#staleSince = this.#now();
    }

    void this.#abandon()?.stop().catch(() => undefined);
    const generation = this.#generation;
    const wait = Math.min(longestDelay, firstDelay * 2 ** this.#failures++);
    const delay = wait / 2 + (this.#random() * wait) / 2;
    this.state.set({ is: "waiting", retryAt: this.#now() + delay, staleSince: this.#staleSince });
    if (!(await this.#options.isSignedIn())) {
      if (generation === this.#generation) {
        this.#abandon();
        this.state.set({ is: "signedOut" });
      }

      return;
    }

    if (generation === this.#generation) {
      this.#retry = setTimeout(() => void this.#connect(), Math.max(0, this.#retryAt() - this.#now()));
    }
  }

  #retryAt(): number {
    return this.state.value.is === "waiting" ? this.state.value.retryAt : this.#now();
  }

  #abandon(): HubTransport | undefined {
    const transport = this.#transport;
    this.#transport = undefined;
    this.#generation++;
    clearTimeout(this.#retry);
    return transport;
  }
}

/** There is no connection: nothing was asked, or its answer is unknown. */
export class LinkDown extends Error {
  constructor() {
    super("There is no connection.");
  }
}

async function within(limit: number, work: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), limit);
  });
  const outcome = work.then(
    () => true,
    () => false,
  );
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}

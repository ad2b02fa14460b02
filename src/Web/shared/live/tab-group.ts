import { Store } from "./store";

/** The part of a BroadcastChannel that is used here. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  close(): void;
}

export interface TabGroupOptions {
  readonly locks?: Pick<LockManager, "request">;
  readonly channel?: (name: string) => Channel;
  readonly callTimeout?: number;
}

type Message<S> =
  | { readonly kind: "hello" }
  | { readonly kind: "state"; readonly state: S }
  | { readonly kind: "call"; readonly id: string; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: "answer"; readonly id: string; readonly value?: unknown; readonly error?: string };

export type Role = "joining" | "following" | "leading";

interface Pending {
  readonly answer: (value: unknown) => void;
  readonly fail: (fault: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const defaultCallTimeout = 10_000;

/**
 * The tabs of one person on one page. One leads: it holds the connection, publishes what it knows, and carries out what
 * the others ask. When it closes, the browser gives its lock to the next, which leads on from what was published last.
 */
export class TabGroup<S> {
  readonly role = new Store<Role>("joining");

  /** What the leader knows, in every tab; undefined until it was heard. */
  readonly state = new Store<S | undefined>(undefined);

  readonly #channel: Channel;
  readonly #locks: Pick<LockManager, "request">;
  readonly #name: string;
  readonly #calls = new Map<string, Pending>();
  readonly #callTimeout: number;
  #carryOut: ((method: string, args: readonly unknown[]) => Promise<unknown>) | undefined;

  constructor(name: string, options: TabGroupOptions = {}) {
    this.#name = name;
    this.#locks = options.locks ?? navigator.locks;
    this.#channel = (options.channel ?? ((channel) => new BroadcastChannel(channel)))(name);
    this.#callTimeout = options.callTimeout ?? defaultCallTimeout;
    this.#channel.addEventListener("message", (event) => void this.#hear(event.data as Message<S>));
  }

  /**
   * Follows until it is this tab's turn, then leads until the page closes.
   * @param lead starts leading; what it returns carries out calls, of this tab and of the others.
   */
  async join(lead: (last: S | undefined) => (method: string, args: readonly unknown[]) => Promise<unknown>): Promise<void> {
    this.#post({ kind: "hello" });
    await this.#locks.request(this.#name, { ifAvailable: true }, async (lock) => {
      if (lock) {
        await this.#lead(lead);
      }
    });
    if (this.role.value !== "leading") {
      this.role.set("following");
      await this.#locks.request(this.#name, () => this.#lead(lead));
    }
  }

  /** Tells all tabs what the leader knows now. */
  publish(state: S): void {
    this.state.set(state);
    this.#post({ kind: "state", state });
  }

  /** Asks the leader, which may be this tab. @throws TabCallFailed with the leader's message, or when none answers */
  async call<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    if (this.#carryOut) {
      return (await this.#carryOut(method, args)) as T;
    }

    const id = crypto.randomUUID();
    return new Promise<T>((answer, fail) => {
      const timer = setTimeout(() => {
        this.#calls.delete(id);
        fail(new TabCallFailed("The leading tab did not answer."));
      }, this.#callTimeout);
      this.#calls.set(id, { answer: answer as (value: unknown) => void, fail, timer });
      this.#post({ kind: "call", id, method, args });
    });
  }

  #lead(lead: (last: S | undefined) => (method: string, args: readonly unknown[]) => Promise<unknown>): Promise<void> {
    this.#carryOut = lead(this.state.value);

    // The old leader is gone, and with it what it was asked: the state that follows tells what became of it.
    for (const pending of this.#calls.values()) {
      clearTimeout(pending.timer);
      pending.fail(new TabCallFailed("The leading tab was closed."));
    }

    this.#calls.clear();
    this.role.set("leading");

    // Held until the page closes.
    return new Promise<void>(() => undefined);
  }

  async #hear(message: Message<S>): Promise<void> {
    switch (message.kind) {
      case "hello":
        if (this.#carryOut && this.state.value !== undefined) {
          this.#post({ kind: "state", state: this.state.value });
        }

        break;
      case "state":
        if (!this.#carryOut) {
          this.state.set(message.state);
        }

        break;
      case "call":
        if (this.#carryOut) {
          await this.#answer(message.id, this.#carryOut(message.method, message.args));
        }

        break;
      case "answer":
        this.#settle(message.id, message.value, message.error);
        break;
    }
  }

  async #answer(id: string, work: Promise<unknown>): Promise<void> {
    try {
      this.#post({ kind: "answer", id, value: await work });
    } catch (fault) {
      this.#post({ kind: "answer", id, error: fault instanceof Error ? fault.message : String(fault) });
    }
  }

  #settle(id: string, value: unknown, error: string | undefined): void {
    const pending = this.#calls.get(id);
    if (!pending) {
      return;
    }

    this.#calls.delete(id);
    clearTimeout(pending.timer);
    if (error === undefined) {
      pending.answer(value);
    } else {
      pending.fail(new TabCallFailed(error));
    }
  }

  #post(message: Message<S>): void {
    this.#channel.postMessage(message);
  }
}

/** What another tab was asked for was refused, or did not come. */
export class TabCallFailed extends Error {}

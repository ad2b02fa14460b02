import type { HubTransport } from "#shared/live/hub-transport";

/** A hub in memory: each transport is one connection to it. */
export class FakeHub {
  readonly connections: FakeConnection[] = [];
  isDown = false;
  answer: (method: string, args: readonly unknown[]) => Promise<unknown> = () => Promise.resolve(undefined);

  readonly transport = (): HubTransport => {
    const connection = new FakeConnection(this);
    this.connections.push(connection);
    return connection;
  };

  get last(): FakeConnection {
    return this.connections.at(-1)!;
  }
}

export class FakeConnection implements HubTransport {
  isOpen = false;
  readonly calls: [string, readonly unknown[]][] = [];
  readonly #hub: FakeHub;
  readonly #handlers = new Map<string, (message: never) => void>();
  #closed = () => {};

  constructor(hub: FakeHub) {
    this.#hub = hub;
  }

  async start(): Promise<void> {
    if (this.#hub.isDown) {
      throw new Error("The hub is down.");
    }

    this.isOpen = true;
  }

  async stop(): Promise<void> {
    this.isOpen = false;
  }

  invoke(method: string, args: readonly unknown[]): Promise<unknown> {
    this.calls.push([method, args]);
    return this.#hub.answer(method, args);
  }

  on(method: string, handler: (message: never) => void): void {
    this.#handlers.set(method, handler);
  }

  onClose(handler: () => void): void {
    this.#closed = handler;
  }

  send(method: string, message: unknown): void {
    this.#handlers.get(method)?.(message as never);
  }

  drop(): void {
    this.isOpen = false;
    this.#closed();
  }
}

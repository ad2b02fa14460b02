import type { ReactiveController, ReactiveControllerHost } from "lit";

interface Watched {
  subscribe(listener: () => void): () => void;
}

/** Renders its host again whenever one of the stores changes, as long as the host is in the page. */
export class Watch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stores: readonly Watched[];
  #undo: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, ...stores: readonly Watched[]) {
    this.#host = host;
    this.#stores = stores;
    host.addController(this);
  }

  hostConnected(): void {
    this.#undo = this.#stores.map((store) => store.subscribe(() => this.#host.requestUpdate()));
  }

  hostDisconnected(): void {
    this.#undo.forEach((undo) => undo());
    this.#undo = [];
  }
}

/** A value that others watch. Setting the same value tells nobody. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) {
      return;
    }

    this.#value = value;
    for (const listener of [...this.#listeners]) {
      listener(value);
    }
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  /** Hears of changes from now on. @returns its own undo */
  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

import { get } from "#shared/api/client";
import type { ConsultBody } from "#shared/api/schema";
import { Store } from "#shared/live/store";

// As many as one request may name, and enough for scrolling back a little.
const perRequest = 200;
const kept = 2_000;
const settleFor = 120;

/** The consults behind the rows in sight: who the patient is and what for. Read when scrolling rests, and kept a while. */
export class PatientNames {
  /** Counts what came in. */
  readonly changes = new Store(0);
  readonly #known = new Map<string, ConsultBody>();
  readonly #read: (ids: readonly string[]) => Promise<readonly ConsultBody[]>;
  #wanted: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(read = readConsults) {
    this.#read = read;
  }

  get(id: string): ConsultBody | undefined {
    return this.#known.get(id);
  }

  /** Says what is in sight now; what was wanted before and is no longer is not read. */
  want(ids: readonly string[]): void {
    this.#wanted = ids;
    if (ids.some((id) => !this.#known.has(id))) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#load(), settleFor);
    }
  }

  async #load(): Promise<void> {
    const missing = this.#wanted.filter((id) => !this.#known.has(id)).slice(0, perRequest);
    if (missing.length === 0) {
      return;
    }

    try {
      for (const consult of await this.#read(missing)) {
        this.#known.set(consult.id, consult);
      }
    } catch {
      // The rows stand without names; the next scroll or change asks again.
      return;
    }

    for (const id of this.#known.keys()) {
      if (this.#known.size <= kept) {
        break;
      }

      this.#known.delete(id);
    }

    this.changes.update((n) => n + 1);
  }
}

async function readConsults(ids: readonly string[]): Promise<readonly ConsultBody[]> {
  const { items } = await get("/v1/consults", {
    query: { ids: ids.join(",") },
    headers: { "Dispatch-Background": "true" },
  });
  return items;
}

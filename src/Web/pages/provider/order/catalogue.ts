import { get } from "#shared/api/client";
import type { ServiceBody } from "#shared/api/schema";
import { Store } from "#shared/live/store";

export type CatalogueState =
  | { readonly is: "loading" }
  | { readonly is: "failed" }
  | { readonly is: "ready"; readonly services: readonly ServiceBody[] };

const readServices = () => get("/v1/services", { headers: { "Dispatch-Background": "true" } });

/** The services with the forms of their orders. Read once; what could not be read can be asked for again. */
export class Catalogue {
  readonly state = new Store<CatalogueState>({ is: "loading" });
  readonly #read: () => Promise<readonly ServiceBody[]>;
  #isReading = false;

  constructor(read: () => Promise<readonly ServiceBody[]> = readServices) {
    this.#read = read;
  }

  /** Does nothing while it is being read, and once it was. */
  async load(): Promise<void> {
    if (this.#isReading || this.state.value.is === "ready") {
      return;
    }

    this.#isReading = true;
    this.state.set({ is: "loading" });
    try {
      this.state.set({ is: "ready", services: await this.#read() });
    } catch {
      this.state.set({ is: "failed" });
    } finally {
      this.#isReading = false;
    }
  }

  /** Those of these services that are known. */
  of(ids: readonly string[]): readonly ServiceBody[] {
    const state = this.state.value;
    return state.is === "ready" ? ids.flatMap((id) => state.services.filter((service) => service.id === id)) : [];
  }
}

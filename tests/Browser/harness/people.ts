import type { components } from "../../../src/Web/shared/api/schema";
import type { DispatchServer } from "./dispatch-server";

type Schemas = components["schemas"];
export type Clinic = Pick<Schemas["ClinicBody"], "id"> & { readonly apiKey: string };
export type Provider = Pick<Schemas["ProviderBody"], "id"> & { readonly accessToken: string };
export type Consult = Schemas["ConsultBody"];

/** Far away, so that pictures do not change with the day. */
const expiresOn = "2099-12-31";
const repeatsMost = 20;

/** Who uses a server, through its public API. */
export class People {
  readonly #server: DispatchServer;
  readonly #clinics: Clinic[] = [];

  constructor(server: DispatchServer) {
    this.#server = server;
  }

  get operatorToken(): string {
    return this.#server.operatorToken;
  }

  async clinic(name = "Lumen Med Spa"): Promise<Clinic> {
    const clinic = await this.call<Clinic>("POST", "/v1/clinics", this.#server.operatorToken, { name });
    this.#clinics.push(clinic);
    return clinic;
  }

  provider(states: readonly string[], more: object = {}): Promise<Provider> {
    return this.call("POST", "/v1/providers", this.#server.operatorToken, {
      name: "Elena Navarro",
      email: "elena.navarro@providers.example",
      credential: "MD",
      npi: "1999999984",
      licenses: states.map((state) => ({ state, number: `${state}-20481`, expiresOn })),
      modalities: ["live", "async"],
      services: ["*"],
      capacity: { live: 1, async: 2 },
      ...more,
    });
  }

  request(clinic: Clinic, state: string, more: object = {}): Promise<Consult> {
    return this.call("POST", "/v1/consults", clinic.apiKey, {
      patient: { givenName: "Amelia", familyName: "Reyes", birthDate: "1992-03-03", sex: "female" },
      state,
      services: ["botox"],
      modality: "live",
      intake: { heightCm: 171, weightKg: 68, allergies: "none known", medications: ["cetirizine"], pregnant: false },
      ...more,
    });
  }

  consult(clinic: Clinic, id: string): Promise<Consult> {
    return this.call("GET", `/v1/consults/${id}`, clinic.apiKey);
  }

  timeline(clinic: Clinic, id: string): Promise<Schemas["TimelineEntryBody"][]> {
    return this.call("GET", `/v1/consults/${id}/timeline`, clinic.apiKey);
  }

  cancel(clinic: Clinic, id: string): Promise<Consult> {
    return this.call("POST", `/v1/consults/${id}/cancel`, clinic.apiKey, { reason: "The patient left." });
  }

  /** Ends what is open in a state, of the clinics that came since this was last done. */
  async cancelOpen(state: string): Promise<void> {
    for (const clinic of this.#clinics.splice(0)) {
      const open = `/v1/consults?state=${state}&status=waiting,offered,assigned,inProgress&limit=200`;
      const page = await this.call<Schemas["ConsultPageBody"]>("GET", open, clinic.apiKey);
      for (const consult of page.items) {
        await this.cancel(clinic, consult.id);
      }
    }
  }

  suspend(provider: Provider): Promise<unknown> {
    return this.call("POST", `/v1/providers/${provider.id}/suspend`, this.#server.operatorToken, { reason: "Under review." });
  }

  endSessions(provider: Provider): Promise<unknown> {
    return this.call("DELETE", `/v1/ops/sessions/${provider.id}`, this.#server.operatorToken);
  }

  /** Asks again, when it is time to, what was too much at once. */
  async call<T>(method: string, path: string, token: string, body?: object): Promise<T> {
    let answer = await this.#send(method, path, token, body);
    for (let i = 0; i < repeatsMost && answer.status === 429; i++) {
      const seconds = Number(answer.headers.get("Retry-After") ?? 1);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      answer = await this.#send(method, path, token, body);
    }

    if (!answer.ok) {
      throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    }

    return (await answer.json()) as T;
  }

  #send(method: string, path: string, token: string, body?: object): Promise<Response> {
    return fetch(new URL(path, this.#server.address), {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }
}

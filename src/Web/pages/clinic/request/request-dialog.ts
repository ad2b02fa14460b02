import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { get, post } from "#shared/api/client";
import type { Refusal } from "#shared/api/problem";
import type { ClinicProviderBody, LocationBody } from "#shared/api/schema";
import "#shared/components/dialog";
import { describedBy, field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { toast } from "#shared/components/toasts";
import { today } from "#shared/format/time";
import { serverClock } from "#shared/live/server-clock";
import { clinic } from "#strings/clinic";
import { domain as words } from "#strings/domain";
import { shared } from "#strings/shared";
import { services, states } from "virtual:catalog";
import { bodyOf, emptyDraft, faultsOf, licensedIn, modalitiesOf, nameOf, samePerson, withinReach, type Checked, type RequestDraft } from "./request-draft";
import { mayBeMade, RequestKeys } from "./request-keys";

const strings = clinic.request;
const stateKey = "dispatch.clinic.state";
const locationKey = "dispatch.clinic.location";
const longestText = 200;

type TextName = "given" | "family" | "born" | "state" | "allergies" | "medications" | "phone" | "email";

/** Asks for a consult. Made for typing: each field takes what people write, Enter asks. Tells `requested` with its id. */
@customElement("request-dialog")
export class RequestDialog extends LightElement {
  @property({ type: Boolean }) open = false;
  @state() private draft: RequestDraft = emptyDraft("");
  @state() private faults: readonly Checked[] = [];
  @state() private refusal = "";

  /** The bodies that were sent from this form and may have been made. */
  @state() private unsure: readonly string[] = [];
  @state() private isSending = false;
  @state() private locations: readonly LocationBody[] = [];
  @state() private providers: readonly ClinicProviderBody[] = [];
  readonly #keys = new RequestKeys(newKey);

  /** Counts the forms: the answer to one that was closed meanwhile neither closes the next nor speaks in it. */
  #form = 0;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("open")) {
      this.#form++;
      this.isSending = false;
    }

    if (changed.has("open") && this.open) {
      this.draft = emptyDraft(localStorage.getItem(stateKey) ?? "");
      this.faults = [];
      this.refusal = "";
      this.unsure = [];
      void this.#loadChoices();
    }
  }

  protected override render() {
    return html`<ui-dialog
      heading=${strings.heading}
      .open=${this.open}
      .content=${this.open ? this.#fields() : html``}
      .actions=${html`
        <button class="button" @click=${this.#close}>${shared.cancel}</button>
        <button class="button primary" type="submit" form="request-form" aria-disabled=${this.isSending ? "true" : "false"}>
          ${this.isSending ? strings.submitting : strings.submit}
        </button>
      `}
      @closed=${this.#close}
    ></ui-dialog>`;
  }

  #fields(): TemplateResult {
    const modalities = modalitiesOf(this.draft.services);
    return html`<form id="request-form" class="request-form" novalidate @submit=${this.#submit}>
      ${this.#text("given", strings.given, { isFirst: true })} ${this.#text("family", strings.family)}
      ${this.#text("born", strings.born, { hint: strings.bornHint })}
      ${this.#text("state", strings.state, { hint: strings.stateHint, list: "state-list" })}
      <datalist id="state-list">${Object.entries(states).map(([code, { name }]) => html`<option value=${code}>${name}</option>`)}</datalist>
      ${this.locations.length > 0
        ? this.#select("location", strings.location, [["", strings.noLocation], ...this.locations.map(({ id, name }) => [id, name] as const)])
        : nothing}
      <fieldset class="field wide" id="request-services" tabindex="-1" aria-describedby=${describedBy("request-services", undefined, this.#fault("services"))}>
        <legend>${strings.services}</legend>
        <div class="chips">
          ${Object.entries(services).map(
            ([id, service]) => html`<label class="chip"
              ><input type="checkbox" .checked=${this.draft.services.includes(id)} @change=${() => this.#toggle(id)} />${service.name}</label
            >`,
          )}
        </div>
        ${this.#fault("services") ? html`<p class="error" id="request-services-error"><ui-icon name="alert"></ui-icon>${this.#fault("services")}</p>` : nothing}
      </fieldset>
      <div class="wide request-kind">
        <div class="segments" role="radiogroup" aria-label=${strings.kind}>
          ${["live", "async"].map(
            (modality) => html`<label
              ><input
                type="radio"
                name="request-modality"
                ?disabled=${!modalities.includes(modality)}
                .checked=${this.draft.modality === modality}
                @change=${() => this.#set({ modality })}
              />${words.modality[modality]}</label
            >`,
          )}
        </div>
        <label class="choice"
          ><input type="checkbox" .checked=${this.draft.isUrgent} @change=${(e: Event) => this.#set({ isUrgent: (e.target as HTMLInputElement).checked })} />${strings.urgent}</label
        >
      </div>
      <details class="wide fold more">
        <summary class="small"><ui-icon name="chevron"></ui-icon>${strings.more}</summary>
        <div class="request-form">
          ${this.#text("allergies", strings.allergies)} ${this.#text("medications", strings.medications)}
          ${this.#text("phone", strings.phone)} ${this.#text("email", strings.email)}
          ${this.#select("provider", strings.provider, [
            ["", strings.anybody],
            [samePerson, strings.samePerson],
            ...licensedIn(this.providers, this.draft.state).map(({ id, name, credential }) => [id, `${name}, ${credential}`] as const),
          ], strings.providerHint)}
        </div>
      </details>
      <div class="wide" role="alert">
        ${this.#notes().map((note) => html`<p class="refusal"><ui-icon name="alert"></ui-icon>${note}</p>`)}
      </div>
    </form>`;
  }

  /** Why it was in vain, and what may have been made all the same. Nothing while it is tried again, so that it is said again. */
  #notes(): readonly string[] {
    if (this.isSending) {
      return [];
    }

    const body = this.unsure.length > 0 ? this.#body() : "";
    return [
      ...(this.refusal ? [this.refusal] : []),
      ...(this.unsure.includes(body) ? [strings.unsure] : []),
      ...(this.unsure.some((other) => other !== body) ? [strings.unsureChanged] : []),
    ];
  }

  /** What would be sent now. */
  #body(): string {
    return JSON.stringify(bodyOf(this.draft, today(serverClock.date())));
  }

  #text(name: TextName, label: string, { hint, list, isFirst = false }: { hint?: string; list?: string; isFirst?: boolean } = {}): TemplateResult {
    const id = `request-${name}`;
    const error = this.#fault(name);
    return field({
      id,
      label,
      hint,
      error,
      control: html`<input
        class="input"
        id=${id}
        maxlength=${longestText}
        list=${list ?? nothing}
        autocomplete="off"
        ?autofocus=${isFirst}
        .value=${this.draft[name]}
        aria-required=${name in strings.faults ? "true" : nothing}
        aria-invalid=${error ? "true" : nothing}
        aria-describedby=${describedBy(id, hint, error)}
        @input=${(e: InputEvent) => this.#set({ [name]: (e.target as HTMLInputElement).value })}
      />`,
    });
  }

  #select(name: "location" | "provider", label: string, options: readonly (readonly [string, string])[], hint?: string): TemplateResult {
    const id = `request-${name}`;
    return field({
      id,
      label,
      hint,
      control: html`<select
        class="input"
        id=${id}
        aria-describedby=${describedBy(id, hint, undefined)}
        @change=${(e: Event) => this.#set({ [name]: (e.target as HTMLSelectElement).value })}
      >
        ${options.map(([value, text]) => html`<option value=${value} .selected=${value === this.draft[name]}>${text}</option>`)}
      </select>`,
    });
  }

  /** What can be chosen is read while one types; without it one asks as before. */
  async #loadChoices(): Promise<void> {
    const [locations, providers] = await Promise.all([
      get("/v1/locations").catch(() => []),
      get("/v1/clinic/providers").catch(() => []),
    ]);
    this.locations = locations.filter((location) => location.active);
    this.providers = providers;
    const last = localStorage.getItem(locationKey) ?? "";
    this.#set(this.draft.location === "" && this.locations.some(({ id }) => id === last) ? { location: last } : {});
  }

  #fault(name: string): string | undefined {
    return this.faults.includes(name as Checked) ? strings.faults[name as Checked] : undefined;
  }

  #set(change: Partial<RequestDraft>): void {
    this.draft = withinReach({ ...this.draft, ...change }, this.providers);
    if (this.faults.length > 0) {
      this.faults = this.faults.filter((name) => faultsOf(this.draft, today(serverClock.date())).includes(name));
    }
  }

  #toggle(id: string): void {
    const chosen = this.draft.services.includes(id)
      ? this.draft.services.filter((one) => one !== id)
      : [...this.draft.services, id];
    const modalities = modalitiesOf(chosen);
    this.#set({ services: chosen, modality: modalities.includes(this.draft.modality) ? this.draft.modality : (modalities[0] ?? "live") });
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isSending) {
      return;
    }

    const day = today(serverClock.date());
    this.refusal = "";
    this.faults = faultsOf(this.draft, day);
    if (this.faults.length > 0) {
      await this.updateComplete;
      this.querySelector<HTMLElement>(`#request-${this.faults[0]}`)?.focus();
      return;
    }

    await this.#send(this.draft, day);
  };

  async #send(draft: RequestDraft, day: string): Promise<void> {
    const form = this.#form;
    const body = bodyOf(draft, day);
    const sent = JSON.stringify(body);
    const key = this.#keys.for(sent, Date.now());
    this.isSending = true;
    try {
      const consult = await post("/v1/consults", body, { headers: { "Idempotency-Key": key } });
      this.#keys.made(sent);
      localStorage.setItem(stateKey, consult.state);
      localStorage.setItem(locationKey, draft.location);
      toast(strings.done(nameOf(draft)), "good");
      if (form === this.#form) {
        this.dispatchEvent(new CustomEvent("requested", { detail: consult.id }));
      }
    } catch (fault) {
      const isUnsure = mayBeMade(fault);
      if (isUnsure) {
        this.#keys.keep(sent, key, Date.now());
      }

      if (form !== this.#form) {
        toast(isUnsure ? strings.unsureOf(nameOf(draft)) : strings.refusedOf(nameOf(draft), wordsFor(fault as Refusal)), "bad");
      } else if (isUnsure) {
        this.unsure = [...this.unsure.filter((other) => other !== sent), sent];
      } else {
        this.refusal = wordsFor(fault as Refusal);
      }
    } finally {
      if (form === this.#form) {
        this.isSending = false;
      }
    }
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("closed"));
  };
}

function wordsFor({ type, message, errors }: Refusal): string {
  return [clinic.refused(type, message), ...Object.values(errors).flat()].join(" ");
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

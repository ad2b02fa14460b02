import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { states } from "virtual:catalog";
import { get, post } from "#shared/api/client";
import type { ProviderBody } from "#shared/api/schema";
import { field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { repeat } from "#shared/components/repeat";
import { skeleton } from "#shared/components/state";
import { toast } from "#shared/components/toasts";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import { shared } from "#strings/shared";
import { wordsFor } from "../refused";
import { isFound } from "./find";
import "./suspend-dialog";

const strings = ops.providers;

/** Providers with their duty; each can be suspended and reinstated. */
@customElement("providers-view")
export class ProvidersView extends LightElement {
  @state() private providers: readonly ProviderBody[] | undefined;
  @state() private cursor: string | null = null;
  @state() private code = "";
  @state() private words = "";
  @state() private fault = "";
  @state() private suspending: ProviderBody | undefined;
  @state() private busy = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render() {
    return html`<section class="card" aria-labelledby="providers-heading">
        <div class="card-head"><h2 id="providers-heading">${strings.heading}</h2></div>
        <div class="card-body filters">
          ${field({
            id: "find-provider",
            label: strings.find,
            hint: strings.findHint,
            control: html`<input
              class="input"
              id="find-provider"
              type="search"
              aria-describedby="find-provider-hint"
              .value=${this.words}
              @input=${(e: Event) => (this.words = (e.target as HTMLInputElement).value)}
            />`,
          })}
          ${field({
            id: "provider-state",
            label: strings.state,
            control: html`<select class="input" id="provider-state" .value=${this.code} @change=${this.#choose}>
              <option value="">${strings.everywhere}</option>
              ${Object.entries(states).map(([code, { name }]) => html`<option value=${code}>${name}</option>`)}
            </select>`,
          })}
        </div>
        ${this.#list()}
      </section>
      <suspend-dialog
        .provider=${this.suspending}
        @suspended=${(e: CustomEvent<ProviderBody>) => this.#suspended(e.detail)}
        @closed=${() => (this.suspending = undefined)}
      ></suspend-dialog>`;
  }

  #list(): TemplateResult {
    if (this.fault) {
      return html`<ui-state
        kind="error"
        heading=${strings.failed}
        text=${this.fault}
        .action=${html`<button class="button" @click=${() => void this.#load()}>${shared.retry}</button>`}
      ></ui-state>`;
    }

    if (!this.providers) {
      return html`<div class="card-body">${skeleton(5, shared.loading)}</div>`;
    }

    const shown = this.providers.filter((provider) => isFound(provider, this.words));
    const more = this.cursor === null
      ? nothing
      : html`<div class="card-body"><button class="button" @click=${() => void this.#loadMore()}>${strings.more}</button></div>`;
    return shown.length === 0
      ? html`<ui-state icon="user" heading=${strings.none} text=${strings.noneText}></ui-state>${more}`
      : html`<div class="table-scroll" role="group" aria-labelledby="providers-heading" tabindex="0"><table class="table providers">
            <caption class="visually-hidden">${strings.caption}</caption>
            <thead>
              <tr>
                <th scope="col">${strings.name}</th>
                <th scope="col">${strings.status}</th>
                <th scope="col">${strings.licences}</th>
                <th scope="col">${strings.action}</th>
              </tr>
            </thead>
            <tbody>${repeat(shown, (provider) => provider.id, (provider) => this.#row(provider))}</tbody>
          </table></div>
          ${more}`;
  }

  #row(provider: ProviderBody): TemplateResult {
    const { name, credential, npi, suspended, duty, connected, licenses } = provider;
    const codes = licenses.map((license) => license.state).sort();
    return html`<tr>
      <td><strong>${name}</strong>, ${credential}<br /><span class="muted small">NPI ${npi}</span></td>
      <td>
        ${suspended
          ? html`<ui-badge tone="bad">${strings.suspended}</ui-badge>`
          : html`<ui-badge tone=${duty === "available" || duty === "busy" ? "good" : duty === "onBreak" ? "warn" : "quiet"}
              >${domain.duty[duty] ?? duty}</ui-badge
            >`}
        <span class="muted small">${connected ? strings.connected : strings.notConnected}</span>
      </td>
      <td class="licences">${codes.length > 8 ? strings.licencesOf(codes.length) : codes.join(", ")}</td>
      <td>
        ${suspended
          ? html`<button
              class="button small"
              aria-label=${strings.reinstateName(name)}
              ?disabled=${this.busy === provider.id}
              @click=${() => void this.#reinstate(provider)}
            >${strings.reinstate}</button>`
          : html`<button
              class="button small"
              aria-label=${strings.suspendName(name)}
              @click=${() => (this.suspending = provider)}
            >${strings.suspend}</button>`}
      </td>
    </tr>`;
  }

  async #load(): Promise<void> {
    const { code } = this;
    this.fault = "";
    this.providers = undefined;
    try {
      const page = await get("/v1/providers", { query: { state: code || undefined } });
      if (code === this.code) {
        this.providers = page.items;
        this.cursor = page.nextCursor;
      }
    } catch (fault) {
      this.fault = wordsFor(fault);
    }
  }

  async #loadMore(): Promise<void> {
    const { code } = this;
    try {
      const page = await get("/v1/providers", { query: { state: code || undefined, cursor: this.cursor ?? undefined } });
      if (code === this.code) {
        this.providers = [...(this.providers ?? []), ...page.items];
        this.cursor = page.nextCursor;
      }
    } catch (fault) {
      toast(wordsFor(fault), "bad");
    }
  }

  #suspended(provider: ProviderBody): void {
    this.suspending = undefined;
    this.#replace(provider);
    toast(strings.didSuspend(provider.name, provider.released?.length ?? 0, provider.rescinded?.length ?? 0), "good");
  }

  async #reinstate({ id, name }: ProviderBody): Promise<void> {
    this.busy = id;
    try {
      this.#replace(await post("/v1/providers/{id}/reinstate", undefined, { path: { id } }));
      toast(strings.didReinstate(name), "good");
    } catch (fault) {
      toast(wordsFor(fault), "bad");
    } finally {
      this.busy = "";
    }
  }

  #replace(provider: ProviderBody): void {
    this.providers = this.providers?.map((other) => (other.id === provider.id ? provider : other));
  }

  readonly #choose = (event: Event): void => {
    this.code = (event.target as HTMLSelectElement).value;
    void this.#load();
  };
}

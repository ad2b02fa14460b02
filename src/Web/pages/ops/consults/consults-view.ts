import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { states } from "virtual:catalog";
import { get } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { ExplanationBody, StateQueueBody } from "#shared/api/schema";
import "#shared/components/elapsed";
import { describedBy, field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { skeleton } from "#shared/components/state";
import { serverClock } from "#shared/live/server-clock";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import { shared } from "#strings/shared";
import { wordsFor } from "../refused";
import { formatRoute, type Route } from "../route";
import type { EventLog } from "../watch/event-log";
import "./explanation-view";

const strings = ops.consults;
const background = { headers: { "Dispatch-Background": "true" } };

/** The open consults of a state, and why one of them is where it is. Both follow what happens. */
@customElement("consults-view")
export class ConsultsView extends LightElement {
  @property({ attribute: false }) route!: Route;
  @property({ attribute: false }) log!: EventLog;
  @state() private queue: StateQueueBody | undefined;
  @state() private queueFault = "";
  @state() private explanation: ExplanationBody | undefined;
  @state() private explainedAt = "";
  @state() private fault: "" | "unknown" | string = "";
  @state() private idError = "";
  @state() private shownState = Object.keys(states)[0]!;
  #seen = 0;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("route")) {
      const before = changed.get("route") as Route | undefined;
      if (this.route.consult && this.route.consult !== before?.consult) {
        this.explanation = undefined;
        void this.#explain();
      }

      if (this.route.state || !before) {
        this.shownState = this.route.state ?? this.shownState;
        void this.#loadQueue();
      }
    } else if (changed.has("log")) {
      this.#follow();
    }

    this.#seen = this.log.nextKey;
  }

  protected override render() {
    return html`<div class="consults">
      <div class="column">
        ${this.#form()} ${this.#queue()}
      </div>
      <div class="column" aria-live="off">${this.#explained()}</div>
    </div>`;
  }

  #form(): TemplateResult {
    return html`<section class="card" aria-labelledby="explain-heading">
      <div class="card-head"><h2 id="explain-heading">${strings.heading}</h2></div>
      <form class="card-body explain-form" novalidate @submit=${this.#submit}>
        ${field({
          id: "consult-id",
          label: strings.id,
          hint: strings.idHint,
          error: this.idError || undefined,
          control: html`<input
            class="input"
            id="consult-id"
            name="consult"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${this.idError ? "true" : "false"}
            aria-describedby=${describedBy("consult-id", strings.idHint, this.idError || undefined)}
          />`,
        })}
        <button class="button primary">${strings.explain}</button>
      </form>
    </section>`;
  }

  #queue(): TemplateResult {
    return html`<section class="card" aria-labelledby="queue-label">
      <div class="card-head">
        <label id="queue-label" for="queue-state"><strong>${strings.queue}</strong></label>
        <select class="input compact" id="queue-state" .value=${this.shownState} @change=${this.#choose}>
          ${Object.entries(states).map(
            ([code, { name }]) => html`<option value=${code} ?selected=${code === this.shownState}>${name}</option>`)}
        </select>
      </div>
      ${this.#rows()}
    </section>`;
  }

  #rows(): TemplateResult {
    if (this.queueFault) {
      return html`<ui-state
        kind="error"
        heading=${strings.failed}
        text=${this.queueFault}
        .action=${html`<button class="button" @click=${() => void this.#loadQueue()}>${shared.retry}</button>`}
      ></ui-state>`;
    }

    if (!this.queue) {
      return html`<div class="card-body">${skeleton(3, shared.loading)}</div>`;
    }

    const { consults, truncated, state: code } = this.queue;
    if (consults.length === 0) {
      return html`<ui-state heading=${strings.queueEmpty} text=${strings.queueEmptyText(domain.state(code))}></ui-state>`;
    }

    return html`<ul class="queue">
        ${consults.map(
          (one) => html`<li aria-current=${one.id === this.route.consult ? "true" : "false"}>
            <a href=${formatRoute({ area: "consults", state: code, consult: one.id })}>${domain.services(one.services)}</a>
            <span class="queue-facts small muted">
              <ui-badge tone=${one.status === "waiting" ? "warn" : "info"}>${domain.status[one.status] ?? one.status}</ui-badge>
              ${one.priority === "urgent" ? html`<ui-badge tone="bad">${domain.priority["urgent"]}</ui-badge>` : nothing}
              <span>${domain.modality[one.modality]}</span>
              ${one.status === "waiting" || one.status === "offered"
                ? html`<span>${strings.waits} <ui-elapsed since=${Date.parse(one.waitsSince)}></ui-elapsed></span>`
                : html`<span>${strings.sinceRequest} <ui-elapsed since=${Date.parse(one.requestedAt)}></ui-elapsed></span>`}
              <span>${strings.offers(one.offersMade)}</span>
            </span>
          </li>`,
        )}
      </ul>
      ${truncated ? html`<p class="card-body muted small">${strings.truncated}</p>` : nothing}`;
  }

  #explained(): TemplateResult {
    if (this.fault) {
      return html`<div class="card"><ui-state
        kind="error"
        heading=${this.fault === "unknown" ? strings.unknown : strings.explainFailed}
        text=${this.fault === "unknown" ? (this.route.consult ?? "") : this.fault}
        .action=${html`<button class="button" @click=${() => void this.#explain()}>${shared.retry}</button>`}
      ></ui-state></div>`;
    }

    if (this.explanation) {
      return html`<explanation-view
        .explanation=${this.explanation}
        at=${this.explainedAt}
        .again=${() => void this.#explain()}
      ></explanation-view>`;
    }

    return this.route.consult
      ? html`<div class="card"><div class="card-body">${skeleton(6, shared.loading)}</div></div>`
      : html`<div class="card"><ui-state icon="info" heading=${strings.nothing} text=${strings.nothingText}></ui-state></div>`;
  }

  /** Asks again for what an event is about. */
  #follow(): void {
    const fresh = this.log.entries.filter((entry) => entry.key >= this.#seen).map((entry) => entry.event);
    if (fresh.some((event) => event.consultId && event.consultId === this.explanation?.consultId)) {
      void this.#explain();
    }

    if (fresh.some((event) => event.consultId && event.state === this.shownState)) {
      void this.#loadQueue();
    }
  }

  async #explain(): Promise<void> {
    const id = this.route.consult;
    if (!id) {
      return;
    }

    try {
      const explanation = await get("/v1/ops/consults/{id}/explain", { path: { id }, ...background });
      if (id === this.route.consult) {
        this.explanation = explanation;
        this.explainedAt = serverClock.date().toISOString();
        this.fault = "";
      }
    } catch (fault) {
      if (id === this.route.consult) {
        this.explanation = undefined;
        this.fault = fault instanceof Refusal && fault.status === 404 ? "unknown" : wordsFor(fault);
      }
    }
  }

  async #loadQueue(): Promise<void> {
    const code = this.shownState;
    if (this.queue?.state !== code) {
      this.queue = undefined;
    }

    try {
      const queue = await get("/v1/ops/states/{state}/consults", { path: { state: code }, ...background });
      if (code === this.shownState) {
        this.queue = queue;
        this.queueFault = "";
      }
    } catch (fault) {
      this.queueFault = this.queue ? "" : wordsFor(fault);
    }
  }

  readonly #choose = (event: Event): void => {
    this.shownState = (event.target as HTMLSelectElement).value;
    void this.#loadQueue();
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const id = String(new FormData(form).get("consult")).trim();
    if (!id.startsWith("cns_")) {
      this.idError = strings.idWrong;
      form.querySelector<HTMLInputElement>("#consult-id")!.focus();
      return;
    }

    this.idError = "";
    if (id === this.route.consult) {
      void this.#explain();
    } else {
      location.hash = formatRoute({ area: "consults", consult: id });
    }
  };
}

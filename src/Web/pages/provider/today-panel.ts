import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { get } from "#shared/api/client";
import type { ProviderDayBody } from "#shared/api/schema";
import { LightElement } from "#shared/components/light-element";
import { skeleton } from "#shared/components/state";
import { duration } from "#shared/format/duration";
import { count, share } from "#shared/format/number";
import { zoneName } from "#shared/format/time";
import { Refresh } from "#shared/live/refresh";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import type { Console } from "./console";

const { today } = provider;

// Figures follow what happens; the hours go on by themselves.
const times = { afterChange: 600, atMostEvery: 2_000, atLeastEvery: 60_000 };

/** What one did since midnight. */
@customElement("today-panel")
export class TodayPanel extends LightElement {
  @property({ attribute: false }) console!: Console;
  @state() private day: ProviderDayBody | undefined;
  @state() private hasFailed = false;
  readonly #refresh = new Refresh(() => this.#load(), times);
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    let seen = this.console.shared.value.desk.dayChanges;
    this.#undo = this.console.shared.subscribe(({ desk }) => {
      if (desk.dayChanges !== seen) {
        seen = desk.dayChanges;
        this.#refresh.changed();
      }
    });
    this.#refresh.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
    this.#refresh.stop();
  }

  protected override render() {
    return html`<section class="card" aria-labelledby="today-heading">
      <div class="card-head">
        <h2 id="today-heading">${today.heading}</h2>
        <span class="muted small">${today.since(zoneName(new Date()))}</span>
      </div>
      ${this.day ? figures(this.day) : this.hasFailed ? nothing : html`<div class="card-body">${skeleton(3, shared.loading)}</div>`}
      ${this.hasFailed
        ? html`<div class="card-body today-failed">
            <p class="muted small">${today.failed}</p>
            <button class="button small" @click=${() => this.#refresh.start()}>${shared.retry}</button>
          </div>`
        : nothing}
    </section>`;
  }

  async #load(): Promise<void> {
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      this.day = await get("/v1/provider/day", { query: { timeZone }, headers: { "Dispatch-Background": "true" } });
      this.hasFailed = false;
    } catch {
      this.hasFailed = true;
    }
  }
}

function figures(day: ProviderDayBody) {
  return html`<dl class="stats today">
    <div class="stat wide">
      <dt>${today.hours}</dt>
      <dd>${duration(day.onDutySeconds)}<span class="part"> ${duration(day.servingSeconds)} ${today.serving}</span></dd>
    </div>
    <div class="stat"><dt>${today.offered}</dt><dd>${count(day.offered)}</dd></div>
    <div class="stat"><dt>${today.accepted}</dt><dd>${count(day.accepted)}<span class="part"> ${share(day.accepted, day.offered)}</span></dd></div>
    <div class="stat"><dt>${today.served}</dt><dd>${count(day.served)}</dd></div>
    <div class="stat"><dt>${today.declined}</dt><dd>${count(day.declined)}</dd></div>
    <div class="stat"><dt>${today.expired}</dt><dd>${count(day.expired)}</dd></div>
  </dl>`;
}

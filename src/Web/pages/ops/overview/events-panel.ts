import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "#shared/components/light-element";
import { repeat } from "#shared/components/repeat";
import "#shared/components/state";
import { count } from "#shared/format/number";
import { clockWithSeconds } from "#shared/format/time";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import { formatRoute } from "../route";
import { groupOf, type EventLog, type LogEntry } from "../watch/event-log";

const strings = ops.events;

// What one screen of the list can use; more would be drawn four times a second for nobody.
const shownAtMost = 100;

/** What happens, newest first; it stands still while it is paused. */
@customElement("events-panel")
export class EventsPanel extends LightElement {
  @property({ attribute: false }) log!: EventLog;
  @state() private group = "";
  @state() private pausedAt: EventLog | undefined;

  protected override render() {
    const log = this.pausedAt ?? this.log;
    const entries = log.entries.filter(({ event }) => this.group === "" || groupOf(event.kind) === this.group).slice(0, shownAtMost);
    return html`<section class="card" aria-labelledby="events-heading">
      <div class="card-head">
        <h2 id="events-heading">${strings.heading}</h2>
        <div class="buttons">
          <select class="input compact" aria-label=${strings.kinds} .value=${this.group} @change=${this.#choose}>
            <option value="">${strings.all}</option>
            ${Object.entries(strings.groups).map(([id, label]) => html`<option value=${id}>${label}</option>`)}
          </select>
          <button class="button small pause" aria-pressed=${this.pausedAt ? "true" : "false"} @click=${this.#pause}>
            <ui-icon name=${this.pausedAt ? "play" : "pause"}></ui-icon>${this.pausedAt ? strings.resume : strings.pause}
            ${this.pausedAt ? html`<span class="figures">(${strings.paused(this.log.nextKey - this.pausedAt.nextKey)})</span>` : nothing}
          </button>
        </div>
      </div>
      ${log.missed > 0 ? html`<p class="card-body muted small">${strings.missed(count(log.missed))}</p>` : nothing}
      ${entries.length === 0
        ? html`<ui-state icon="clock" heading=${strings.none} text=${strings.noneText}></ui-state>`
        : html`<ol class="events" aria-label=${strings.region} tabindex="0">
            ${repeat(entries, (entry) => entry.key, (entry) => this.#entry(entry))}
          </ol>`}
    </section>`;
  }

  #entry({ event }: LogEntry): TemplateResult {
    const { consultId, providerId, state: code, detail } = event;
    return html`<li class="event ${groupOf(event.kind)}">
      <time datetime=${event.at}>${clockWithSeconds(new Date(event.at))}</time>
      <span class="event-what">${strings.words[event.kind] ?? event.kind}${detail
        ? html`<span class="muted"> · ${domain.promise[detail] ?? domain.duty[detail] ?? detail}</span>`
        : nothing}</span>
      <span class="event-of small">
        ${code ? html`<span>${domain.state(code)}</span>` : nothing}
        ${consultId
          ? html`<a href=${formatRoute({ area: "consults", consult: consultId })} aria-label=${strings.explain(consultId)}>${consultId}</a>`
          : providerId
            ? html`<span class="muted">${providerId}</span>`
            : nothing}
      </span>
    </li>`;
  }

  readonly #choose = (event: Event): void => {
    this.group = (event.target as HTMLSelectElement).value;
  };

  readonly #pause = (): void => {
    this.pausedAt = this.pausedAt ? undefined : this.log;
  };
}

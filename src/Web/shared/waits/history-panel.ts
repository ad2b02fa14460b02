import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { get } from "#shared/api/client";
import type { WaitHistoryBody } from "#shared/api/schema";
import "#shared/components/band-plot";
import { LightElement } from "#shared/components/light-element";
import { skeleton } from "#shared/components/state";
import "#shared/components/time";
import { duration } from "#shared/format/duration";
import { count, share } from "#shared/format/number";
import { everySecond } from "#shared/live/ticker";
import { waits } from "#strings/waits";
import { shared } from "#strings/shared";
import { columnsOf, historyTotals, type HistoryColumns } from "./history-columns";
import { plotKey } from "./plot-key";

const strings = waits.history;
const labels = { low: strings.p50, high: strings.p80, line: strings.sla, axis: strings.minutes };

// The store takes the buckets in once a minute.
const every = 60_000;

type Span = "day" | "week";

/** How long patients waited in the last day or week, from the store. */
@customElement("history-panel")
export class HistoryPanel extends LightElement {
  /** Empty for all states together. */
  @property() state = "";

  /** Where the history is read; a wall board has a place of its own. */
  @property() from: "/v1/wait-times/history" | "/v1/wall/history" = "/v1/wait-times/history";
  @state() private span: Span = "day";
  @state() private history: WaitHistoryBody | undefined;
  @state() private hasFailed = false;
  @state() private isOpen = false;
  #columns: HistoryColumns = [[], [], [], []];
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #undo: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#undo?.();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = everySecond(() => {
      // Only then does it say its own age.
      if (this.hasFailed) {
        this.requestUpdate();
      }
    });
    void this.#load();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (this.hasUpdated && (changed.has("state") || changed.has("span"))) {
      this.history = undefined;
      void this.#load();
    }
  }

  protected override render() {
    const where = this.state ? waits.stateName(this.state) : strings.everywhere;
    return html`<section class="card history" aria-labelledby="history-heading">
      <div class="card-head">
        <h2 id="history-heading">${strings.heading(where)}</h2>
        <div class="segments" role="radiogroup" aria-label=${strings.span}>
          ${(["day", "week"] as const).map(
            (span) => html`<label
              ><input type="radio" name="history-span" .checked=${this.span === span} @change=${() => (this.span = span)} />${strings[span]}</label
            >`,
          )}
        </div>
      </div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    if (!this.history) {
      return this.hasFailed
        ? html`<ui-state
            kind="error"
            heading=${strings.failed}
            text=${shared.unreachable}
            .action=${html`<button class="button" @click=${() => void this.#load()}>${shared.retry}</button>`}
          ></ui-state>`
        : html`<div class="card-body plot-space">${skeleton(5, shared.loading)}</div>`;
    }

    if (this.history.points.length === 0) {
      return html`<ui-state class="plot-space" icon="clock" heading=${strings.empty} text=${strings.emptyText[this.span]}></ui-state>`;
    }

    const { accepted, inTime, worstP80 } = historyTotals(this.history);
    const summary = strings.summary(count(accepted), share(inTime, accepted), duration(worstP80));
    return html`<div class="card-body plotted">
      ${plotKey()}
      <band-plot .columns=${this.#columns} .labels=${labels} summary=${summary}></band-plot>
      <p class="small muted plot-summary">${summary}
        ${this.hasFailed ? html`<strong class="stale">${strings.stale(duration((Date.now() - this.#readAt) / 1000))}</strong>` : nothing}
      </p>
      ${this.#numbers(this.history)}
    </div>`;
  }

  #numbers({ points }: WaitHistoryBody): TemplateResult {
    return html`<details class="fold numbers" @toggle=${(e: Event) => (this.isOpen = (e.target as HTMLDetailsElement).open)}>
      <summary class="small"><ui-icon name="chevron"></ui-icon>${strings.numbers}</summary>
      ${this.isOpen
        ? html`<div class="table-scroll" tabindex="0" role="region" aria-label=${strings.numbers}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">${strings.at}</th>
                  <th scope="col" class="number">${strings.accepted}</th>
                  <th scope="col" class="number">${strings.p50}</th>
                  <th scope="col" class="number">${strings.p80}</th>
                  <th scope="col" class="number">${strings.sla}</th>
                  <th scope="col" class="number">${strings.inTime}</th>
                </tr>
              </thead>
              <tbody>
                ${points.toReversed().map(
                  (point) => html`<tr>
                    <td><ui-time at=${point.at} state=${this.state}></ui-time></td>
                    <td class="number">${count(point.accepted)}</td>
                    <td class="number">${duration(point.p50)}</td>
                    <td class="number">${duration(point.p80)}</td>
                    <td class="number">${duration(point.slaSeconds)}</td>
                    <td class="number">${share(point.slaAttained, 1)}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>`
        : nothing}
    </details>`;
  }

  async #load(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    try {
      const history = await get(this.from, {
        query: { span: this.span, state: this.state || undefined },
        headers: { "Dispatch-Background": "true" },
      });
      if (asked === this.#asked) {
        this.#columns = columnsOf(history);
        this.#readAt = Date.now();
        this.history = history;
        this.hasFailed = false;
      }
    } catch {
      this.hasFailed = asked === this.#asked;
    }

    if (asked === this.#asked && this.isConnected) {
      this.#timer = setTimeout(() => void this.#load(), every);
    }
  }
}

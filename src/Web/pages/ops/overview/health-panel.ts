import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OverviewBody } from "#shared/api/schema";
import { LightElement } from "#shared/components/light-element";
import { count, milliseconds, rate } from "#shared/format/number";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";

const { admission, journal, escalations, pulse } = ops;
const tones: Readonly<Record<string, string>> = { open: "good", shedding: "bad", off: "warn" };

/** Whether new consults are let in, how the journal does, and which promises were at risk. */
@customElement("health-panel")
export class HealthPanel extends LightElement {
  @property({ attribute: false }) overview!: OverviewBody;

  protected override render() {
    return html`${this.#admission()}${this.#journal()}${this.#escalations()}`;
  }

  #admission() {
    const now = this.overview.admission;
    return html`<section class="card" aria-labelledby="admission-heading">
      <div class="card-head">
        <h2 id="admission-heading">${admission.heading}</h2>
        <ui-badge tone=${tones[now.state] ?? "quiet"}>${admission.words[now.state] ?? now.state}</ui-badge>
      </div>
      <div class="card-body facts-body">
        <p class="muted small">${admission.explained[now.state] ?? nothing}</p>
        <dl class="facts">
          ${this.#fact(admission.admitted, `${rate(now.admittedPerSecond)} ${pulse.perSecond}`)}
          ${this.#fact(admission.shed, `${rate(now.shedPerSecond)} ${pulse.perSecond}`)}
          ${now.limitPerSecond === null ? nothing : this.#fact(admission.limit, `${rate(now.limitPerSecond)} ${pulse.perSecond}`)}
          ${now.sharePerSecond === null ? nothing : this.#fact(admission.share, `${rate(now.sharePerSecond)} ${pulse.perSecond}`)}
          ${this.#fact(admission.delay, `${milliseconds(now.delaySeconds)} ${admission.ofTarget(milliseconds(now.delayTargetSeconds))}`)}
          ${this.#fact(admission.inFlight, count(now.inFlight))}
        </dl>
      </div>
    </section>`;
  }

  #journal() {
    const { store } = this.overview;
    return html`<section class="card" aria-labelledby="journal-heading">
      <div class="card-head">
        <h2 id="journal-heading">${journal.heading}</h2>
        <ui-badge tone=${store.available ? "good" : "bad"}>${store.available ? journal.available : journal.unavailable}</ui-badge>
      </div>
      <div class="card-body facts-body">
        <dl class="facts">
          ${this.#fact(journal.p50, milliseconds(store.commitP50Seconds))}
          ${this.#fact(journal.p99, milliseconds(store.commitP99Seconds))}
          ${this.#fact(journal.batch, `${rate(store.recentItemsPerBatch ?? store.itemsPerBatch)}, ${journal.largest(count(store.largestBatch))}`)}
          ${this.#fact(journal.perSecond, `${rate(store.itemsPerSecond)} ${pulse.perSecond}`)}
          ${this.#fact(journal.queued, count(store.queuedItems))}
        </dl>
        <p class="muted small">${journal.hint}</p>
      </div>
    </section>`;
  }

  #escalations() {
    const taken = this.overview.escalations.filter((step) => step.count > 0);
    return html`<section class="card" aria-labelledby="escalations-heading">
      <div class="card-head"><h2 id="escalations-heading">${escalations.heading}</h2></div>
      ${taken.length === 0
        ? html`<p class="card-body muted small">${escalations.none}</p>`
        : html`<table class="table">
            <caption class="visually-hidden">${escalations.caption}</caption>
            <thead>
              <tr>
                <th scope="col">${escalations.promise}</th>
                <th scope="col">${escalations.action}</th>
                <th scope="col" class="number">${escalations.count}</th>
              </tr>
            </thead>
            <tbody>
              ${taken.map(
                (step) => html`<tr>
                  <td>${domain.promise[step.promise]} <span class="muted">${step.percent}%</span></td>
                  <td>${domain.ladder[step.action]}</td>
                  <td class="number">${count(step.count)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`}
    </section>`;
  }

  #fact(label: string, figure: string) {
    return html`<div><dt>${label}</dt><dd>${figure}</dd></div>`;
  }
}

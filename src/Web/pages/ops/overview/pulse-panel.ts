import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OverviewBody } from "#shared/api/schema";
import { LightElement } from "#shared/components/light-element";
import { duration } from "#shared/format/duration";
import { count, percent, rate } from "#shared/format/number";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import { shareOf, totalsOf } from "./state-rows";

const { pulse } = ops;

/** The installation in a dozen figures. */
@customElement("pulse-panel")
export class PulsePanel extends LightElement {
  @property({ attribute: false }) overview!: OverviewBody;

  protected override render() {
    const { rates, offers, utilisation, states } = this.overview;
    const { waiting, oldest, lowest } = totalsOf(states);
    return html`<section class="card" aria-label=${pulse.heading}>
      <dl class="stats pulse">
        ${this.#stat(pulse.waiting, count(waiting))}
        ${this.#stat(pulse.oldest, oldest ? duration(oldest.seconds) : "–", oldest && domain.state(oldest.state))}
        ${this.#stat(pulse.attained, percent(lowest?.attained), lowest && domain.state(lowest.state), pulse.attainedHint)}
        ${this.#stat(pulse.onDuty, count(utilisation.onDuty), pulse.serving(count(utilisation.serving)))}
        ${this.#stat(pulse.utilisation, percent(utilisation.share))}
        ${this.#stat(pulse.offered, count(offers.made), `${rate(rates.offered)} ${pulse.perSecond}`, pulse.lastHour)}
        ${this.#stat(pulse.accepted, percent(shareOf(offers, "accepted")), count(offers.accepted), pulse.lastHour)}
        ${this.#stat(pulse.declined, percent(shareOf(offers, "declined")), count(offers.declined), pulse.lastHour)}
        ${this.#stat(pulse.unanswered, percent(shareOf(offers, "expired")), count(offers.expired), pulse.lastHour)}
        ${this.#stat(pulse.requested, rate(rates.requested), pulse.perSecond, pulse.lastMinute)}
        ${this.#stat(pulse.completed, rate(rates.completed), pulse.perSecond, pulse.lastMinute)}
        ${this.#stat(pulse.expired, rate(rates.expired), pulse.perSecond, pulse.lastMinute)}
      </dl>
    </section>`;
  }

  #stat(label: string, figure: string, part?: string, hint?: string) {
    return html`<div class="stat">
      <dt>${label}${hint ? html`<span class="stat-hint">, ${hint}</span>` : nothing}</dt>
      <dd>${figure}${part ? html` <span class="part">${part}</span>` : nothing}</dd>
    </div>`;
  }
}

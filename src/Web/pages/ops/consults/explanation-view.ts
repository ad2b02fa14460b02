import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExplainedOfferBody, ExplanationBody } from "#shared/api/schema";
import { LightElement } from "#shared/components/light-element";
import "#shared/components/state";
import "#shared/components/time";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import { byVerdict, verdictTones, whyNow, whyProvider } from "./why";

const strings = ops.consults;

/** Why one consult was matched, or why not yet: its offers, and each provider of its state. */
@customElement("explanation-view")
export class ExplanationView extends LightElement {
  @property({ attribute: false }) explanation!: ExplanationBody;

  /** When it was asked for, RFC 3339. */
  @property() at = "";
  @property({ attribute: false }) again: () => void = () => undefined;

  protected override render() {
    const { consultId, clinicId, state: code, status, requestedAt } = this.explanation;
    return html`
      <div class="card">
        <div class="card-head">
          <h3 class="node-name">${consultId}</h3>
          <ui-badge tone="info">${domain.status[status] ?? status}</ui-badge>
        </div>
        <div class="card-body facts-body">
          <p class="why">${whyNow(this.explanation).join(" ")}</p>
          <dl class="facts">
            <div><dt>${strings.requested}</dt><dd><ui-time at=${requestedAt} state=${code}></ui-time></dd></div>
            <div><dt>${ops.states.state}</dt><dd>${domain.state(code)}</dd></div>
            <div><dt>${strings.clinic}</dt><dd class="node-name">${clinicId}</dd></div>
          </dl>
          <p class="muted small">${strings.asOf} <ui-time at=${this.at}></ui-time>
            <button class="button small" @click=${this.again}><ui-icon name="refresh"></ui-icon>${strings.again}</button></p>
        </div>
      </div>
      ${this.#offers()} ${this.#providers()}
    `;
  }

  #offers(): TemplateResult {
    const { offers, state: code } = this.explanation;
    return html`<section class="card" aria-labelledby="offers-heading">
      <div class="card-head"><h3 id="offers-heading">${strings.offersHeading}</h3></div>
      ${offers.length === 0
        ? html`<p class="card-body muted">${strings.offersNone}</p>`
        : html`<div class="table-scroll" role="group" aria-labelledby="offers-heading" tabindex="0"><table class="table">
            <thead>
              <tr>
                <th scope="col">${strings.provider}</th>
                <th scope="col">${strings.offeredAt}</th>
                <th scope="col">${strings.outcome}</th>
                <th scope="col">${strings.reason}</th>
              </tr>
            </thead>
            <tbody>
              ${offers.map(
                (offer) => html`<tr>
                  <td>${this.#name(offer.provider)}</td>
                  <td><ui-time at=${offer.offeredAt} state=${code}></ui-time></td>
                  <td>${domain.offer[offer.outcome] ?? offer.outcome}</td>
                  <td class="reason">${this.#reason(offer)}</td>
                </tr>`,
              )}
            </tbody>
          </table></div>`}
    </section>`;
  }

  #reason({ reason }: ExplainedOfferBody): TemplateResult {
    return html`${strings.candidates(reason.candidates, domain.policy[reason.policy] ?? reason.policy)}
    ${reason.passedOverCount > 0
      ? html`<span class="muted">${strings.before(reason.passedOverCount)}
          ${reason.passedOver.map((one) => `${this.#name(one.id)}: ${domain.passedOver[one.reason] ?? one.reason}`).join("; ")}</span>`
      : nothing}`;
  }

  #providers(): TemplateResult {
    const { providers, truncated } = this.explanation;
    return html`<section class="card" aria-labelledby="explained-heading">
      <div class="card-head"><h3 id="explained-heading">${strings.providersHeading}</h3></div>
      ${providers.length === 0
        ? html`<ui-state icon="user" heading=${strings.providersNone} text=${strings.providersNoneText}></ui-state>`
        : html`<div class="table-scroll" role="group" aria-labelledby="explained-heading" tabindex="0"><table class="table">
            <thead>
              <tr>
                <th scope="col">${strings.provider}</th>
                <th scope="col">${strings.verdict}</th>
                <th scope="col">${strings.detail}</th>
                <th scope="col" class="number">${strings.slots}</th>
              </tr>
            </thead>
            <tbody>
              ${byVerdict(providers).map(
                (one) => html`<tr>
                  <td>${one.name}</td>
                  <td><ui-badge tone=${verdictTones[one.verdict] ?? "quiet"}>${strings.verdicts[one.verdict] ?? one.verdict}</ui-badge></td>
                  <td class="reason">${whyProvider(one)}</td>
                  <td class="number">${one.freeSlots}</td>
                </tr>`,
              )}
            </tbody>
          </table></div>`}
      ${truncated ? html`<p class="card-body muted small">${strings.truncatedProviders}</p>` : nothing}
    </section>`;
  }

  #name(id: string): string {
    return this.explanation.providers.find((one) => one.id === id)?.name ?? id;
  }
}

import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import "#shared/components/elapsed";
import "#shared/components/icon";
import { LightElement } from "#shared/components/light-element";
import { provider } from "#strings/provider";
import type { EndedConsult } from "./desk/desk-state";

const strings = provider.wrapUp;

/** The pause after a consult. Answers with `ready` or `rest`. */
@customElement("wrap-up-card")
export class WrapUpCard extends LightElement {
  @property({ attribute: false }) ended!: EndedConsult;

  protected override render() {
    const { consult, decision, how, orderId, at } = this.ended;
    const patient = consult.patient ? `${consult.patient.givenName} ${consult.patient.familyName}` : "";
    return html`<section class="card wrap-up" aria-labelledby="wrap-up-heading">
      <span class="state-icon good"><ui-icon class="large" name="check"></ui-icon></span>
      <h2 id="wrap-up-heading" tabindex="-1">${strings.done[decision ?? how] ?? strings.done["completed"]}</h2>
      <p>${patient}${patient ? " · " : nothing}${provider.services(consult.services)}, ${provider.stateName(consult.state)}</p>
      ${orderId ? html`<p class="muted small mono">${strings.order(orderId)}</p>` : nothing}
      <p class="wrap-up-clock"><ui-elapsed .since=${at} as="stopwatch"></ui-elapsed></p>
      <p class="muted">${strings.heading}: ${strings.text}</p>
      <div class="buttons">
        <button class="button primary large" @click=${() => this.dispatchEvent(new Event("ready"))}>
          <ui-icon name="play"></ui-icon>${strings.ready}
        </button>
        <button class="button large" @click=${() => this.dispatchEvent(new Event("rest"))}>
          <ui-icon name="coffee"></ui-icon>${strings.rest}
        </button>
      </div>
    </section>`;
  }
}

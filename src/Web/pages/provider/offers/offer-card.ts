import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import "#shared/components/countdown";
import "#shared/components/elapsed";
import "#shared/components/icon";
import { LightElement } from "#shared/components/light-element";
import { stateClock } from "#shared/format/time";
import { serverClock } from "#shared/live/server-clock";
import { domain } from "#strings/domain";
import { provider } from "#strings/provider";
import type { OpenOffer } from "../desk/desk-state";

/** A live offer. It stands still: only its figures move. Asks for `accept` and `decline` by events. */
@customElement("offer-card")
export class OfferCard extends LightElement {
  @property({ attribute: false }) offer!: OpenOffer;
  @property({ type: Boolean }) offline = false;

  /** Whether single keys answer this one, and it shows them. */
  @property({ type: Boolean }) keyed = false;

  protected override render() {
    const { message, receivedAt, answering } = this.offer;
    const waitingSince = receivedAt - message.waitedSeconds * 1000;
    const there = stateClock(serverClock.date(), message.state);
    const isStill = this.offline || answering !== undefined;
    return html`
      <article class="offer card" aria-labelledby="offer-${message.offerId}">
        <div class="offer-top">
          <ui-badge tone=${message.priority === "urgent" ? "bad" : "info"}
            >${domain.priority[message.priority] ?? message.priority}</ui-badge
          >
          <ui-icon name=${message.modality === "live" ? "video" : "form"}></ui-icon>
          <span class="small">${provider.offer.modality[message.modality]}</span>
        </div>
        <h2 id="offer-${message.offerId}">${provider.services(message.services)}</h2>
        <dl class="offer-facts">
          <div class="state">
            <dt class="visually-hidden">${provider.licenses.state}</dt>
            <dd><ui-icon name="pin"></ui-icon>${provider.stateName(message.state)}${there
                ? html` <span class="muted">${there}</span>`
                : nothing}</dd>
          </div>
          <div>
            <dt>${provider.offer.waited}</dt>
            <dd><ui-elapsed .since=${waitingSince}></ui-elapsed></dd>
          </div>
          <div class="answer-within">
            <dt>${provider.offer.answerWithin}</dt>
            <dd><ui-countdown .from=${Date.parse(message.offeredAt)} .until=${Date.parse(message.expiresAt)}></ui-countdown></dd>
          </div>
        </dl>
        ${this.offline ? html`<p class="offer-offline"><ui-icon name="offline"></ui-icon>${provider.offer.cannotAnswer}</p>` : nothing}
        <div class="offer-answers">
          <button
            class="button primary large"
            aria-keyshortcuts=${this.keyed ? "a" : nothing}
            aria-disabled=${isStill ? "true" : nothing}
            @click=${() => this.#ask("accept", isStill)}
          >
            ${answering === "accepting" ? provider.offer.accepting : provider.offer.accept}
            ${this.keyed && !answering ? html`<kbd aria-hidden="true">A</kbd>` : nothing}
          </button>
          <button
            class="button large"
            aria-keyshortcuts=${this.keyed ? "d" : nothing}
            aria-disabled=${isStill ? "true" : nothing}
            @click=${() => this.#ask("decline", isStill)}
          >
            ${answering === "declining" ? provider.offer.declining : provider.offer.decline}
            ${this.keyed && !answering ? html`<kbd aria-hidden="true">D</kbd>` : nothing}
          </button>
        </div>
      </article>
    `;
  }

  #ask(what: "accept" | "decline", isStill: boolean): void {
    if (!isStill) {
      this.dispatchEvent(new CustomEvent<string>(what, { detail: this.offer.message.offerId, bubbles: true }));
    }
  }
}

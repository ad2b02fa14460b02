import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Interruption } from "#shared/live/interruption";
import { Speech } from "#shared/live/speech";
import { LightElement } from "./light-element";

/**
 * The page's two voices: one polite live region that waits for its turn, and one that interrupts, for new offers alone.
 */
@customElement("ui-announcer")
export class UiAnnouncer extends LightElement {
  @state() private polite = "";
  @state() private urgent = "";
  readonly #speech = new Speech((text) => (this.polite = text));
  readonly #interruption = new Interruption((text) => (this.urgent = text));

  override connectedCallback(): void {
    super.connectedCallback();
    announcer = this;
  }

  announce(text: string): void {
    this.#speech.add(text);
  }

  interrupt(text: string): void {
    this.#interruption.say(text);
  }

  protected override render() {
    return html`
      <div class="visually-hidden" role="status" aria-live="polite" aria-atomic="true">${this.polite}</div>
      <div class="visually-hidden" role="alert" aria-live="assertive" aria-atomic="true">${this.urgent}</div>
    `;
  }
}

// A page has one; to look it up is slow while offers hurry.
let announcer: UiAnnouncer | undefined;

/** Says something when there is a pause. */
export function announce(text: string): void {
  announcer?.announce(text);
}

/** Says something at once, whatever is being said. */
export function interrupt(text: string): void {
  announcer?.interrupt(text);
}

import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Interruption } from "#shared/live/interruption";
import { Speech } from "#shared/live/speech";
import { LightElement } from "./light-element";

/**
 * Two live regions: a polite one that waits for its turn, and one that interrupts, for new offers alone. A page has these
 * for itself, and each open dialog has its own: what is outside of a modal dialog no reader hears.
 */
@customElement("ui-announcer")
export class UiAnnouncer extends LightElement {
  @state() polite = "";
  @state() urgent = "";

  override connectedCallback(): void {
    super.connectedCallback();
    announcers.push(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    announcers.splice(announcers.indexOf(this), 1);
  }

  protected override render() {
    return html`
      <div class="visually-hidden" role="status" aria-live="polite" aria-atomic="true">${this.polite}</div>
      <div class="visually-hidden" role="alert" aria-live="assertive" aria-atomic="true">${this.urgent}</div>
    `;
  }
}

// In the order in which they came: the last is the one that is heard. To look them up is slow while offers hurry.
const announcers: UiAnnouncer[] = [];

// One voice for all, so that what waits for its turn outlives the dialog in which it was said.
const speech = new Speech((text) => {
  const heard = announcers.at(-1);
  if (heard) {
    heard.polite = text;
  }
});
const interruption = new Interruption((text) => {
  const heard = announcers.at(-1);
  if (heard) {
    heard.urgent = text;
  }
});

/** Says something when there is a pause. */
export function announce(text: string): void {
  speech.add(text);
}

/** Says something at once, whatever is being said. */
export function interrupt(text: string): void {
  interruption.say(text);
}

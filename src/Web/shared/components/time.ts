import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { moment, stateClock } from "#shared/format/time";
import { serverClock } from "#shared/live/server-clock";
import { shared } from "#strings/shared";
import { states } from "virtual:catalog";
import { LightElement } from "./light-element";

/** A time on the viewer's clock, with the state's beside it where that clock reads otherwise. */
@customElement("ui-time")
export class UiTime extends LightElement {
  /** RFC 3339. */
  @property() at = "";

  /** Two letters; none for a time that belongs to no state. */
  @property() state = "";

  protected override render() {
    const at = new Date(this.at);
    const there = this.state ? stateClock(at, this.state) : undefined;
    return html`<time datetime=${this.at}>${moment(at, serverClock.date())}</time>${there
        ? html` <span class="other-zone"
            >(<span class="visually-hidden">${shared.inState(states[this.state]!.name)} </span>${there})</span
          >`
        : nothing}`;
  }
}

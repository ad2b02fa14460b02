import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "#shared/components/dialog";
import { LightElement } from "#shared/components/light-element";
import { stopwatch } from "#shared/format/duration";
import { serverClock } from "#shared/live/server-clock";
import { everySecond } from "#shared/live/ticker";
import { shared } from "#strings/shared";
import { warnBefore, type SessionKeeper } from "./session-keeper";

/** Asks whether somebody is still here before a session ends for idleness. */
@customElement("session-warning")
export class SessionWarning extends LightElement {
  @property({ attribute: false }) keeper: SessionKeeper | undefined;
  @state() private left = Number.POSITIVE_INFINITY;
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = everySecond(() => {
      this.left = (this.keeper?.endsAt.value ?? Number.POSITIVE_INFINITY) - serverClock.now();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  protected override shouldUpdate(): boolean {
    return this.left <= warnBefore || this.querySelector("dialog[open]") !== null;
  }

  protected override render() {
    return html`<ui-dialog
      heading=${shared.stillHere}
      .open=${this.left <= warnBefore}
      .content=${html`<p>${shared.signsOffIn(stopwatch(this.left / 1000))}</p>`}
      .actions=${html`<button class="button primary" @click=${this.#stay}>${shared.stay}</button>`}
      @closed=${this.#stay}
    ></ui-dialog>`;
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #stay = async (): Promise<void> => {
    await this.keeper?.stay().catch(() => undefined);
  };
}

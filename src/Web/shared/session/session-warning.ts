import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "#shared/components/dialog";
import "#shared/components/icon";
import { LightElement } from "#shared/components/light-element";
import { stopwatch } from "#shared/format/duration";
import { clock } from "#shared/format/time";
import { serverClock } from "#shared/live/server-clock";
import { everySecond } from "#shared/live/ticker";
import { shared } from "#strings/shared";
import { warningOf, type Warning } from "./session-end";
import type { SessionKeeper } from "./session-keeper";

/** Asks whether somebody is still here before a session ends for idleness, and says so before one ends for good. */
@customElement("session-warning")
export class SessionWarning extends LightElement {
  @property({ attribute: false }) keeper: SessionKeeper | undefined;
  @state() private warning: Warning = "none";
  @state() private at = 0;
  @state() private left = 0;
  @state() private hasFailed = false;

  /** Whoever closed the question has answered it: it is not asked again before the server has heard. */
  #isStaying = false;
  #read: number | undefined;
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = everySecond(() => this.#look());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  protected override render() {
    const isFinal = this.warning === "final";
    return html`<ui-dialog
      heading=${isFinal ? shared.endsSoon : shared.stillHere}
      .open=${this.warning !== "none"}
      .content=${isFinal ? html`<p>${shared.endsAt(clock(new Date(this.at)))}</p>` : this.#question()}
      .actions=${isFinal
        ? html`<button class="button primary" @click=${this.#goOn}>${shared.untilThen}</button>`
        : html`<button class="button primary" @click=${this.#stay}>${shared.stay}</button>`}
      @closed=${isFinal ? this.#goOn : this.#closed}
    ></ui-dialog>`;
  }

  #question(): TemplateResult {
    return html`<p>${shared.signsOffIn(stopwatch(this.left / 1000))}</p>
      <div class="field" role="alert">
        ${this.hasFailed ? html`<p class="error"><ui-icon name="alert"></ui-icon>${shared.notStayed}</p>` : nothing}
      </div>`;
  }

  /** Draws nothing while there is nothing to say. */
  #look(): void {
    if (this.#isStaying) {
      return;
    }

    const now = serverClock.now();
    const end = this.keeper?.end.value;
    this.warning = warningOf(end, now, this.#read);
    if (end && this.warning !== "none") {
      this.at = end.at;
      this.left = end.at - now;
    } else {
      this.hasFailed = false;
    }
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #stay = async (): Promise<void> => {
    if (this.#isStaying) {
      return;
    }

    this.#isStaying = true;
    this.hasFailed = false;
    try {
      await this.keeper?.stay();
    } catch {
      this.hasFailed = true;
    } finally {
      this.#isStaying = false;
      this.#look();
    }
  };

  /** A dialog that is closed by its user is open as far as was last drawn: it has to be drawn shut to open again. */
  readonly #closed = (): void => {
    this.warning = "none";
    void this.#stay();
  };

  readonly #goOn = (): void => {
    this.#read = this.at;
    this.#look();
  };
}

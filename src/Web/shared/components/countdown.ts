import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { stopwatch } from "#shared/format/duration";
import { serverClock } from "#shared/live/server-clock";
import { everySecond } from "#shared/live/ticker";
import { shared } from "#strings/shared";
import { LightElement } from "./light-element";

const lateSeconds = 10;

/**
 * The time left, as a number and as a bar that shrinks second by second. A reader finds it where it stands and is not
 * told each second. `late` in the last seconds.
 */
@customElement("ui-countdown")
export class UiCountdown extends LightElement {
  /** Both in milliseconds since 1970, on the server's clock. */
  @property({ type: Number }) from = 0;
  @property({ type: Number }) until = 0;

  @property({ type: Boolean, reflect: true }) late = false;
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = everySecond(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  override willUpdate(): void {
    this.late = this.#left() <= lateSeconds;
  }

  protected override render() {
    const left = this.#left();
    const part = Math.min(1, Math.max(0, left / this.#whole()));
    return html`
      <span class="left"
        >${left > 0
          ? html`${stopwatch(Math.ceil(left))}<span class="visually-hidden"> ${shared.left}</span>`
          : shared.timeIsUp}</span
      >
      <span class="track" aria-hidden="true">${left > 0 ? html`<span class="bar" .style=${`width:${part * 100}%`}></span>` : nothing}</span>
    `;
  }

  /** Never more than there was: the clocks may differ by a little. */
  #left(): number {
    return Math.min(this.#whole(), (this.until - serverClock.now()) / 1000);
  }

  #whole(): number {
    return Math.max(1, (this.until - this.from) / 1000);
  }
}

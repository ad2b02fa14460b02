import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { duration, isoDuration, stopwatch } from "#shared/format/duration";
import { serverClock } from "#shared/live/server-clock";
import { everySecond } from "#shared/live/ticker";
import { LightElement } from "./light-element";

/** How long ago something was, counting on. */
@customElement("ui-elapsed")
export class UiElapsed extends LightElement {
  /** Milliseconds since 1970, on the server's clock. */
  @property({ type: Number }) since = 0;
  @property() as: "duration" | "stopwatch" = "duration";
  #undo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = everySecond(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  protected override render() {
    const seconds = Math.max(0, (serverClock.now() - this.since) / 1000);
    return html`<time datetime=${isoDuration(seconds)}
      >${this.as === "duration" ? duration(seconds) : stopwatch(seconds)}</time
    >`;
  }
}

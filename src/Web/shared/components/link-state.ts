import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { duration } from "#shared/format/duration";
import type { LinkState } from "#shared/live/hub-link";
import { everySecond } from "#shared/live/ticker";
import { shared } from "#strings/shared";
import { announce } from "./announcer";
import "./icon";
import { LightElement } from "./light-element";

/**
 * Whether the page is live, and how old it is when it is not, in a place of its own at the top: nothing moves when the
 * connection comes and goes. Asks for `retry`.
 */
@customElement("ui-link-state")
export class UiLinkState extends LightElement {
  @property({ attribute: false }) link: LinkState = { is: "idle" };

  /** What the times in `link` count by. */
  @property({ attribute: false }) now: () => number = Date.now;
  #undo: (() => void) | undefined;
  #wasLive: boolean | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = everySecond(() => {
      if (this.link.is !== "live") {
        this.requestUpdate();
      }
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
  }

  protected override updated(): void {
    const isLive = this.link.is === "live";
    const isLost = this.link.is === "waiting";
    if (isLost && this.#wasLive) {
      announce(shared.lost);
    } else if (isLive && this.#wasLive === false) {
      announce(shared.back);
    }

    if (isLive || isLost) {
      this.#wasLive = isLive;
    }
  }

  protected override render() {
    switch (this.link.is) {
      case "live":
        return html`<span class="link-state live" title=${shared.liveHint}><span class="pulse"></span>${shared.live}</span>`;
      case "waiting": {
        const wait = Math.max(0, Math.ceil((this.link.retryAt - this.now()) / 1000));
        return html`<span class="link-state lost"
          ><ui-icon name="offline"></ui-icon><span>${shared.offline}${this.#age(this.link.staleSince)}</span>
          <span class="when">${shared.retryingIn(wait)}</span>
          <button class="button small" @click=${() => this.dispatchEvent(new Event("retry"))}>${shared.retryNow}</button></span
        >`;
      }

      case "signedOut":
        return nothing;
      default:
        return html`<span class="link-state connecting"
          ><ui-icon name="refresh"></ui-icon
          ><span>${shared.connecting}${this.link.is === "connecting" ? this.#age(this.link.staleSince) : nothing}</span></span
        >`;
    }
  }

  #age(staleSince: number | undefined) {
    return staleSince === undefined
      ? nothing
      : html`<span class="age"> · ${shared.old(duration((this.now() - staleSince) / 1000))}</span>`;
  }
}

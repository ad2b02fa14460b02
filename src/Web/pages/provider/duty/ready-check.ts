import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { get } from "#shared/api/client";
import "#shared/components/dialog";
import "#shared/components/icon";
import { LightElement } from "#shared/components/light-element";
import { duration } from "#shared/format/duration";
import { serverClock } from "#shared/live/server-clock";
import { Watch } from "#shared/live/watch";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import { chime, isSoundOn, unlockSound } from "../alerts/chime";
import { askForNotifications, notificationAccess, type NotificationAccess } from "../alerts/notifier";
import type { Console } from "../console";

const { check } = provider;

// A difference that somebody would notice on a countdown.
const skewToSay = 2_000;

/** What has to work for offers not to be missed: looked at before one goes on duty. Answers with `ready`. */
@customElement("ready-check")
export class ReadyCheck extends LightElement {
  @property({ attribute: false }) console!: Console;
  @property({ type: Boolean }) open = false;
  @state() private access: NotificationAccess = notificationAccess();

  override connectedCallback(): void {
    super.connectedCallback();
    new Watch(this, serverClock.skew, this.console.shared);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("open") && this.open) {
      this.access = notificationAccess();
      void unlockSound();

      // Its answer tells the clock.
      void get("/v1/time").catch(() => undefined);
    }
  }

  protected override render() {
    return html`<ui-dialog
      heading=${check.heading}
      .open=${this.open}
      .content=${html`<ul class="checks">
        ${this.#connection()} ${this.#notifications()} ${this.#sound()} ${this.#clock()}
      </ul>`}
      .actions=${html`
        <button class="button" @click=${this.#close}>${shared.cancel}</button>
        <button class="button primary" autofocus @click=${() => this.dispatchEvent(new Event("ready"))}>${check.go}</button>
      `}
      @closed=${this.#close}
    ></ui-dialog>`;
  }

  #connection(): TemplateResult {
    const isLive = this.console.shared.value.link.is === "live";
    return line(isLive, check.connection, isLive ? check.connectionOk : check.connectionBad);
  }

  #notifications(): TemplateResult {
    const text = this.access === "granted" ? check.granted : `${check[this.access]}. ${check.notificationsWhy}`.replace("..", ".");
    return line(this.access === "granted", check.notifications, text, this.access === "default"
      ? html`<button class="button small" @click=${async () => (this.access = await askForNotifications())}>${check.allow}</button>`
      : undefined);
  }

  #sound(): TemplateResult {
    return line(isSoundOn(), check.sound, isSoundOn() ? check.soundOn : check.soundOff, isSoundOn()
      ? html`<button class="button small" @click=${this.#play}>${check.play}</button>`
      : undefined);
  }

  #clock(): TemplateResult {
    const skew = serverClock.skew.value;
    if (!skew) {
      return line(false, check.clock, check.clockUnknown);
    }

    const isOff = Math.abs(skew.offset) >= skewToSay;
    return line(!isOff, check.clock, isOff
      ? check.clockOff(duration(Math.abs(skew.offset) / 1000), skew.offset > 0)
      : check.clockOk(duration(Math.ceil(Math.max(skew.within, Math.abs(skew.offset)) / 1000))));
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #play = async (): Promise<void> => {
    await unlockSound();
    chime();
  };

  readonly #close = (): void => {
    this.dispatchEvent(new Event("closed"));
  };
}

function line(isGood: boolean, name: string, text: string, action?: TemplateResult): TemplateResult {
  return html`<li class="check ${isGood ? "good" : "warn"}">
    <ui-icon name=${isGood ? "check" : "alert"}></ui-icon>
    <p><strong>${name}</strong><span class="muted small">${text}</span></p>
    ${action ?? nothing}
  </li>`;
}

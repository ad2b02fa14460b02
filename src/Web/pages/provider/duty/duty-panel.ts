import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "#shared/components/icon";
import { announce } from "#shared/components/announcer";
import { LightElement } from "#shared/components/light-element";
import { toast } from "#shared/components/toasts";
import { clock } from "#shared/format/time";
import { Refusal } from "#shared/api/problem";
import { Watch } from "#shared/live/watch";
import type { OwnProfileBody } from "#shared/api/schema";
import { provider } from "#strings/provider";
import { isSoundOn, isSoundUnlocked, setSound, unlockSound } from "../alerts/chime";
import { areShortcutsOn, setShortcuts } from "../alerts/shortcuts";
import type { Console } from "../console";
import { dutyPreferences, setModalities, setWrapUp, takenModalities } from "./duty-preferences";
import "./ready-check";

const { duty } = provider;

/** Whether one takes offers, which, and how one hears of them. */
@customElement("duty-panel")
export class DutyPanel extends LightElement {
  @property({ attribute: false }) console!: Console;
  @property({ attribute: false }) profile!: OwnProfileBody;
  @state() private isChecking = false;
  @state() private isChanging = false;
  @state() private preferences = dutyPreferences();

  override connectedCallback(): void {
    super.connectedCallback();
    new Watch(this, this.console.shared, this.console.role, isSoundUnlocked);
  }

  protected override render() {
    const { desk, link } = this.console.shared.value;
    const current = this.profile.suspended ? "suspended" : desk.duty;
    const isOffline = link.is !== "live";
    return html`
      <section class="card duty" aria-labelledby="duty-heading">
        <div class="duty-now">
          <h2 class="visually-hidden" id="duty-heading">${duty.heading}</h2>
          <p class="duty-word ${current ?? ""}">${this.#word()}</p>
          <p class="muted small">${this.#text()}</p>
        </div>
        <div class="duty-buttons">${this.#buttons(isOffline || this.isChanging)}</div>
        ${desk.shift ? html`<p class="duty-note small">
          <ui-icon name="clock"></ui-icon>${duty.shift(clock(new Date(desk.shift.startsAt)), clock(new Date(desk.shift.endsAt)))}
        </p>` : nothing}
        ${this.console.role.value === "following" ? html`<p class="duty-note small">
          <ui-icon name="tabs"></ui-icon><span><strong>${provider.tabs.following}</strong> ${provider.tabs.followingText}</span>
        </p>` : nothing}
        ${this.#isMuted() ? html`<p class="duty-note small">
          <ui-icon name="sound"></ui-icon><span><strong>${duty.muted}</strong> ${duty.mutedText}</span>
        </p>` : nothing}
        <details class="duty-settings">
          <summary><ui-icon name="chevron"></ui-icon>${duty.settings}</summary>
          ${this.#settings()}
        </details>
      </section>
      <ready-check
        .console=${this.console}
        .open=${this.isChecking}
        @ready=${this.#goOnDuty}
        @closed=${() => (this.isChecking = false)}
      ></ready-check>
    `;
  }

  /** Whether offers would sound if only the browser let them. */
  #isMuted(): boolean {
    const isOnDuty = ["available", "busy"].includes(this.console.shared.value.desk.duty ?? "");
    return isOnDuty && this.console.role.value === "leading" && isSoundOn() && !isSoundUnlocked.value;
  }

  #word(): string {
    const { desk } = this.console.shared.value;
    if (this.profile.suspended) {
      return duty.suspended;
    }

    switch (desk.duty) {
      case undefined:
        return duty.unknown;
      case "offDuty":
        return duty.offDuty;
      case "onBreak":
        return duty.onBreak;
      default:
        return duty.onDuty;
    }
  }

  #text(): string {
    const { desk } = this.console.shared.value;
    if (this.profile.suspended) {
      return provider.refused("suspended", "");
    }

    if (desk.duty === "available" || desk.duty === "busy") {
      return desk.consults.length > 0 ? duty.serving : desk.offers.length > 0 ? duty.offered : duty.waiting;
    }

    return desk.duty === "onBreak" ? provider.idle.onBreakText : desk.duty === "offDuty" ? provider.idle.offDutyText : "";
  }

  #buttons(isStill: boolean): TemplateResult {
    switch (this.console.shared.value.desk.duty) {
      case "available":
      case "busy":
        return html`
          <button class="button" ?disabled=${isStill} @click=${() => this.#leave("takeBreak", duty.wentOnBreak)}>
            <ui-icon name="coffee"></ui-icon>${duty.takeBreak}
          </button>
          <button class="button plain" ?disabled=${isStill} @click=${() => this.#leave("goOffDuty", duty.wentOffDuty)}>
            ${duty.goOffDuty}
          </button>
        `;
      case "onBreak":
        return html`
          <button class="button primary" ?disabled=${isStill} @click=${this.#goOnDuty}>
            <ui-icon name="play"></ui-icon>${duty.backToWork}
          </button>
          <button class="button plain" ?disabled=${isStill} @click=${() => this.#leave("goOffDuty", duty.wentOffDuty)}>
            ${duty.goOffDuty}
          </button>
        `;
      default:
        return html`<button
          class="button primary"
          ?disabled=${isStill || this.profile.suspended}
          @click=${() => (this.isChecking = true)}
        >
          <ui-icon name="play"></ui-icon>${duty.goOnDuty}
        </button>`;
    }
  }

  #settings(): TemplateResult {
    const kinds = this.profile.modalities;
    return html`
      ${kinds.length > 1
        ? html`<fieldset>
            <legend class="field-label">${duty.kinds}</legend>
            ${kinds.map(
              (kind) => html`<label class="choice">
                <input
                  type="checkbox"
                  .checked=${this.preferences.modalities.includes(kind)}
                  @change=${(e: Event) => this.#take(kind, (e.target as HTMLInputElement).checked)}
                />${provider.offer.modality[kind]}
              </label>`,
            )}
          </fieldset>`
        : nothing}
      ${toggle(duty.sound, isSoundOn(), (on) => {
        setSound(on);
        void unlockSound();
        this.requestUpdate();
      })}
      ${toggle(duty.wrapUp, this.preferences.wrapUp, (on) => {
        setWrapUp(on);
        this.preferences = dutyPreferences();
      })}
      ${toggle(duty.shortcuts, areShortcutsOn(), (on) => {
        setShortcuts(on);
        this.dispatchEvent(new Event("settings-changed", { bubbles: true }));
      })}
    `;
  }

  #take(kind: string, on: boolean): void {
    const kept = this.preferences.modalities.filter((other) => other !== kind);
    setModalities(on ? [...kept, kind] : kept);
    this.preferences = dutyPreferences();
    if (["available", "busy"].includes(this.console.shared.value.desk.duty ?? "")) {
      void this.#goOnDuty();
    }
  }

  async #goOnDuty(): Promise<void> {
    this.isChecking = false;
    void unlockSound();
    const kinds = takenModalities(this.profile.modalities);
    await this.#change(() => this.console.ask("goOnDuty", kinds), duty.wentOnDuty);
  }

  async #leave(command: "takeBreak" | "goOffDuty", done: string): Promise<void> {
    await this.#change(() => this.console.ask(command), done);
  }

  async #change(work: () => Promise<unknown>, done: string): Promise<void> {
    this.isChanging = true;
    try {
      await work();
      announce(done);
    } catch (fault) {
      const refusal = Refusal.ofHub(fault);
      toast(provider.refused(refusal.type, refusal.message), "bad");
    } finally {
      this.isChanging = false;
      await this.updateComplete;
      if (document.activeElement === document.body) {
        this.querySelector<HTMLElement>(".duty-buttons button")?.focus();
      }
    }
  }
}

function toggle(label: string, on: boolean, set: (on: boolean) => void): TemplateResult {
  return html`<label class="switch"
    >${label}<input
      type="checkbox"
      role="switch"
      .checked=${on}
      @change=${(e: Event) => set((e.target as HTMLInputElement).checked)}
  /></label>`;
}

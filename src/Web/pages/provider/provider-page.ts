import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { get } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { OwnProfileBody } from "#shared/api/schema";
import { announce } from "#shared/components/announcer";
import "#shared/components/app-bar";
import "#shared/components/link-state";
import { PageElement } from "#shared/components/page";
import { repeat } from "#shared/components/repeat";
import { toast } from "#shared/components/toasts";
import { serverClock } from "#shared/live/server-clock";
import { Watch } from "#shared/live/watch";
import { findSession, goToSignIn, signOut } from "#shared/session/session";
import { SessionKeeper } from "#shared/session/session-keeper";
import "#shared/session/session-warning";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import { unlockSoundWhenTouched } from "./alerts/chime";
import { DeskVoice } from "./alerts/desk-voice";
import { areShortcutsOn, shortcutOf } from "./alerts/shortcuts";
import { Console } from "./console";
import "./consult/consult-view";
import type { ConsultView } from "./consult/consult-view";
import type { DeskState, EndedConsult, OpenOffer } from "./desk/desk-state";
import "./duty/duty-panel";
import { takenModalities } from "./duty/duty-preferences";
import { idleView } from "./idle-view";
import "./licenses-panel";
import "./offers/decline-dialog";
import "./offers/offer-card";
import { keyOffer } from "./offers/spoken-offers";
import { openingView } from "./opening-view";
import type { Signed } from "./order/decision-form";
import "./today-panel";
import "./wrap-up-card";

/** The provider's console: duty, offers, consults in hand. */
@customElement("provider-page")
export class ProviderPage extends PageElement {
  @state() private profile: OwnProfileBody | undefined;
  @state() private hasFailed = false;
  @state() private selected = "";
  @state() private declining = "";
  @state() private focusedOffer: string | undefined;
  @state() private wrapUp: EndedConsult | undefined;
  #console: Console | undefined;
  #profileChanges = 0;
  #keeper: SessionKeeper | undefined;
  #undoSound: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#key);
    window.addEventListener("beforeunload", this.#leaving);
    this.#undoSound = unlockSoundWhenTouched();
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    window.removeEventListener("beforeunload", this.#leaving);
    this.#undoSound?.();
  }

  protected override render() {
    return html`
      <a class="skip-link" href="#stage">${shared.skipToMain}</a>
      <ui-app-bar section=${provider.title} .middle=${this.#link()} .end=${this.#who()}></ui-app-bar>
      ${this.profile && this.#console ? this.#desk(this.profile, this.#console) : openingView(this.hasFailed, () => void this.#open())}
      <ui-toasts></ui-toasts>
      <ui-announcer></ui-announcer>
    `;
  }

  #desk(profile: OwnProfileBody, console: Console): TemplateResult {
    const { desk, link, spoken } = console.shared.value;
    const keyed = keyOffer(desk.offers, spoken, this.focusedOffer);
    const isOffline = link.is !== "live";
    const wrapUp = desk.duty === "onBreak" && desk.consults.length === 0 ? this.wrapUp : undefined;
    const isDocked = desk.consults.length > 0 || wrapUp !== undefined;
    return html`
      <div class="console ${isDocked && desk.offers.length > 0 ? "with-dock" : ""}">
        <aside class="rail" aria-label=${provider.duty.heading}>
          <duty-panel .console=${console} .profile=${profile} @settings-changed=${() => this.requestUpdate()}></duty-panel>
          <today-panel .console=${console}></today-panel>
          <licenses-panel .profile=${profile}></licenses-panel>
        </aside>
        <main class="stage" id="stage" tabindex="-1">
          <h1 class="visually-hidden">${provider.title}</h1>
          ${desk.consults.length > 1 ? this.#consultList(desk) : nothing}
          ${wrapUp
            ? html`<wrap-up-card
                .ended=${wrapUp}
                @ready=${() => void this.#endWrapUp(true)}
                @rest=${() => void this.#endWrapUp(false)}
              ></wrap-up-card>`
            : nothing}
          ${repeat(
            desk.consults,
            (consult) => consult.consultId,
            (consult) => html`<consult-view
              .console=${console}
              .consult=${consult}
              .sign=${(signed: Signed) => this.#sign(signed)}
              ?hidden=${consult.consultId !== this.#current(desk)}
            ></consult-view>`,
          )}
          ${!isDocked && desk.offers.length === 0 ? idleView(profile, desk) : nothing}
          <section class="offers ${isDocked ? "docked" : ""}" aria-label=${provider.offer.region} ?hidden=${desk.offers.length === 0}>
            ${repeat(
              desk.offers,
              (offer) => offer.message.offerId,
              (offer) => html`<offer-card
                .offer=${offer}
                .offline=${isOffline}
                .keyed=${offer === keyed && areShortcutsOn()}
                @focusin=${() => (this.focusedOffer = offer.message.offerId)}
                @focusout=${() => (this.focusedOffer = undefined)}
                @accept=${() => void this.#accept(offer)}
                @decline=${() => (this.declining = offer.message.offerId)}
              ></offer-card>`,
            )}
          </section>
        </main>
      </div>
      <decline-dialog
        .offerId=${desk.offers.some((offer) => offer.message.offerId === this.declining) ? this.declining : ""}
        @declined=${(e: CustomEvent<{ offerId: string; reason: string }>) => void this.#decline(e.detail)}
        @closed=${() => (this.declining = "")}
      ></decline-dialog>
      <session-warning .keeper=${this.#keeper}></session-warning>
    `;
  }

  #link(): TemplateResult | undefined {
    return this.#console && html`<ui-link-state
      .link=${this.#console.shared.value.link}
      .now=${() => serverClock.now()}
      @retry=${() => void this.#console?.ask("reconnect").catch(() => undefined)}
    ></ui-link-state>`;
  }

  #who(): TemplateResult | undefined {
    return this.profile && html`
      <span class="who-am-i"><strong>${this.profile.name}</strong>, ${this.profile.credential}</span>
      <button class="button plain square" aria-label=${shared.signOut} title=${shared.signOut} @click=${() => void signOut("provider")}>
        <ui-icon name="logout"></ui-icon>
      </button>
    `;
  }

  #consultList(desk: DeskState): TemplateResult {
    return html`<nav class="in-hand" aria-label=${provider.consult.list}>
      ${desk.consults.map(
        (consult) => html`<button
          class="button"
          aria-current=${consult.consultId === this.#current(desk) ? "true" : "false"}
          @click=${() => (this.selected = consult.consultId)}
        >
          <ui-icon name=${consult.modality === "live" ? "video" : "form"}></ui-icon>
          ${consult.patient ? `${consult.patient.givenName} ${consult.patient.familyName}` : provider.consult.noPatientName}
        </button>`,
      )}
    </nav>`;
  }

  #current(desk: DeskState): string {
    return desk.consults.some((consult) => consult.consultId === this.selected)
      ? this.selected
      : (desk.consults[0]?.consultId ?? "");
  }

  async #open(): Promise<void> {
    this.hasFailed = false;
    try {
      const session = await findSession("provider");
      if (!session) {
        goToSignIn("provider", "none");
        return;
      }

      this.#keeper = new SessionKeeper("provider", session);
      const profile = await get("/v1/provider");
      const voice = new DeskVoice();
      this.#console = new Console(profile, (offerIds, desk) => voice.interrupt(desk, offerIds));
      new Watch(this, this.#console.shared, this.#console.role);
      this.#console.shared.subscribe(({ desk }) => {
        voice.follow(desk);
        if (desk.duty !== "onBreak") {
          this.wrapUp = undefined;
        }

        void this.#followProfile(desk);
      });
      this.profile = profile;
      this.#console.start();
    } catch {
      this.hasFailed = true;
    }
  }

  async #followProfile({ profileChanges }: DeskState): Promise<void> {
    if (profileChanges === this.#profileChanges) {
      return;
    }

    this.#profileChanges = profileChanges;
    const profile = await get("/v1/provider", { headers: { "Dispatch-Background": "true" } }).catch(() => undefined);
    if (!profile || profileChanges !== this.#profileChanges) {
      return;
    }

    if (profile.suspended !== this.profile?.suspended) {
      toast(profile.suspended ? provider.duty.wasSuspended : provider.duty.wasReinstated, profile.suspended ? "bad" : "good");
    }

    this.profile = profile;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const key = shortcutOf(event);
    const known = this.#console?.shared.value;
    const offer = known && keyOffer(known.desk.offers, known.spoken, this.focusedOffer);
    if (!offer || known.link.is !== "live") {
      return;
    }

    if (key === "a") {
      event.preventDefault();
      void this.#accept(offer);
    } else if (key === "d") {
      event.preventDefault();
      this.declining = offer.message.offerId;
    }
  };

  async #accept(offer: OpenOffer): Promise<void> {
    const service = provider.services(offer.message.services);
    await this.#try(async () => {
      const answer = await this.#console!.ask("accept", offer.message.offerId);
      if (answer.consult) {
        const { consultId } = answer.consult;
        this.selected = consultId;
        this.wrapUp = undefined;
        announce(provider.offer.accepted(service));
        await this.#focusAfterUpdate(`#patient-${consultId}`);
      } else {
        toast(provider.offer.gone(provider.offer.why(answer.reason ?? "")), "bad");
        await this.#focusAfterUpdate("#stage");
      }
    });
  }

  async #decline({ offerId, reason }: { offerId: string; reason: string }): Promise<void> {
    this.declining = "";
    await this.#try(async () => {
      await this.#console!.ask("decline", offerId, reason);
      await this.#focusAfterUpdate("#stage");
    });
  }

  async #sign({ consultId, decision, justification, orders, wrapUp }: Signed): Promise<void> {
    const view = [...this.querySelectorAll<ConsultView>("consult-view")].find((one) => one.consult.consultId === consultId);
    await view?.flush();
    const console = this.#console!;
    const pauses = wrapUp && ["available", "busy"].includes(console.shared.value.desk.duty ?? "");
    if (pauses) {
      // Before the signature: a provider who becomes free is offered the next consult at once.
      await console.ask("takeBreak");
    }

    try {
      await console.ask("complete", consultId, { decision, justification, orders: [...orders] });
    } catch (fault) {
      if (pauses) {
        await console.ask("goOnDuty", takenModalities(this.profile?.modalities ?? [])).catch(() => undefined);
      }

      throw fault;
    }

    announce(provider.signing.signed);
    if (pauses) {
      this.wrapUp = console.shared.value.desk.lastEndedConsult;
      await this.#focusAfterUpdate("#wrap-up-heading");
    } else {
      toast(provider.signing.signed, "good");
      await this.#focusAfterUpdate("#stage");
    }
  }

  async #endWrapUp(isReady: boolean): Promise<void> {
    await this.#try(async () => {
      if (isReady) {
        await this.#console!.ask("goOnDuty", takenModalities(this.profile?.modalities ?? []));
        announce(provider.duty.wentOnDuty);
      }

      this.wrapUp = undefined;
      await this.#focusAfterUpdate("#stage");
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      const { type, message } = Refusal.ofHub(fault);
      toast(provider.refused(type, message), "bad");
    }
  }

  async #focusAfterUpdate(selector: string): Promise<void> {
    await this.updateComplete;
    await new Promise((done) => requestAnimationFrame(done));
    this.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  #isDirty(): boolean {
    return [...this.querySelectorAll<ConsultView>("consult-view")].some((view) => view.isDirty);
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    // Without a session nothing can be kept, and what is on the screen has to go.
    if (this.#console?.shared.value.link.is !== "signedOut" && this.#isDirty()) {
      event.preventDefault();
    }
  };
}

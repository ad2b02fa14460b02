import { announce, interrupt } from "#shared/components/announcer";
import { toast } from "#shared/components/toasts";
import { duration } from "#shared/format/duration";
import { serverClock } from "#shared/live/server-clock";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import type { DeskState } from "../desk/desk-state";
import { chime } from "./chime";
import { dismissNotifications, notify } from "./notifier";
import { areShortcutsOn } from "./shortcuts";

/** What a page says of its desk by itself: in its title, aloud, by sound and by notification. */
export class DeskVoice {
  #title = "";
  #offerEnd = "";
  #consultEnd = "";

  /** New offers interrupt; the first of those that come together is the one that is read out. In the leading tab alone. */
  interrupt(desk: DeskState, offerIds: readonly string[]): void {
    const [offer, ...others] = desk.offers.map((open) => open.message).filter((message) => offerIds.includes(message.offerId));
    if (!offer) {
      return;
    }

    const service = provider.services(offer.services);
    const state = provider.stateName(offer.state);
    const modality = provider.offer.modality[offer.modality] ?? "";
    const left = (Date.parse(offer.expiresAt) - serverClock.now()) / 1000;
    const waited = duration(offer.waitedSeconds);
    interrupt(provider.offer.spoken(service, state, modality, waited, duration(left), others.length, areShortcutsOn()));
    chime();
    for (const { offerId, services, state: code, modality: kind } of [offer, ...others]) {
      const notice = provider.offer.notice(provider.offer.modality[kind] ?? "", provider.stateName(code));
      notify(offerId, `${provider.offer.newOffer}: ${provider.services(services)}`, notice);
    }
  }

  /** Names what is open in the title, and says once, when there is a pause, what ended. */
  follow(desk: DeskState): void {
    const first = desk.offers[0]?.message;
    const title = first ? `● ${provider.offer.heading(provider.services(first.services), first.state)}` : provider.title;
    if (title !== this.#title) {
      this.#title = title;
      document.title = `${title} – ${shared.product}`;
    }

    dismissNotifications(desk.offers.map((offer) => offer.message.offerId));

    const offer = desk.lastEndedOffer;
    if (offer && offer.offerId !== this.#offerEnd) {
      this.#offerEnd = offer.offerId;
      announce(provider.offer.gone(provider.offer.why(offer.how)));
    }

    const ended = desk.lastEndedConsult;
    if (ended && ended.consult.consultId !== this.#consultEnd) {
      this.#consultEnd = ended.consult.consultId;
      if (ended.how !== "completed" && ended.how !== "released") {
        toast(provider.wrapUp.lost(provider.wrapUp.done[ended.how] ?? ended.how), "bad");
      }
    }
  }
}

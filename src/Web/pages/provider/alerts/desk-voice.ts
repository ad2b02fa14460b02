import { announce, interrupt } from "#shared/components/announcer";
import { toast } from "#shared/components/toasts";
import { duration } from "#shared/format/duration";
import { serverClock } from "#shared/live/server-clock";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import type { DeskState } from "../desk/desk-state";
import { chime } from "./chime";
import { dismissNotifications, notify } from "./notifier";

/** What a page says of its desk by itself: in its title, aloud, by sound and by notification. */
export class DeskVoice {
  #offerEnd = "";
  #consultEnd = "";

  /** A new offer interrupts. Called once for each, in the leading tab alone. */
  interrupt(desk: DeskState, offerId: string): void {
    const offer = desk.offers.find((open) => open.message.offerId === offerId)?.message;
    if (!offer) {
      return;
    }

    const service = provider.services(offer.services);
    const state = provider.stateName(offer.state);
    const modality = provider.offer.modality[offer.modality] ?? "";
    const left = (Date.parse(offer.expiresAt) - serverClock.now()) / 1000;
    interrupt(provider.offer.spoken(service, state, modality, duration(offer.waitedSeconds), duration(left)));
    chime();
    notify(offerId, `${provider.offer.newOffer}: ${service}`, provider.offer.notice(modality, state));
  }

  /** Names what is open in the title, and says once, when there is a pause, what ended. */
  follow(desk: DeskState): void {
    const first = desk.offers[0]?.message;
    const title = first ? `● ${provider.offer.heading(provider.services(first.services), first.state)}` : provider.title;
    document.title = `${title} – ${shared.product}`;
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

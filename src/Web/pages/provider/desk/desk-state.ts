import type {
  ConsultStatus,
  Duty,
  LicenseExpiringMessage,
  OfferMessage,
  ProviderConsultBody,
  OfferRescindedMessage,
  ReminderMessage,
  ShiftStartingMessage,
} from "#shared/api/schema";
import type { LinkState } from "#shared/live/hub-link";

/** An offer on the desk. */
export interface OpenOffer {
  readonly message: OfferMessage;

  /** When it was heard of, on the server's clock, in milliseconds: what its wait counts on from. */
  readonly receivedAt: number;

  /** The provider's answer that is on its way. */
  readonly answering?: "accepting" | "declining";
}

/** How an offer ended without this provider's having accepted it. */
export interface EndedOffer {
  readonly offerId: string;
  readonly state: string;
  readonly services: readonly string[];
  readonly how: OfferRescindedMessage["reason"] | "declined" | GoneWord;
  readonly at: number;
}

/** Why an acceptance came too late, as the hub says it. */
export type GoneWord = string;

/** A consult that this provider is done with since the page was opened. */
export interface EndedConsult {
  readonly consult: ProviderConsultBody;
  /** `released` by the provider, `takenBack` by the system: not started in time, or out of reach for too long. */
  readonly how: ConsultStatus | "released" | "takenBack";
  readonly decision?: string;
  readonly orderId?: string | undefined;
  readonly at: number;
}

/** All that a provider's stream tells. A plain value: the leading tab gives it to the others as it is. */
export interface DeskState {
  /** Of the last message that counted; 0 before the first. */
  readonly seq: number;

  /** Undefined until the first snapshot. */
  readonly duty: Duty | undefined;
  readonly offers: readonly OpenOffer[];
  readonly consults: readonly ProviderConsultBody[];
  readonly lastEndedOffer: EndedOffer | undefined;
  readonly lastEndedConsult: EndedConsult | undefined;

  /** The consult that the provider is giving back. */
  readonly givingBack: string | undefined;

  /** By consult: the promise that is at risk. */
  readonly reminders: Readonly<Record<string, ReminderMessage>>;
  readonly licenseWarnings: readonly LicenseExpiringMessage[];
  readonly shift: ShiftStartingMessage | undefined;

  /** Counts what changes the provider's profile: suspended, reinstated, other licences; perhaps while nobody listened. */
  readonly profileChanges: number;

  /** Counts what changes the day's figures, so that who shows them knows when to ask again. */
  readonly dayChanges: number;
}

export const emptyDesk: DeskState = {
  seq: 0,
  duty: undefined,
  offers: [],
  consults: [],
  lastEndedOffer: undefined,
  lastEndedConsult: undefined,
  givingBack: undefined,
  reminders: {},
  licenseWarnings: [],
  shift: undefined,
  profileChanges: 0,
  dayChanges: 0,
};

/** What the leading tab publishes. */
export interface SharedDesk {
  readonly desk: DeskState;
  readonly link: LinkState;

  /** Open offers by when they were said, the last one last. */
  readonly spoken: readonly string[];
}

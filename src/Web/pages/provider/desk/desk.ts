import type {
  ConsultChangedMessage,
  ConsultStatus,
  DutyChangedMessage,
  LicenseExpiringMessage,
  OfferMessage,
  OfferRescindedMessage,
  ProfileChangedMessage,
  ProviderConsultBody,
  ReminderMessage,
  ShiftStartingMessage,
  SnapshotMessage,
} from "#shared/api/schema";
import type { DeskState, EndedConsult, EndedOffer, OpenOffer } from "./desk-state";

/** A message of the provider's stream, by the hub's name for it. */
export type DeskMessage =
  | { readonly is: "Snapshot"; readonly body: SnapshotMessage }
  | { readonly is: "Offer"; readonly body: OfferMessage }
  | { readonly is: "OfferRescinded"; readonly body: OfferRescindedMessage }
  | { readonly is: "ConsultChanged"; readonly body: ConsultChangedMessage }
  | { readonly is: "DutyChanged"; readonly body: DutyChangedMessage }
  | { readonly is: "ProfileChanged"; readonly body: ProfileChangedMessage }
  | { readonly is: "LicenseExpiring"; readonly body: LicenseExpiringMessage }
  | { readonly is: "ShiftStarting"; readonly body: ShiftStartingMessage }
  | { readonly is: "Reminder"; readonly body: ReminderMessage };

export const messageNames = [
  "Snapshot", "Offer", "OfferRescinded", "ConsultChanged", "DutyChanged", "ProfileChanged", "LicenseExpiring", "ShiftStarting", "Reminder",
] as const satisfies readonly DeskMessage["is"][];

export interface Applied {
  readonly desk: DeskState;

  /** True when a number is missing in between: what was missed has to be asked for. */
  readonly hasGap: boolean;

  /** Set where the message names a consult of which nothing else is known. */
  readonly unknownConsult?: string;
}

/**
 * The desk after a message. A snapshot replaces what is there; any other message counts once, by its number, so that one
 * that is sent again changes nothing.
 */
export function apply(desk: DeskState, message: DeskMessage, now: number): Applied {
  if (message.is === "Snapshot") {
    return { desk: replaced(desk, message.body, now), hasGap: false };
  }

  const { seq } = message.body;
  if (seq <= desk.seq) {
    return { desk, hasGap: false };
  }

  if (desk.seq > 0 && seq > desk.seq + 1) {
    return { desk, hasGap: true };
  }

  const next = { ...desk, seq };
  switch (message.is) {
    case "Offer":
      return { desk: withOffer(next, message.body, now), hasGap: false };
    case "OfferRescinded":
      return { desk: withoutOffer(next, message.body.offerId, message.body.reason, now), hasGap: false };
    case "ConsultChanged":
      return changed(next, message.body, now);
    case "DutyChanged":
      return { desk: { ...next, duty: message.body.duty }, hasGap: false };
    case "ProfileChanged":
      return { desk: { ...next, profileChanges: next.profileChanges + 1 }, hasGap: false };
    case "LicenseExpiring":
      return { desk: { ...next, licenseWarnings: [...others(next, message.body), message.body] }, hasGap: false };
    case "ShiftStarting":
      return { desk: { ...next, shift: message.body }, hasGap: false };
    case "Reminder":
      return {
        desk: { ...next, reminders: { ...next.reminders, [message.body.consultId]: message.body } },
        hasGap: false,
      };
  }
}

/** The provider's answer is on its way. */
export function answering(desk: DeskState, offerId: string, answer: OpenOffer["answering"]): DeskState {
  return {
    ...desk,
    offers: desk.offers.map((offer) => {
      if (offer.message.offerId !== offerId) {
        return offer;
      }

      const { message, receivedAt } = offer;
      return answer ? { message, receivedAt, answering: answer } : { message, receivedAt };
    }),
  };
}

/** The offer was won: it is the provider's consult now. */
export function accepted(desk: DeskState, offerId: string, consult: ProviderConsultBody): DeskState {
  return withConsult(
    { ...desk, offers: desk.offers.filter((offer) => offer.message.offerId !== offerId), dayChanges: desk.dayChanges + 1 },
    consult,
  );
}

/** An offer is gone, for the reason given; of one that is not on the desk nothing changes. */
export function withoutOffer(desk: DeskState, offerId: string, how: EndedOffer["how"], now: number): DeskState {
  const open = desk.offers.find((offer) => offer.message.offerId === offerId);
  return open
    ? {
        ...desk,
        offers: desk.offers.filter((offer) => offer !== open),
        lastEndedOffer: { offerId, how, at: now, state: open.message.state, services: open.message.services },
        dayChanges: desk.dayChanges + 1,
      }
    : desk;
}

/** A consult as it stands, in the place where it stood. */
export function withConsult(desk: DeskState, consult: ProviderConsultBody): DeskState {
  const at = desk.consults.findIndex((held) => held.consultId === consult.consultId);
  return {
    ...desk,
    consults: at < 0 ? [...desk.consults, consult] : desk.consults.with(at, consult),
  };
}

/** A consult that is no longer this provider's; of one that is not on the desk nothing changes. */
export function withoutConsult(
  desk: DeskState,
  consultId: string,
  end: Omit<EndedConsult, "consult" | "at">,
  now: number,
): DeskState {
  const consult = desk.consults.find((held) => held.consultId === consultId);
  if (!consult) {
    // The stream may have told of the end before the answer did, and the answer knows more.
    const last = desk.lastEndedConsult;
    return end.decision && last?.consult.consultId === consultId
      ? { ...desk, lastEndedConsult: { ...last, ...end } }
      : desk;
  }

  const { [consultId]: _, ...reminders } = desk.reminders;
  return {
    ...desk,
    consults: desk.consults.filter((held) => held !== consult),
    reminders,
    lastEndedConsult: { ...end, consult, at: now },
    dayChanges: desk.dayChanges + 1,
  };
}

/** Whether a consult of this status is its provider's. */
export function isServed(status: ConsultStatus): boolean {
  return status === "assigned" || status === "inProgress";
}

function replaced(desk: DeskState, body: SnapshotMessage, now: number): DeskState {
  return {
    ...desk,
    seq: body.seq,
    duty: body.duty,
    offers: body.offers.map((message) =>
      desk.offers.find((offer) => offer.message.offerId === message.offerId) ?? { message, receivedAt: now }),

    // A snapshot may come without what only the consult itself knows.
    consults: inKnownOrder(desk, body.consults).map((consult) => {
      const known = desk.consults.find((held) => held.consultId === consult.consultId);
      return consult.patient || !known?.patient ? consult : { ...known, ...consult, patient: known.patient, intake: known.intake };
    }),
    profileChanges: desk.profileChanges + 1,
    dayChanges: desk.dayChanges + 1,
  };
}

/** Those in hand stay where they are on the screen, whatever order a snapshot has; others come after them. */
function inKnownOrder(desk: DeskState, consults: readonly ProviderConsultBody[]): readonly ProviderConsultBody[] {
  const known = desk.consults.flatMap((held) => consults.filter((consult) => consult.consultId === held.consultId));
  return [...known, ...consults.filter((consult) => !known.includes(consult))];
}

function withOffer(desk: DeskState, message: OfferMessage, now: number): DeskState {
  return desk.offers.some((offer) => offer.message.offerId === message.offerId)
    ? desk
    : { ...desk, offers: [...desk.offers, { message, receivedAt: now }], dayChanges: desk.dayChanges + 1 };
}

function changed(desk: DeskState, body: ConsultChangedMessage, now: number): Applied {
  const held = desk.consults.find((consult) => consult.consultId === body.consultId);
  if (held && held.assignmentNumber > body.assignmentNumber) {
    return { desk, hasGap: false };
  }

  if (!isServed(body.status)) {
    const how = body.status !== "waiting" ? body.status : desk.givingBack === body.consultId ? "released" : "takenBack";
    return { desk: withoutConsult(desk, body.consultId, { how }, now), hasGap: false };
  }

  if (!held) {
    return { desk, hasGap: false, unknownConsult: body.consultId };
  }

  const { status, assignmentNumber } = body;
  return { desk: withConsult(desk, { ...held, status, assignmentNumber }), hasGap: false };
}

function others(desk: DeskState, warning: LicenseExpiringMessage): readonly LicenseExpiringMessage[] {
  return desk.licenseWarnings.filter((other) => other.state !== warning.state);
}

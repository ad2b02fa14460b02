import { services, states } from "virtual:catalog";

type Words = Readonly<Record<string, string>>;

/** The domain's words, as they are said to people. */
export const domain = {
  service: (id: string) => services[id]?.name ?? id,
  services: (ids: readonly string[]) => ids.map((id) => services[id]?.name ?? id).join(" + "),
  state: (code: string) => states[code]?.name ?? code,

  status: {
    none: "Unknown",
    waiting: "Waiting",
    offered: "Offered",
    assigned: "Accepted",
    inProgress: "In progress",
    completed: "Completed",
    cancelled: "Cancelled",
    expired: "Expired",
  } as Words,

  duty: { offDuty: "Off duty", available: "On duty", busy: "Busy", onBreak: "On break" } as Words & Readonly<Record<"offDuty" | "available" | "busy" | "onBreak", string>>,
  modality: { live: "Live video", async: "Form review" } as Words,
  priority: { urgent: "Urgent", routine: "Routine" } as Words,

  offer: {
    open: "Open",
    accepted: "Accepted",
    declined: "Declined",
    expired: "Not answered",
    rescinded: "Taken back",
  } as Words,

  promise: {
    firstOffer: "First offer",
    acceptance: "Acceptance",
    start: "Start",
    completion: "Completion",
    giveUp: "Giving up",
    inProgressLimit: "Longest consult",
  } as Words,

  ladder: {
    record: "Record it",
    dropPreferences: "Drop preferences",
    raisePriority: "Raise the priority",
    offerToTwo: "Offer to two at once",
    offerToThree: "Offer to three at once",
    remindProvider: "Remind the provider",
    tellOperator: "Tell the operator",
    tellClinicAndOperator: "Tell the clinic and the operator",
    tellPatientAndClinic: "Tell the patient and the clinic",
  } as Words,

  /** What happened to a consult, as its timeline tells it. */
  events: {
    "consult.requested": "Requested by the clinic",
    "consult.assigned": "Accepted",
    "consult.started": "Started",
    "consult.completed": "Completed",
    "consult.released": "Given back to the line",
    "consult.cancelled": "Cancelled",
    "consult.expired": "Expired",
    "consult.escalated": "A promise was at risk",
    "offer.made": "Offered",
    "offer.declined": "Declined",
    "offer.expired": "Not answered in time",
    "offer.rescinded": "Offer taken back",
  } as Words,

  /** Steps of the ladder once they were taken. */
  laddered: {
    record: "missed",
    dropPreferences: "preferences were dropped",
    raisePriority: "priority was raised",
    offerToTwo: "offered to two at once",
    offerToThree: "offered to three at once",
    remindProvider: "the provider was reminded",
    tellOperator: "the operator was told",
    tellClinicAndOperator: "clinic and operator were told",
    tellPatientAndClinic: "patient and clinic were told",
  } as Words,

  policy: {
    longestIdle: "whoever is idle longest",
    roundRobin: "one after the other",
    leastFlexible: "whoever can do least else",
  } as Words,

  unmet: {
    suspended: "Suspended",
    notLicensed: "No licence in this state",
    licenseExpired: "The licence in this state has expired",
    credential: "The credential does not allow this service",
    modality: "Does not hold consults of this kind",
    privilege: "Not privileged for this service",
  } as Words,

  passedOver: {
    noCandidate: "nobody could be asked",
    allExcluded: "everybody was asked already",
    preference: "another is preferred for now",
    declined: "declined it before",
    held: "held back for now",
    notEligible: "does not meet the requirements",
    asked: "was asked already",
    deferred: "its clinic has more in line than may stand in front",
  } as Words,
} as const;

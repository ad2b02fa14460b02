import type { components } from "../../../../src/Web/shared/api/schema";
import { lines } from "./lines";

type Schemas = components["schemas"];

const at = "2099-06-01T18:00:00Z";
const before = (seconds: number) => new Date(Date.parse(at) - seconds * 1000).toISOString();

/** An hour in operations with something of everything: states of every status, a process that drains, admission that sheds. */
export const overview: Schemas["OverviewBody"] = {
  at,
  nodes: [
    node("api-7f9c4d-2xkqv", { cpuShare: 0.62, memoryBytes: 412e6, sockets: 843, onDuty: 402, serving: 188 }),
    node("api-7f9c4d-h8wzt", { cpuShare: 0.04, memoryBytes: 388e6, sockets: 12, onDuty: 5, serving: 4, draining: true, seenAt: before(14) }),
  ],
  rates: {
    requested: 5.3, offered: 6.1, assigned: 5.1, completed: 4.9, expired: 0.1, cancelled: 0.2, declined: 0.6, offersExpired: 0.3, offersRescinded: 0.1,
  },
  offers: { made: 21_430, accepted: 18_204, declined: 1_930, expired: 872, rescinded: 424 },
  utilisation: { onDuty: 407, serving: 192, share: 0.472 },
  store: {
    available: true,
    queuedItems: 3,
    batches: 91_204,
    items: 410_233,
    itemsPerBatch: 4.5,
    largestBatch: 212,
    itemsPerSecond: 41.7,
    recentItemsPerBatch: 3.8,
    commitP50Seconds: 0.001,
    commitP99Seconds: 0.008,
  },
  escalations: [
    { promise: "firstOffer", percent: 50, action: "dropPreferences", count: 41 },
    { promise: "acceptance", percent: 100, action: "tellClinicAndOperator", count: 6 },
  ],
  admission: {
    state: "shedding",
    admittedPerSecond: 5.3,
    shedPerSecond: 0.8,
    limitPerSecond: 6,
    sharePerSecond: 2.1,
    delaySeconds: 0.064,
    delayTargetSeconds: 0.05,
    inFlight: 9,
  },
  states: lines.map((line, i) => ({
    line,
    saturation: line.onDuty === 0 ? null : 1 - line.available / line.onDuty,
    offers: line.lastHour
      ? { made: 640 - i * 37, accepted: 540 - i * 34, declined: 60, expired: 20 + i, rescinded: 10 }
      : { made: 0, accepted: 0, declined: 0, expired: 0, rescinded: 0 },
  })),
};

const consultId = "cns_01kb00000000000000000000ab";
const providerId = "prv_01kb00000000000000000000cd";

/** What happened last: of each group of events one, with its consult, its provider or a detail. */
export const events: Schemas["OperationEventsBody"] = {
  node: "api-7f9c4d-2xkqv",
  missed: 0,
  lastSeq: 7,
  items: [
    event(1, "provider.duty", { providerId, detail: "available" }),
    event(2, "consult.waiting", { state: "TX", consultId }),
    event(3, "offer.made", { state: "TX", consultId, providerId }),
    event(4, "offer.declined", { state: "TX", consultId, providerId }),
    event(5, "consult.escalated", { state: "NV", consultId, detail: "acceptance" }),
    event(6, "node.draining", {}),
    event(7, "consult.assigned", { state: "TX", consultId, providerId }),
  ],
};

function node(name: string, load: Partial<Schemas["NodeBody"]>): Schemas["NodeBody"] {
  return {
    name,
    sockets: 0,
    connected: 0,
    onDuty: 0,
    serving: 0,
    cpuSeconds: 812,
    cpuShare: 0,
    memoryBytes: 0,
    startedAt: before(93_600),
    seenAt: at,
    draining: false,
    ...load,
  };
}

function event(seq: number, kind: string, more: Partial<Schemas["OperationEventBody"]>): Schemas["OperationEventBody"] {
  return {
    seq,
    at: before(60 - seq),
    kind,
    state: null,
    consultId: null,
    clinicId: null,
    providerId: null,
    offerId: null,
    detail: null,
    ...more,
  };
}

import type { ExplainedProviderBody, OperationEventBody, StateOverviewBody } from "#shared/api/schema";

export function event(seq: number, more: Partial<OperationEventBody> = {}): OperationEventBody {
  return {
    seq, at: "2026-11-25T12:00:00Z", kind: "consult.waiting", state: "CA", consultId: `cns_${seq}`, clinicId: null, providerId: null,
    offerId: null, detail: null, ...more,
  };
}

export function row(
  state: string,
  { line, offers, saturation = null }: {
    line?: Partial<StateOverviewBody["line"]>; offers?: Partial<StateOverviewBody["offers"]>; saturation?: number | null;
  } = {},
): StateOverviewBody {
  return {
    line: {
      state, open: true, waiting: 0, oldestWaitingSeconds: null, onDuty: 0, available: 0, scheduled: 0, estimatedWait: null,
      lastHour: null, ...line,
    },
    saturation,
    offers: { made: 0, accepted: 0, declined: 0, expired: 0, rescinded: 0, ...offers },
  };
}

export function explained(verdict: string, more: Partial<ExplainedProviderBody> = {}): ExplainedProviderBody {
  return {
    id: `prv_${verdict}`, name: `Dr. ${verdict}`, verdict, unmet: null, duty: "available", connected: true, freeSlots: 1,
    passedOver: null, ...more,
  };
}

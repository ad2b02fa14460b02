import type { WaitTimeBody } from "#shared/api/schema";

/** A line with one provider, and nothing known beyond that. */
export function waitLine(state: string, more: Partial<WaitTimeBody> = {}): WaitTimeBody {
  return {
    state,
    open: true,
    waiting: 0,
    oldestWaitingSeconds: null,
    onDuty: 1,
    available: 1,
    scheduled: 0,
    estimatedWait: null,
    lastHour: null,
    ...more,
  };
}

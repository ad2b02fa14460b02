import type { components } from "../../../../src/Web/shared/api/schema";

type Schemas = components["schemas"];
export type Line = Schemas["WaitTimeBody"];

const quiet: Omit<Line, "state"> = {
  open: true,
  waiting: 0,
  oldestWaitingSeconds: null,
  onDuty: 0,
  available: 0,
  scheduled: 0,
  estimatedWait: null,
  lastHour: null,
};

/** A state in which patients wait so many seconds, and how many of the last hour's promises were kept. */
function served(state: string, p50: number, p80: number, slaAttained: number, more: Partial<Line> = {}): Line {
  return {
    ...quiet,
    state,
    waiting: 2,
    oldestWaitingSeconds: p50,
    onDuty: 6,
    available: 2,
    scheduled: 7,
    estimatedWait: { p50, p80 },
    lastHour: { p50, p90: p80 * 1.2, slaAttained },
    ...more,
  };
}

/** Lines in all that a line can be in: each step of the wait, nobody on duty, closed, not known yet, nothing going on. */
export const lines: readonly Line[] = [
  served("TX", 31, 74, 0.98, { waiting: 9, onDuty: 24, available: 8 }),
  served("CA", 58, 112, 0.97, { waiting: 12, onDuty: 31, available: 11 }),
  served("FL", 140, 260, 0.93, { waiting: 7 }),
  served("NY", 190, 295, 0.91),
  served("IL", 150, 250, 0.94),
  served("GA", 350, 590, 0.88, { waiting: 5 }),
  served("WA", 310, 520, 0.9),
  served("OH", 700, 1130, 0.76, { waiting: 11, available: 0 }),
  served("AZ", 640, 1020, 0.8, { waiting: 6, available: 0 }),
  served("NV", 1_480, 2_250, 0.52, { waiting: 14, onDuty: 1, available: 0 }),
  served("CO", 45, 90, 1),
  served("VA", 52, 99, 1),
  { ...quiet, state: "WY", waiting: 3, oldestWaitingSeconds: 415 },
  { ...quiet, state: "VT", waiting: 1, oldestWaitingSeconds: 38 },
  { ...quiet, state: "HI", open: false, waiting: 4, oldestWaitingSeconds: 5_400 },
  { ...quiet, state: "AK", open: false },
  { ...quiet, state: "OR", onDuty: 3, available: 3, scheduled: 2 },
  { ...quiet, state: "MN", onDuty: 2, available: 1, scheduled: 2 },
  { ...quiet, state: "MT" },
  { ...quiet, state: "ND" },
];

import type { OfferCountsBody, StateOverviewBody } from "#shared/api/schema";

/** The share of promises kept below which a state is said to be late. */
export const attainmentGoal = 0.9;

export type StateStatus = "closed" | "unstaffed" | "saturated" | "late" | "fine" | "quiet";

/** What a state's line is in, the worst first. */
export function statusOf({ line, saturation }: StateOverviewBody): StateStatus {
  if (!line.open) {
    return "closed";
  }

  if (line.waiting > 0 && line.onDuty === 0) {
    return "unstaffed";
  }

  if (line.lastHour && line.lastHour.slaAttained < attainmentGoal) {
    return "late";
  }

  if (line.waiting > 0 && saturation === 1) {
    return "saturated";
  }

  return line.waiting > 0 || line.onDuty > 0 ? "fine" : "quiet";
}

/** Whether anything happens there that an operator would look at. */
export function isActive({ line, offers }: StateOverviewBody): boolean {
  return line.waiting > 0 || line.onDuty > 0 || offers.made > 0 || line.lastHour !== null;
}

/** Of the offers that ended by an answer or without one; null before the first. */
export function shareOf(offers: OfferCountsBody, outcome: "accepted" | "declined" | "expired"): number | null {
  const ended = offers.accepted + offers.declined + offers.expired + offers.rescinded;
  return ended === 0 ? null : offers[outcome] / ended;
}

export type Column =
  | "state" | "waiting" | "oldest" | "expected" | "onDuty" | "busy" | "attained" | "offered" | "accepted" | "declined" | "expired";

export interface Sorting {
  readonly by: Column;
  readonly descending: boolean;
}

/** What a row is sorted by; undefined sorts last either way. */
function keyOf({ line, offers, saturation }: StateOverviewBody, column: Column): number | string | undefined {
  const numbers: Record<Exclude<Column, "state">, () => number | null | undefined> = {
    waiting: () => line.waiting,
    oldest: () => line.oldestWaitingSeconds,
    expected: () => line.estimatedWait?.p50,
    onDuty: () => line.onDuty,
    busy: () => saturation,
    attained: () => line.lastHour?.slaAttained,
    offered: () => offers.made,
    accepted: () => shareOf(offers, "accepted"),
    declined: () => shareOf(offers, "declined"),
    expired: () => shareOf(offers, "expired"),
  };
  return column === "state" ? line.state : (numbers[column]() ?? undefined);
}

/** Sorted; equal ones by the state's code, so that rows that say the same do not change places. */
export function sorted(rows: readonly StateOverviewBody[], { by, descending }: Sorting): readonly StateOverviewBody[] {
  const turn = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const a = keyOf(one, by);
    const b = keyOf(other, by);
    const order = a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : (a < b ? -1 : 1) * turn;
    return order || (one.line.state < other.line.state ? -1 : 1);
  });
}

/** All lines together. */
export function totalsOf(rows: readonly StateOverviewBody[]) {
  const oldest = rows.reduce<StateOverviewBody | undefined>(
    (worst, row) => ((row.line.oldestWaitingSeconds ?? -1) > (worst?.line.oldestWaitingSeconds ?? -1) ? row : worst), undefined);
  const lowest = rows.reduce<StateOverviewBody | undefined>(
    (worst, row) => ((row.line.lastHour?.slaAttained ?? 2) < (worst?.line.lastHour?.slaAttained ?? 2) ? row : worst), undefined);
  return {
    waiting: rows.reduce((sum, row) => sum + row.line.waiting, 0),
    oldest: oldest && { state: oldest.line.state, seconds: oldest.line.oldestWaitingSeconds! },
    lowest: lowest && { state: lowest.line.state, attained: lowest.line.lastHour!.slaAttained },
  };
}

import type { WaitHistoryBody } from "#shared/api/schema";

/** Time in seconds since 1970, then p50, p80 and promise in minutes; null where nothing was accepted. */
export type HistoryColumns = [number[], (number | null)[], (number | null)[], (number | null)[]];

/** Shown at least, so that the first minutes of an installation do not fill the whole width. */
const leastBuckets = 24;

/**
 * A history as a plot takes it: one place per bucket, so that a line breaks where there is nothing. A history that is
 * shorter than its span begins with what happened first.
 */
export function columnsOf({ from, to, bucketSeconds, points }: WaitHistoryBody): HistoryColumns {
  const byTime = new Map(points.map((point) => [Date.parse(point.at) / 1000, point]));
  const columns: HistoryColumns = [[], [], [], []];
  const [start, end] = [Date.parse(from) / 1000, Date.parse(to) / 1000];
  const first = Math.min(...byTime.keys(), end);
  const skipped = Math.floor((Math.min(first - bucketSeconds, end - leastBuckets * bucketSeconds) - start) / bucketSeconds);
  for (let at = start + Math.max(0, skipped) * bucketSeconds; at <= end; at += bucketSeconds) {
    const point = byTime.get(at);
    columns[0].push(at);
    columns[1].push(point ? point.p50 / 60 : null);
    columns[2].push(point ? point.p80 / 60 : null);
    columns[3].push(point ? point.slaSeconds / 60 : null);
  }

  return columns;
}

export interface HistoryTotals {
  readonly accepted: number;
  readonly inTime: number;

  /** Seconds. */
  readonly worstP80: number;
}

export function historyTotals({ points }: WaitHistoryBody): HistoryTotals {
  return {
    accepted: points.reduce((sum, point) => sum + point.accepted, 0),
    inTime: points.reduce((sum, point) => sum + point.accepted * point.slaAttained, 0),
    worstP80: Math.max(0, ...points.map((point) => point.p80)),
  };
}

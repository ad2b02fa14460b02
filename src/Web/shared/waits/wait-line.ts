import type { WaitTimeBody } from "#shared/api/schema";

/** A state's line as it was told last; an age would be right only in the moment in which it was told. */
export interface WaitLine extends Omit<WaitTimeBody, "oldestWaitingSeconds"> {
  /** Milliseconds since 1970, on the server's clock. */
  readonly oldestWaitsSince: number | undefined;
}

// In milliseconds. An age may have been rounded down, and comes late by what its message took.
const ageSlack = 1_000;

/**
 * @param now milliseconds since 1970, on the server's clock
 * @param known the line as it was told before: the age that was the least late stays, so that nobody is seen to wait less
 */
export function lineOf({ oldestWaitingSeconds, ...line }: WaitTimeBody, now: number, known: WaitLine | undefined): WaitLine {
  if (oldestWaitingSeconds === null) {
    return { ...line, oldestWaitsSince: undefined };
  }

  const since = now - oldestWaitingSeconds * 1000;
  const before = known?.oldestWaitsSince;
  return { ...line, oldestWaitsSince: before !== undefined && since > before && since <= before + ageSlack ? before : since };
}

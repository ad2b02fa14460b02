import type { SessionBody } from "#shared/api/schema";

/** When a session ends unless something is done; a final end comes whatever is done. */
export interface SessionEnd {
  /** On the server's clock, in milliseconds. */
  readonly at: number;
  readonly isFinal: boolean;
}

/** What one is told before an end: asked whether one is still here, or told that nothing can put it off. */
export type Warning = "none" | "idle" | "final";

// Enough to read it and to answer.
const warnBefore = 120_000;

export function endOf(session: Pick<SessionBody, "signsOffAt" | "endsAt">): SessionEnd {
  const [idle, final] = [Date.parse(session.signsOffAt), Date.parse(session.endsAt)];
  return { at: Math.min(idle, final), isFinal: final <= idle };
}

/** @param read the final end that somebody was told of and knows */
export function warningOf(end: SessionEnd | undefined, now: number, read: number | undefined): Warning {
  if (!end || end.at - now > warnBefore) {
    return "none";
  }

  if (end.isFinal) {
    return end.at === read ? "none" : "final";
  }

  return "idle";
}

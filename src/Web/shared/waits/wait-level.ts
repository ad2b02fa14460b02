import type { WaitTimeBody } from "#shared/api/schema";

/** `closed`, `nobody` on duty, `unknown`, or which of the steps of `waitSteps` the wait is in, from 0. */
export type WaitLevel = "closed" | "nobody" | "unknown" | number;

/** What of a line its wait is told from. */
export type WaitFacts = Pick<WaitTimeBody, "open" | "onDuty" | "estimatedWait">;

/** Upper ends in seconds, exclusive; what is longer than the last is one step more. */
export const waitSteps: readonly number[] = [120, 300, 600, 1200];

/** By the wait that four of five stay below. */
export function levelOf(line: WaitFacts | undefined): WaitLevel {
  if (!line) {
    return "unknown";
  }

  if (!line.open) {
    return "closed";
  }

  if (line.estimatedWait) {
    return levelOfSeconds(line.estimatedWait.p80);
  }

  return line.onDuty === 0 ? "nobody" : "unknown";
}

export function levelOfSeconds(seconds: number): number {
  const step = waitSteps.findIndex((end) => seconds < end);
  return step === -1 ? waitSteps.length : step;
}

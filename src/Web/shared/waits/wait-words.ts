import { waitInterval } from "#shared/format/wait";
import { waits } from "#strings/waits";
import { levelOf, type WaitFacts } from "./wait-level";

/** What is to be said of the wait in a state: an interval, or why there is none. */
export function waitWords(line: WaitFacts | undefined): string {
  if (line?.open && line.estimatedWait) {
    return waitInterval(line.estimatedWait.p50, line.estimatedWait.p80);
  }

  const level = levelOf(line);
  return level === "closed" ? waits.wait.closed : level === "nobody" ? waits.wait.nobody : waits.wait.unknown;
}

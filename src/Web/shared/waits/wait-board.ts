import type { WaitTimeBody } from "#shared/api/schema";
import { lineOf, type WaitLine } from "./wait-line";

/** The lines of all states that were heard of, by state. */
export type WaitBoard = ReadonlyMap<string, WaitLine>;

export const emptyBoard: WaitBoard = new Map();

/**
 * The board with these lines in place of what it had for their states.
 * @param now when they were told: milliseconds since 1970, on the server's clock
 */
export function withLines(board: WaitBoard, lines: readonly WaitTimeBody[], now: number): WaitBoard {
  return lines.length === 0
    ? board
    : new Map([...board, ...lines.map((line) => [line.state, lineOf(line, now, board.get(line.state))] as const)]);
}

/** What all lines come to. */
export interface WaitTotals {
  readonly waiting: number;

  /** Milliseconds since 1970, on the server's clock. */
  readonly oldestWaitsSince: number | undefined;

  /** States in which at least one provider is on duty. */
  readonly statesServed: number;

  /** The longest interval that is known, and where. */
  readonly longest: { readonly state: string; readonly p50: number; readonly p80: number } | undefined;
}

export function totalsOf(board: WaitBoard): WaitTotals {
  const lines = [...board.values()];
  const oldest = lines.map((line) => line.oldestWaitsSince).filter((since) => since !== undefined);
  const longest = lines
    .filter((line) => line.estimatedWait !== null)
    .sort((a, b) => b.estimatedWait!.p80 - a.estimatedWait!.p80)[0];
  return {
    waiting: lines.reduce((sum, line) => sum + line.waiting, 0),
    oldestWaitsSince: oldest.length > 0 ? Math.min(...oldest) : undefined,
    statesServed: lines.filter((line) => line.onDuty > 0).length,
    longest: longest && { state: longest.state, ...longest.estimatedWait! },
  };
}

import type { WaitTimeBody } from "#shared/api/schema";

/** The lines of all states that were heard of, by state. */
export type WaitBoard = ReadonlyMap<string, WaitTimeBody>;

export const emptyBoard: WaitBoard = new Map();

/** The board with these lines in place of what it had for their states. */
export function withLines(board: WaitBoard, lines: readonly WaitTimeBody[]): WaitBoard {
  return lines.length === 0 ? board : new Map([...board, ...lines.map((line) => [line.state, line] as const)]);
}

/** What all lines come to. */
export interface WaitTotals {
  readonly waiting: number;
  readonly oldestSeconds: number | undefined;

  /** States in which at least one provider is on duty. */
  readonly statesServed: number;

  /** The longest interval that is known, and where. */
  readonly longest: { readonly state: string; readonly p50: number; readonly p80: number } | undefined;
}

export function totalsOf(board: WaitBoard): WaitTotals {
  const lines = [...board.values()];
  const oldest = lines.map((line) => line.oldestWaitingSeconds).filter((seconds) => seconds !== null);
  const longest = lines
    .filter((line) => line.estimatedWait !== null)
    .sort((a, b) => b.estimatedWait!.p80 - a.estimatedWait!.p80)[0];
  return {
    waiting: lines.reduce((sum, line) => sum + line.waiting, 0),
    oldestSeconds: oldest.length > 0 ? Math.max(...oldest) : undefined,
    statesServed: lines.filter((line) => line.onDuty > 0).length,
    longest: longest && { state: longest.state, ...longest.estimatedWait! },
  };
}

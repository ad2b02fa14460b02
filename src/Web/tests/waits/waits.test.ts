import { describe, expect, it } from "vitest";
import { columnsOf, historyTotals } from "#shared/waits/history-columns";
import { neighbour, tiles } from "#shared/waits/tile-grid";
import { emptyBoard, totalsOf, withLines } from "#shared/waits/wait-board";
import { levelOf } from "#shared/waits/wait-level";
import { waitWords } from "#shared/waits/wait-words";
import { states } from "virtual:catalog";
import { waitLine } from "./lines";

const now = 1_000_000;

describe("the board", () => {
  it("keeps the lines that it was told of last, and adds them up", () => {
    const before = withLines(emptyBoard, [waitLine("CA", { waiting: 9 }), waitLine("NY", { waiting: 2, onDuty: 0 })], now);
    const board = withLines(before, [
      waitLine("CA", { waiting: 3, oldestWaitingSeconds: 75, estimatedWait: { p50: 100, p80: 200 } }),
    ], now);
    expect(totalsOf(board)).toEqual({
      waiting: 5,
      oldestWaitsSince: now - 75_000,
      statesServed: 1,
      longest: { state: "CA", p50: 100, p80: 200 },
    });
  });

  it("knows nothing of an oldest or a longest wait where there is none", () => {
    const none = { waiting: 0, oldestWaitsSince: undefined, statesServed: 0, longest: undefined };
    expect(totalsOf(emptyBoard)).toEqual(none);
    expect(totalsOf(withLines(emptyBoard, [waitLine("CA", { onDuty: 0 })], now))).toEqual(none);
  });

  it("stays the same value when nothing was told", () => expect(withLines(emptyBoard, [], now)).toBe(emptyBoard));
});

describe("the oldest who waits", () => {
  const told = (seconds: number | null, at: number, board = emptyBoard) =>
    withLines(board, [waitLine("CA", { oldestWaitingSeconds: seconds })], at);
  const since = (board: typeof emptyBoard) => board.get("CA")!.oldestWaitsSince;

  it("does so since a time, and not for an age that would stand still until the next push", () =>
    expect(since(told(242, now))).toBe(now - 242_000));

  it("may have begun this moment", () => expect(since(told(0, now))).toBe(now));

  it("does not wait less for an age that was rounded down or came late", () => {
    const board = told(242.9, now);
    expect(since(told(246, now + 4_000, board))).toBe(now - 242_900);
    expect(since(told(246.9, now + 4_300, board))).toBe(now - 242_900);
  });

  it("waits longer as soon as an age says so", () => expect(since(told(246.9, now + 4_000, told(242, now)))).toBe(now - 242_900));

  it("is another once the first was accepted, or nobody", () => {
    const board = told(242, now);
    expect(since(told(30, now + 4_000, board))).toBe(now - 26_000);
    expect(since(told(null, now + 4_000, board))).toBeUndefined();
    expect(since(told(1, now + 8_000, told(null, now + 4_000, board)))).toBe(now + 7_000);
  });

  it("is the one of all states who waits longest", () => {
    const lines = [waitLine("CA", { oldestWaitingSeconds: 30 }), waitLine("NY"), waitLine("TX", { oldestWaitingSeconds: 90 })];
    expect(totalsOf(withLines(emptyBoard, lines, now)).oldestWaitsSince).toBe(now - 90_000);
  });
});

describe("the level of a wait", () => {
  it.each([
    [119, 0],
    [120, 1],
    [1199, 3],
    [1200, 4],
  ])("of %d seconds is step %d", (p80, level) =>
    expect(levelOf(waitLine("CA", { estimatedWait: { p50: 1, p80 } }))).toBe(level));

  it("is a word where there is no estimate", () => {
    expect(levelOf(undefined)).toBe("unknown");
    expect(levelOf(waitLine("CA"))).toBe("unknown");
    expect(waitWords(waitLine("CA", { onDuty: 0 }))).toBe("Nobody on duty");
    expect(waitWords(waitLine("CA", { open: false, estimatedWait: { p50: 1, p80: 2 } }))).toBe("Closed");
    expect(waitWords(waitLine("CA", { estimatedWait: { p50: 130, p80: 290 } }))).toBe("2–5 min");
  });
});

describe("the tiles", () => {
  it("are all states, each in a place of its own", () => {
    expect(tiles.map((tile) => tile.state).sort()).toEqual(Object.keys(states).sort());
    expect(new Set(tiles.map((tile) => `${tile.row} ${tile.column}`)).size).toBe(tiles.length);
  });

  it("are walked by arrows, over gaps, and end at the edge", () => {
    expect(neighbour("AK", "right")).toBe("ME");
    expect(neighbour("CO", "down")).toBe("NM");
    expect(neighbour("ME", "down")).toBe("NH");
    expect(neighbour("FL", "down")).toBe("FL");
  });

  it("can all be reached from the first", () => {
    const reached = new Set(["AK"]);
    for (const state of reached) {
      (["left", "right", "up", "down"] as const).forEach((direction) => reached.add(neighbour(state, direction)));
    }

    expect(reached.size).toBe(tiles.length);
  });
});

describe("the history", () => {
  const point = (at: string, accepted: number, slaAttained: number, p80: number) =>
    ({ at, accepted, p50: 60, p80, slaSeconds: 600, slaAttained });
  const history = {
    span: "day",
    state: null,
    from: "2026-11-25T00:00:00Z",
    to: "2026-11-25T00:12:00Z",
    bucketSeconds: 300,
    points: [point("2026-11-25T00:00:00Z", 4, 0.5, 240), point("2026-11-25T00:10:00Z", 1, 1, 120)],
  };

  it("breaks where nothing was accepted", () => {
    const start = Date.parse(history.from) / 1000;
    expect(columnsOf(history)).toEqual([[start, start + 300, start + 600], [1, null, 1], [4, null, 2], [10, null, 10]]);
  });

  it("begins with what happened first, and shows two hours at least", () => {
    const [from, to] = ["2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"];
    const firstShown = (at: string) => new Date(columnsOf({ ...history, from, to, points: [point(at, 4, 1, 240)] })[0][0]! * 1000).toISOString();
    expect(firstShown("2026-11-24T00:00:00Z")).toBe("2026-11-24T00:00:00.000Z");
    expect(firstShown("2026-11-24T12:00:00Z")).toBe("2026-11-24T11:55:00.000Z");
    expect(firstShown("2026-11-24T23:55:00Z")).toBe("2026-11-24T22:00:00.000Z");
  });

  it("is summed up by what was accepted, not by buckets", () =>
    expect(historyTotals(history)).toEqual({ accepted: 5, inTime: 3, worstP80: 240 }));
});

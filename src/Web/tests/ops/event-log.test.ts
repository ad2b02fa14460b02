import { describe, expect, it } from "vitest";
import { emptyLog, eventsKept, groupOf, withEvents } from "../../pages/ops/watch/event-log";
import { event } from "./bodies";

const body = (node: string, ...seqs: number[]) => ({ node, items: seqs.map((seq) => event(seq)), lastSeq: seqs.at(-1) ?? 0, missed: 0 });
const seqs = (log: typeof emptyLog) => log.entries.map((entry) => entry.event.seq);

describe("the event log", () => {
  it("has the newest first", () => expect(seqs(withEvents(withEvents(emptyLog, body("a", 1, 2)), body("a", 3)))).toEqual([3, 2, 1]));

  it("counts once what is sent again", () => expect(seqs(withEvents(withEvents(emptyLog, body("a", 1, 2)), body("a", 2, 3)))).toEqual([3, 2, 1]));

  it("starts anew with the numbers of another process, and keeps what it has", () => {
    const log = withEvents(withEvents(emptyLog, body("a", 8, 9)), body("b", 1));
    expect(seqs(log)).toEqual([1, 9, 8]);
    expect([log.node, log.lastSeq]).toEqual(["b", 1]);
    expect(new Set(log.entries.map((entry) => entry.key)).size).toBe(3);
  });

  it("takes the first numbers of a process that was restarted", () =>
    expect(seqs(withEvents(withEvents(emptyLog, body("a", 8, 9)), body("a", 1, 2)))).toEqual([2, 1, 9, 8]));

  it("counts what was missed, of the same process only", () => {
    const missed = { ...body("a", 50), missed: 7 };
    expect(withEvents(withEvents(emptyLog, body("a", 1)), missed).missed).toBe(7);
    expect(withEvents(withEvents(emptyLog, body("b", 1)), missed).missed).toBe(0);
  });

  it("keeps so many", () => {
    const many = body("a", ...Array.from({ length: eventsKept + 5 }, (_, i) => i + 1));
    const log = withEvents(emptyLog, many);
    expect(log.entries).toHaveLength(eventsKept);
    expect(log.entries.at(-1)!.event.seq).toBe(6);
  });

  it("groups kinds by what they are about", () => expect(groupOf("consult.inProgress")).toBe("consult"));
});

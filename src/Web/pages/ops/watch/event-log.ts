import type { OperationEventBody, OperationEventsBody } from "#shared/api/schema";

/** How many events a page keeps; older ones are in each consult's timeline. */
export const eventsKept = 400;

export interface LogEntry {
  /** Distinct for as long as the page lives: processes number their events anew. */
  readonly key: number;
  readonly event: OperationEventBody;
}

export interface EventLog {
  /** Whose numbers `lastSeq` counts in; empty before the first answer. */
  readonly node: string;
  readonly lastSeq: number;

  /** Newest first. */
  readonly entries: readonly LogEntry[];

  /** Of all that came, those that were never sent. */
  readonly missed: number;
  readonly nextKey: number;
}

export const emptyLog: EventLog = { node: "", lastSeq: 0, entries: [], missed: 0, nextKey: 1 };

/** The log with what the server sent; what was seen before counts once. */
export function withEvents(log: EventLog, body: OperationEventsBody): EventLog {
  const isSame = body.node === log.node && body.lastSeq >= log.lastSeq;
  const fresh = isSame ? body.items.filter((event) => event.seq > log.lastSeq) : body.items;
  const entries = fresh.map((event, i) => ({ key: log.nextKey + i, event })).reverse();
  return {
    node: body.node,
    lastSeq: body.lastSeq,
    entries: [...entries, ...log.entries].slice(0, eventsKept),
    missed: log.missed + (isSame ? body.missed : 0),
    nextKey: log.nextKey + fresh.length,
  };
}

/** `consult` of `consult.assigned`. */
export function groupOf(kind: string): string {
  return kind.split(".", 1)[0]!;
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OpsWatch } from "../../pages/ops/watch/ops-watch";
import { FakeHub } from "../live/fake-hub";
import { event } from "./bodies";

let hub: FakeHub;
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  hub = new FakeHub();
});

afterEach(() => vi.useRealTimers());

function open(): OpsWatch {
  const watch = new OpsWatch({ transport: hub.transport, isSignedIn: () => Promise.resolve(true), now: () => Date.now() });
  watch.link.start();
  return watch;
}

describe("OpsWatch", () => {
  it("watches the overview and the latest events", async () => {
    const watch = open();
    await settle();
    expect(hub.last.calls).toEqual([["WatchOverview", []], ["WatchEvents", [null]]]);
    hub.last.send("Overview", { at: "2026-11-25T12:00:00Z" });
    expect(watch.overview.value).toMatchObject({ at: "2026-11-25T12:00:00Z" });
  });

  it("asks after a loss for what came in between, and keeps what it shows", async () => {
    const watch = open();
    await settle();
    hub.last.send("Overview", { at: "2026-11-25T12:00:00Z" });
    hub.last.send("Events", { node: "a", items: [event(41), event(42)], lastSeq: 42, missed: 0 });
    hub.last.drop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(hub.connections).toHaveLength(2);
    expect(hub.last.calls).toContainEqual(["WatchEvents", [42]]);
    expect(watch.overview.value).toBeDefined();
    expect(watch.events.value.entries).toHaveLength(2);
  });
});

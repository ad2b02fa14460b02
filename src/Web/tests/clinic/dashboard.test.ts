import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Dashboard } from "../../pages/clinic/dashboard";
import { FakeHub } from "../live/fake-hub";
import { waitLine } from "../waits/lines";

let hub: FakeHub;
const settle = () => vi.advanceTimersByTimeAsync(0);
const empty = {
  at: "2026-11-25T00:00:00Z", truncated: true, ids: [], statuses: [], states: [], requestedAt: [], acceptBy: [],
  acceptedAt: [], updatedAt: [], providerIds: [], versions: [],
};
const message = (version: number) => ({
  consultId: "cns_1", status: "waiting", state: "CA", version, requestedAt: empty.at, acceptBy: empty.at,
  acceptedAt: null, providerId: null, reason: null, decision: null, orderId: null,
});

function open(table = () => Promise.resolve(empty)): Dashboard {
  const dashboard = new Dashboard({ transport: hub.transport, isSignedIn: () => Promise.resolve(true), now: () => Date.now(), table });
  dashboard.link.start();
  return dashboard;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  hub = new FakeHub();
});

afterEach(() => vi.useRealTimers());

it("watches before it reads, so that nothing falls between", async () => {
  let watchedFirst: readonly string[] = [];
  const dashboard = open(() => {
    watchedFirst = hub.last.calls.map(([method]) => method);
    return Promise.resolve(empty);
  });
  await settle();
  expect(watchedFirst).toEqual(["WatchConsults", "WatchWaitTimes"]);
  expect(hub.last.calls[1]![1]).toEqual([expect.arrayContaining(["CA", "DC", "WY"])]);
  expect(dashboard.link.state.value.is).toBe("live");
  expect(dashboard.isTruncated.value).toBe(true);
  expect(dashboard.rowChanges.value).toBe(1);
});

it("tells of many changes at once, and of old news not at all", async () => {
  const dashboard = open();
  await settle();
  for (let version = 1; version <= 50; version++) {
    hub.last.send("ConsultChanged", message(version));
  }

  await vi.advanceTimersByTimeAsync(1000);
  expect(dashboard.rowChanges.value).toBe(2);
  hub.last.send("ConsultChanged", message(50));
  await vi.advanceTimersByTimeAsync(1000);
  expect(dashboard.rowChanges.value).toBe(2);
});

it("takes lines in, and reads the table again after a loss", async () => {
  let reads = 0;
  const dashboard = open(() => {
    reads++;
    return Promise.resolve(empty);
  });
  await settle();
  hub.last.send("WaitTimes", [waitLine("CA", { waiting: 4 })]);
  expect(dashboard.board.value.get("CA")?.waiting).toBe(4);
  hub.last.drop();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(dashboard.link.state.value.is).toBe("live");
  expect(reads).toBe(2);
});

it("knows of a line since when its oldest waits, by the clock that it was given", async () => {
  const dashboard = open();
  await settle();
  vi.setSystemTime(2_000_000);
  hub.last.send("WaitTimes", [waitLine("CA", { waiting: 1, oldestWaitingSeconds: 242 })]);
  expect(dashboard.board.value.get("CA")?.oldestWaitsSince).toBe(1_758_000);
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubLink, LinkDown } from "#shared/live/hub-link";
import { FakeHub } from "./fake-hub";

let hub: FakeHub;
let signedIn: boolean;

function open(): HubLink {
  const link = new HubLink({
    transport: hub.transport,
    resume: (self) => self.invoke("Resume", 7),
    isSignedIn: () => Promise.resolve(signedIn),
    random: () => 1,
  });
  link.start();
  return link;
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  hub = new FakeHub();
  signedIn = true;
});

afterEach(() => vi.useRealTimers());

describe("HubLink", () => {
  it("resumes before it counts as live", async () => {
    let resumed = () => {};
    hub.answer = () => new Promise<void>((done) => (resumed = done));
    const link = open();
    await settle();
    expect(hub.last.calls).toEqual([["Resume", [7]]]);
    expect(link.state.value.is).toBe("connecting");
    resumed();
    await settle();
    expect(link.state.value).toEqual({ is: "live", since: 1_000_000 });
  });

  it("tries again with growing gaps and says since when it knows nothing", async () => {
    const link = open();
    await settle();
    hub.isDown = true;
    hub.last.drop();
    await settle();
    expect(link.state.value).toEqual({ is: "waiting", retryAt: 1_000_500, staleSince: 1_000_000 });
    await vi.advanceTimersByTimeAsync(500);
    expect(link.state.value).toEqual({ is: "waiting", retryAt: 1_001_500, staleSince: 1_000_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(link.state.value).toEqual({ is: "waiting", retryAt: 1_003_500, staleSince: 1_000_000 });
    hub.isDown = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(link.state.value.is).toBe("live");
    expect(hub.connections).toHaveLength(4);
  });

  it("never waits longer than 15 s", async () => {
    hub.isDown = true;
    const link = open();
    await vi.advanceTimersByTimeAsync(300_000);
    const state = link.state.value;
    expect(state.is === "waiting" && state.retryAt - Date.now()).toBeLessThanOrEqual(15_000);
  });

  it("connects at once when the network is back", async () => {
    hub.isDown = true;
    const link = open();
    await vi.advanceTimersByTimeAsync(60_000);
    hub.isDown = false;
    await link.wake();
    expect(link.state.value.is).toBe("live");
  });

  it("replaces an open connection that does not answer any more", async () => {
    const link = open();
    await settle();
    const dead = hub.last;
    hub.answer = () => new Promise(() => {});
    const waking = link.wake();
    await vi.advanceTimersByTimeAsync(2_999);
    expect(hub.last).toBe(dead);
    hub.answer = () => Promise.resolve();
    await vi.advanceTimersByTimeAsync(1);
    await waking;
    expect(hub.last).not.toBe(dead);
    expect(dead.isOpen).toBe(false);
    expect(link.state.value.is).toBe("live");
  });

  it("does not hear a connection that it has given up", async () => {
    const link = new HubLink({
      transport: hub.transport,
      resume: () => Promise.resolve(),
      isSignedIn: () => Promise.resolve(true),
      random: () => 1,
    });
    const heard = vi.fn();
    link.on("Offer", heard);
    link.start();
    await settle();
    const first = hub.last;
    first.drop();
    await vi.advanceTimersByTimeAsync(500);
    first.send("Offer", { seq: 1 });
    hub.last.send("Offer", { seq: 2 });
    expect(heard.mock.calls).toEqual([[{ seq: 2 }]]);
  });

  it("stops when the session has ended", async () => {
    hub.isDown = true;
    signedIn = false;
    const link = open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.state.value).toEqual({ is: "signedOut" });
    expect(hub.connections).toHaveLength(1);
  });

  it("says that there is no connection instead of waiting for one", async () => {
    hub.isDown = true;
    const link = open();
    await settle();
    await expect(link.invoke("AcceptOffer", "off_1")).rejects.toBeInstanceOf(LinkDown);
  });

  it("says that the connection went when it went while an answer was due", async () => {
    const link = open();
    await settle();
    let fail = (_: Error) => {};
    hub.answer = () => new Promise((_, reject) => (fail = reject));
    const accepting = link.invoke("AcceptOffer", "off_1");
    hub.last.drop();
    fail(new Error("Invocation canceled due to the underlying connection being closed."));
    await expect(accepting).rejects.toBeInstanceOf(LinkDown);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DeskLink } from "../../pages/provider/desk/desk-link";
import type { SharedDesk } from "../../pages/provider/desk/desk-state";
import { FakeHub } from "../live/fake-hub";
import { consult, offer } from "./messages";

let hub: FakeHub;
let told: SharedDesk;
let offered: string[];
const settle = () => vi.advanceTimersByTimeAsync(0);

function open(last?: SharedDesk): DeskLink {
  const link = new DeskLink(last, {
    transport: hub.transport,
    isSignedIn: () => Promise.resolve(true),
    consult: (id) => Promise.resolve(consult(id)),
    now: () => Date.now(),
    publishEvery: 0,
    publish: (shared) => (told = shared),
    onOffer: (offerId) => offered.push(offerId),
  });
  link.start();
  return link;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  hub = new FakeHub();
  offered = [];
  hub.answer = (method) => {
    if (method === "Resume") {
      hub.last.send("Snapshot", { seq: 5, duty: "available", offers: [], consults: [] });
    }

    return Promise.resolve({});
  };
});

afterEach(() => vi.useRealTimers());

describe("DeskLink", () => {
  it("alerts once to an offer that is sent again after a reconnect", async () => {
    open();
    await settle();
    hub.last.send("Offer", offer(6));
    hub.answer = (method) => {
      if (method === "Resume") {
        hub.last.send("Offer", offer(6));
      }

      return Promise.resolve({});
    };
    hub.last.drop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told.link.is).toBe("live");
    expect(hub.last.calls[0]).toEqual(["Resume", [6]]);
    expect([offered, told.desk.offers.length]).toEqual([["off_6"], 1]);
  });

  it("asks for what is missing when a number is", async () => {
    open();
    await settle();
    hub.last.send("Offer", offer(8));
    await settle();
    expect(hub.last.calls.filter(([method]) => method === "Resume")).toEqual([["Resume", [0]], ["Resume", [5]]]);
  });

  it("asks once for what is missing, however much comes before the answer", async () => {
    open();
    await settle();
    let answer = (_: unknown) => {};
    hub.answer = () => new Promise((done) => (answer = done));
    const resumes = () => hub.last.calls.filter(([method]) => method === "Resume").slice(1);
    hub.last.send("Offer", offer(8));
    hub.last.send("Offer", offer(9));
    hub.last.send("Offer", offer(10));
    expect(resumes()).toEqual([["Resume", [5]]]);
    for (let seq = 6; seq <= 10; seq++) {
      hub.last.send("Offer", offer(seq));
    }

    answer({});
    await settle();
    expect(told.desk.offers.map(({ message }) => message.seq)).toEqual([6, 7, 8, 9, 10]);
    hub.last.send("Offer", offer(12));
    expect(resumes()).toEqual([["Resume", [5]], ["Resume", [10]]]);
  });

  it("goes on from what the tab before it knew, without alerting again", async () => {
    open();
    await settle();
    hub.last.send("Offer", offer(6));
    hub.answer = () => Promise.resolve({});
    open(structuredClone(told));
    await settle();
    expect(hub.last.calls[0]).toEqual(["Resume", [6]]);
    expect([offered, told.desk.offers.length]).toEqual([["off_6"], 1]);
  });

  it("makes a won offer a consult, and names the reason of one that is gone", async () => {
    const link = open();
    await settle();
    hub.last.send("Offer", offer(6));
    hub.last.send("Offer", offer(7));
    hub.answer = (_, [id]) => Promise.resolve(id === "off_6"
      ? { result: "assigned", consult: consult("cns_6") }
      : { result: "gone", reason: "assignedToAnother" });
    await link.carryOut("accept", ["off_6"]);
    await link.carryOut("accept", ["off_7"]);
    expect(told.desk.consults.map((c) => c.consultId)).toEqual(["cns_6"]);
    expect(told.desk.lastEndedOffer).toMatchObject({ offerId: "off_7", how: "assignedToAnother" });
  });

  it("lets an offer be answered again when the connection went before the answer", async () => {
    const link = open();
    await settle();
    hub.last.send("Offer", offer(6));
    let fail = (_: Error) => {};
    hub.answer = () => new Promise((_, reject) => (fail = reject));
    const accepting = link.carryOut("accept", ["off_6"]);
    expect(told.desk.offers[0]?.answering).toBe("accepting");
    const failed = expect(accepting).rejects.toThrow("link-down");
    hub.last.drop();
    fail(new Error("closed"));
    await failed;
    expect(told.desk.offers[0]?.answering).toBeUndefined();
  });

  it("shows a hurrying stream ten times a second, the first and the last of it too", async () => {
    let times = 0;
    const link = new DeskLink(undefined, {
      transport: hub.transport,
      isSignedIn: () => Promise.resolve(true),
      now: () => Date.now(),
      publish: (shared) => {
        times++;
        told = shared;
      },
    });
    link.start();
    await vi.advanceTimersByTimeAsync(1_000);
    times = 0;
    hub.last.send("Offer", offer(6));
    expect([times, told.desk.offers.length]).toEqual([1, 1]);
    for (let seq = 7; seq <= 206; seq++) {
      hub.last.send("Offer", offer(seq));
      await vi.advanceTimersByTimeAsync(5);
    }

    await vi.advanceTimersByTimeAsync(50);
    expect(told.desk.seq).toBe(206);
    expect(times).toBeLessThanOrEqual(12);
  });

  it("fetches a consult that it hears of and does not know", async () => {
    open();
    await settle();
    hub.last.send("ConsultChanged", { seq: 6, consultId: "cns_9", assignmentNumber: 1, status: "assigned" });
    await settle();
    expect(told.desk.consults[0]?.patient?.givenName).toBe("Amelia");
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Unreachable } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import type { ProviderConsultBody } from "#shared/api/schema";
import { DeskLink } from "../../pages/provider/desk/desk-link";
import type { SharedDesk } from "../../pages/provider/desk/desk-state";
import { FakeHub } from "../live/fake-hub";
import { consult, offer } from "./messages";

let hub: FakeHub;
let told: SharedDesk;
let offered: string[];
let shown: number;
let read: (consultId: string) => Promise<ProviderConsultBody>;
const settle = () => vi.advanceTimersByTimeAsync(600);

function open(last?: SharedDesk): DeskLink {
  const link = new DeskLink(last, {
    transport: hub.transport,
    isSignedIn: () => Promise.resolve(true),
    consult: (id) => read(id),
    now: () => Date.now(),
    publish: (shared) => {
      told = shared;
      shown++;
    },
    onOffers: (offerIds) => offered.push(...offerIds),
  });
  link.start();
  return link;
}

/** Offers of these numbers, 200 a second. */
async function hurry(first: number, last: number): Promise<void> {
  for (let seq = first; seq <= last; seq++) {
    hub.last.send("Offer", offer(seq));
    await vi.advanceTimersByTimeAsync(5);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  hub = new FakeHub();
  offered = [];
  shown = 0;
  read = (id) => Promise.resolve(consult(id));
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

  it("shows a hurrying stream twice a second, the first and the last of it too", async () => {
    open();
    await vi.advanceTimersByTimeAsync(1_000);
    shown = 0;
    hub.last.send("Offer", offer(6));
    expect([shown, told.desk.offers.length]).toEqual([1, 1]);
    await hurry(7, 1_206);
    await settle();
    expect(told.desk.seq).toBe(1_206);
    expect(shown).toBeGreaterThanOrEqual(12);
    expect(shown).toBeLessThanOrEqual(16);
  });

  it("shows a steady stream twenty times a second", async () => {
    open();
    await vi.advanceTimersByTimeAsync(1_000);
    shown = 0;
    for (let seq = 6; seq <= 45; seq++) {
      hub.last.send("Offer", offer(seq));
      await vi.advanceTimersByTimeAsync(25);
    }

    expect(shown).toBeGreaterThanOrEqual(18);
  });

  it("shows at once what is asked for and what is lost, however the stream hurries", async () => {
    const link = open();
    await settle();
    await hurry(6, 205);
    hub.answer = () => new Promise(() => undefined);
    void link.carryOut("accept", ["off_100"]);
    expect(told.desk.offers.find(({ message }) => message.offerId === "off_100")?.answering).toBe("accepting");
    hub.last.send("Offer", offer(206));
    hub.last.drop();
    expect([told.link.is, told.desk.seq]).toEqual(["waiting", 206]);
  });

  it("alerts to each offer that is shown, once, and to none that came and went in between", async () => {
    open();
    await settle();
    await hurry(6, 205);
    await settle();
    expect(offered).toEqual(Array.from({ length: 200 }, (_, i) => `off_${i + 6}`));
    await hurry(206, 225);
    hub.last.send("Offer", offer(226));
    hub.last.send("OfferRescinded", { seq: 227, offerId: "off_226", reason: "consultCancelled" });
    await settle();
    expect(told.desk.seq).toBe(227);
    expect(offered).toHaveLength(220);
    expect(offered).not.toContain("off_226");
  });

  it("fetches a consult that it hears of and does not know", async () => {
    open();
    await settle();
    hub.last.send("ConsultChanged", { seq: 6, consultId: "cns_9", assignmentNumber: 1, status: "assigned" });
    await settle();
    expect(told.desk.consults[0]?.patient?.givenName).toBe("Amelia");
  });

  describe("a consult that could not be read", () => {
    const changed = (seq: number, status: string) => ({ seq, consultId: "cns_9", assignmentNumber: 1, status });
    let reads: number;

    /** Reads fail with each of these, and then succeed. */
    const fail = (...faults: Error[]) => {
      reads = 0;
      read = (id) => {
        const fault = faults[reads++];
        return fault ? Promise.reject(fault) : Promise.resolve(consult(id));
      };
    };

    it("is read again until it is there", async () => {
      open();
      await settle();
      fail(new Unreachable(), new Refusal("store-unavailable", "", 503), new Unreachable());
      hub.last.send("ConsultChanged", changed(6, "assigned"));
      await vi.advanceTimersByTimeAsync(10_000);
      expect([reads, told.desk.consults[0]?.patient?.givenName]).toEqual([4, "Amelia"]);
    });

    it("is read again where a snapshot came without the patient", async () => {
      const { patient: _, intake: __, ...bare } = consult("cns_9");
      fail(new Unreachable());
      hub.answer = () => {
        hub.last.send("Snapshot", { seq: 5, duty: "busy", offers: [], consults: [bare] });
        return Promise.resolve({});
      };
      open();
      await vi.advanceTimersByTimeAsync(10_000);
      expect([reads, told.desk.consults[0]?.patient?.givenName]).toEqual([2, "Amelia"]);
    });

    it("is read ever more seldom, but not too seldom", async () => {
      open();
      await settle();
      fail(...Array.from({ length: 100 }, () => new Unreachable()));
      hub.last.send("ConsultChanged", changed(6, "assigned"));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(reads).toBeGreaterThan(10);
      expect(reads).toBeLessThan(20);
    });

    it.each([["it is not to be had", 404], ["it is another's", 503]])("is left once %s", async (_, status) => {
      open();
      await settle();
      fail(...Array.from({ length: 100 }, () => new Refusal("", "", status)));
      hub.last.send("ConsultChanged", changed(6, "assigned"));
      if (status !== 404) {
        await vi.advanceTimersByTimeAsync(100);
        hub.last.send("ConsultChanged", changed(7, "waiting"));
      }

      await vi.advanceTimersByTimeAsync(60_000);
      expect([reads, told.desk.consults]).toEqual([1, []]);
    });

    it("does not come back with an answer that is late", async () => {
      let answer = (_: ProviderConsultBody) => {};
      read = () => new Promise((done) => (answer = done));
      open();
      await settle();
      hub.last.send("ConsultChanged", changed(6, "assigned"));
      hub.last.send("ConsultChanged", changed(7, "cancelled"));
      answer(consult("cns_9"));
      await settle();
      expect(told.desk.consults).toEqual([]);
    });
  });
});

import { describe, expect, it } from "vitest";
import type { SnapshotMessage } from "#shared/api/schema";
import { accepted, answering, apply, withoutConsult, withoutOffer, type DeskMessage } from "../../pages/provider/desk/desk";
import { emptyDesk, type DeskState } from "../../pages/provider/desk/desk-state";
import { consult, offer } from "./messages";

const now = 1_000;
const snapshot = (seq: number, more: Partial<SnapshotMessage> = {}): DeskMessage => ({
  is: "Snapshot",
  body: { seq, duty: "available", offers: [], consults: [], ...more },
});
const after = (desk: DeskState, ...messages: DeskMessage[]) => messages.reduce((state, message) => apply(state, message, now).desk, desk);
const at5 = after(emptyDesk, snapshot(5));

describe("numbers", () => {
  it("count each message once", () => {
    const once = after(at5, { is: "Offer", body: offer(6) });
    expect(after(once, { is: "Offer", body: offer(6) })).toBe(once);
  });

  it("tell of a gap, and change nothing then", () => {
    const { desk, hasGap } = apply(at5, { is: "Offer", body: offer(8) }, now);
    expect([hasGap, desk]).toEqual([true, at5]);
  });

  it("begin with a snapshot, whatever was before", () => {
    const desk = after(after(at5, { is: "Offer", body: offer(6) }), snapshot(2, { duty: "onBreak" }));
    expect([desk.seq, desk.duty, desk.offers]).toEqual([2, "onBreak", []]);
  });
});

describe("offers", () => {
  const open = after(at5, { is: "Offer", body: offer(6) });

  it("are on the desk until they are rescinded, and say why they went", () => {
    const gone = after(open, { is: "OfferRescinded", body: { seq: 7, offerId: "off_6", consultId: "cns_6", reason: "consultCancelled" } });
    expect(gone.offers).toEqual([]);
    expect(gone.lastEndedOffer).toMatchObject({ offerId: "off_6", how: "consultCancelled" });
  });

  it("keep the moment at which they came when a snapshot names them again", () => {
    const again = apply(open, snapshot(9, { offers: [offer(9, "off_6")] }), 99_000).desk;
    expect(again.offers.map((o) => o.receivedAt)).toEqual([now]);
  });

  it("show the answer that is on its way, and can be answered again when it did not arrive", () => {
    const asked = answering(open, "off_6", "accepting");
    expect(asked.offers[0]?.answering).toBe("accepting");
    expect(answering(asked, "off_6", undefined).offers[0]).not.toHaveProperty("answering");
  });

  it("become a consult when they are won", () => {
    const won = accepted(open, "off_6", consult("cns_6"));
    expect([won.offers, won.consults.map((c) => c.consultId)]).toEqual([[], ["cns_6"]]);
  });

  it("that are not on the desk end without a trace", () => expect(withoutOffer(open, "off_9", "declined", now)).toBe(open));
});

describe("consults", () => {
  const served = accepted(at5, "off_1", consult("cns_1"));

  it("keep the patient when a snapshot comes without", () => {
    const { patient: _, intake: __, ...bare } = consult("cns_1", { status: "inProgress" });
    const desk = after(served, snapshot(9, { consults: [bare as SnapshotMessage["consults"][number]] }));
    expect(desk.consults[0]).toMatchObject({ status: "inProgress", patient: { givenName: "Amelia" } });
  });

  it("stand where they stood, whatever order a snapshot has, and new ones after them", () => {
    const desk = accepted(accepted(at5, "off_2", consult("cns_2")), "off_1", consult("cns_1"));
    const consults = ["cns_1", "cns_2", "cns_3"].map((id) => consult(id, { status: "inProgress" })) as SnapshotMessage["consults"];
    const again = after(desk, snapshot(9, { consults }));
    expect(again.consults.map((held) => [held.consultId, held.status])).toEqual(
      ["cns_2", "cns_1", "cns_3"].map((id) => [id, "inProgress"]),
    );
  });

  it("go when another has them, with how they went", () => {
    const gone = after(served, { is: "ConsultChanged", body: { seq: 6, consultId: "cns_1", assignmentNumber: 1, status: "cancelled" } });
    expect([gone.consults, gone.lastEndedConsult?.how]).toEqual([[], "cancelled"]);
  });

  it("that the system took back are not taken for given back", () => {
    const back: DeskMessage = { is: "ConsultChanged", body: { seq: 6, consultId: "cns_1", assignmentNumber: 1, status: "waiting" } };
    expect(after(served, back).lastEndedConsult?.how).toBe("takenBack");
    expect(after({ ...served, givingBack: "cns_1" }, back).lastEndedConsult?.how).toBe("released");
  });

  it("do not go for the end of an earlier assignment", () => {
    const second = accepted(at5, "off_1", consult("cns_1", { assignmentNumber: 2 }));
    const desk = after(second, { is: "ConsultChanged", body: { seq: 6, consultId: "cns_1", assignmentNumber: 1, status: "waiting" } });
    expect(desk.consults).toHaveLength(1);
  });

  it("that the desk does not know are named, to be asked for", () => {
    const { unknownConsult } = apply(at5, { is: "ConsultChanged", body: { seq: 6, consultId: "cns_7", assignmentNumber: 1, status: "assigned" } }, now);
    expect(unknownConsult).toBe("cns_7");
  });

  it("that the stream ended first still learn the decision from the answer", () => {
    const told = after(served, { is: "ConsultChanged", body: { seq: 6, consultId: "cns_1", assignmentNumber: 1, status: "completed" } });
    const known = withoutConsult(told, "cns_1", { how: "completed", decision: "approved", orderId: "ord_1" }, now);
    expect(known.lastEndedConsult).toMatchObject({ how: "completed", decision: "approved", orderId: "ord_1" });
  });

  it("lose their reminder when they end", () => {
    const reminded = after(served, { is: "Reminder", body: { seq: 6, consultId: "cns_1", promise: "start", dueAt: "2026-11-25T22:08:00Z" } });
    expect(Object.keys(reminded.reminders)).toEqual(["cns_1"]);
    expect(withoutConsult(reminded, "cns_1", { how: "released" }, now).reminders).toEqual({});
  });
});

it("keeps one licence warning per state: the last", () => {
  const desk = after(
    at5,
    { is: "LicenseExpiring", body: { seq: 6, state: "CA", expiresOn: "2026-12-25", daysLeft: 30 } },
    { is: "LicenseExpiring", body: { seq: 7, state: "CA", expiresOn: "2026-12-25", daysLeft: 7 } },
  );
  expect(desk.licenseWarnings.map((warning) => warning.daysLeft)).toEqual([7]);
});

import { describe, expect, it } from "vitest";
import type { ExplanationBody } from "#shared/api/schema";
import { byVerdict, whyNow, whyProvider } from "../../pages/ops/consults/why";
import { explained } from "./bodies";

const explanation = (more: Partial<ExplanationBody>): ExplanationBody => ({
  consultId: "cns_1", clinicId: "cli_1", state: "CA", status: "waiting", requestedAt: "2026-11-25T12:00:00Z", position: 3,
  deferred: false, offers: [], providers: [], truncated: false, ...more,
});

describe("why a consult is where it is", () => {
  it("names nobody where nobody is licensed", () =>
    expect(whyNow(explanation({}))).toEqual(["Nobody is licensed in this state.", "It is number 3 in line."]));

  it("counts who could be asked", () =>
    expect(whyNow(explanation({ providers: [explained("candidate"), explained("notOnDuty")], deferred: true }))).toEqual([
      "1 of the 2 licensed here can be asked now.",
      "It is number 3 in line.",
      "It stands behind because its clinic has more in line than may stand in front.",
    ]));

  it("names who is asked", () =>
    expect(whyNow(explanation({ status: "offered", position: null, providers: [explained("offered", { name: "Ada" })] })))
      .toEqual(["It is offered to Ada now."]));

  it("names who serves it", () =>
    expect(whyNow(explanation({ status: "assigned", position: null, providers: [explained("serves", { name: "Ada" })] })))
      .toEqual(["Ada serves it."]));

  it("says that it has ended", () => expect(whyNow(explanation({ status: "expired", position: null }))).toEqual(["It has ended: expired."]));
});

describe("why a provider is not asked", () => {
  it.each([
    [explained("notEligible", { unmet: "licenseExpired" }), "The licence in this state has expired."],
    [explained("passedOver", { passedOver: "declined" }), "Declined it before."],
    [explained("notOnDuty", { duty: "onBreak" }), "Is connected and on break."],
    [explained("notConnected"), "Has no console open."],
  ])("%#", (provider, words) => expect(whyProvider(provider)).toBe(words));

  it("lists first who matters most", () =>
    expect(byVerdict(["notEligible", "candidate", "serves"].map((verdict) => explained(verdict))).map((one) => one.verdict))
      .toEqual(["serves", "candidate", "notEligible"]));
});

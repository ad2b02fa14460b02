import { describe, expect, it } from "vitest";
import { isActive, shareOf, sorted, statusOf, totalsOf } from "../../pages/ops/overview/state-rows";
import { row } from "./bodies";

const codes = (rows: readonly ReturnType<typeof row>[]) => rows.map(({ line }) => line.state);

describe("a state's status", () => {
  it.each([
    ["closed", row("CA", { line: { open: false, waiting: 3 } })],
    ["unstaffed", row("CA", { line: { waiting: 1 } })],
    ["late", row("CA", { line: { waiting: 1, onDuty: 2, lastHour: { p50: 9, p90: 90, slaAttained: 0.89 } } })],
    ["saturated", row("CA", { line: { waiting: 1, onDuty: 2 }, saturation: 1 })],
    ["fine", row("CA", { line: { waiting: 1, onDuty: 2, lastHour: { p50: 9, p90: 90, slaAttained: 0.9 } }, saturation: 0.5 })],
    ["quiet", row("CA")],
  ])("is %s", (status, of) => expect(statusOf(of)).toBe(status));
});

describe("sorting", () => {
  const rows = [
    row("TX", { line: { waiting: 2, oldestWaitingSeconds: 40 } }),
    row("CA", { line: { waiting: 2, oldestWaitingSeconds: 90 } }),
    row("NY"),
  ];

  it("leaves equal ones in the order of their codes", () =>
    expect(codes(sorted(rows, { by: "waiting", descending: true }))).toEqual(["CA", "TX", "NY"]));

  it.each([true, false])("has last what has no value, descending: %s", (descending) =>
    expect(codes(sorted(rows, { by: "oldest", descending })).at(-1)).toBe("NY"));

  it("sorts by name", () => expect(codes(sorted(rows, { by: "state", descending: false }))).toEqual(["CA", "NY", "TX"]));
});

describe("figures", () => {
  it("takes shares of offers that ended", () => {
    const offers = { made: 12, accepted: 6, declined: 2, expired: 1, rescinded: 1 };
    expect([shareOf(offers, "accepted"), shareOf(offers, "declined"), shareOf(offers, "expired")]).toEqual([0.6, 0.2, 0.1]);
    expect(shareOf({ made: 1, accepted: 0, declined: 0, expired: 0, rescinded: 0 }, "accepted")).toBeNull();
  });

  it("sums the lines and names the worst", () =>
    expect(totalsOf([
      row("TX", { line: { waiting: 2, oldestWaitingSeconds: 40, lastHour: { p50: 1, p90: 1, slaAttained: 0.7 } } }),
      row("CA", { line: { waiting: 3, oldestWaitingSeconds: 90, lastHour: { p50: 1, p90: 1, slaAttained: 0.8 } } }),
    ])).toEqual({ waiting: 5, oldest: { state: "CA", seconds: 90 }, lowest: { state: "TX", attained: 0.7 } }));

  it("has no worst of quiet lines", () => expect(totalsOf([row("TX")])).toEqual({ waiting: 0, oldest: undefined, lowest: undefined }));
  it("tells where something happens", () =>
    expect([isActive(row("TX")), isActive(row("TX", { line: { onDuty: 1 } })), isActive(row("TX", { offers: { made: 1 } }))])
      .toEqual([false, true, true]));
});

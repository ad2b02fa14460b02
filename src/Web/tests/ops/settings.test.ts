import { describe, expect, it } from "vitest";
import { changesBetween } from "../../pages/ops/settings/changes";
import {
  builtIn, distributionAsStatements, faultsOfDistribution, readDistribution, writeDistribution, type DistributionDocument,
} from "../../pages/ops/settings/distribution-draft";
import {
  faultsOfHours, hoursAsStatements, isWindow, newHours, readHours, writeHours, type HoursDocument,
} from "../../pages/ops/settings/hours-draft";
import {
  faultsOfPromises, newRule, promisesAsStatements, readPromises, writePromises, type PromisesDocument,
} from "../../pages/ops/settings/promises-draft";

const hours: HoursDocument = {
  timeZone: "America/Los_Angeles",
  weekly: [{ days: ["monday", "tuesday"], from: "06:00", to: "19:00" }, { days: ["monday"], from: "20:00", to: "24:00" }],
  holidays: [{ date: "2026-12-25" }, { date: "2026-12-24", windows: [{ from: "06:00", to: "12:00" }] }],
};

describe("service hours", () => {
  it("are written as they were read", () => expect(writeHours(readHours(hours))).toEqual(hours));

  it("are told day by day", () =>
    expect(hoursAsStatements(readHours(hours))).toEqual(expect.arrayContaining([
      { about: "Monday", says: "06:00–19:00, 20:00–24:00" },
      { about: "Sunday", says: "Closed" },
      { about: "Holiday 2026-12-25", says: "Closed" },
    ])));

  it.each([
    ["06:00", "24:00", true], ["06:00", "06:01", true], ["06:00", "06:00", false], ["19:00", "06:00", false], ["6:00", "19:00", false],
    ["24:00", "24:00", false], ["06:00", "25:00", false], ["", "19:00", false],
  ])("take %s to %s: %s", (from, to, isRight) => expect(isWindow({ from, to })).toBe(isRight));

  it("say what is wrong", () => {
    const draft = newHours(" ");
    expect(faultsOfHours(newHours("America/New_York"))).toEqual([]);
    expect(faultsOfHours({
      ...draft,
      weekly: { ...draft.weekly, friday: [{ from: "9", to: "17:00" }] },
      holidays: [{ date: "2026-12-25", windows: [] }, { date: "2026-12-25", windows: [] }],
    })).toEqual([
      "A time zone is needed.",
      "Friday: write times as HH:mm, 24:00 for the end of the day, the later one second.",
      "Every holiday needs a date, each once.",
    ]);
  });
});

const policy: PromisesDocument = {
  rules: [
    { service: "botox", modality: "live", promises: { firstOfferSeconds: 30 }, steps: [{ promise: "acceptance", percent: 80, action: "tellOperator" }] },
    { promises: { acceptSeconds: 90 } },
  ],
};

describe("promises", () => {
  it("are written as they were read", () => expect(writePromises(readPromises(policy))).toEqual(policy));

  it("are told rule by rule", () =>
    expect(promisesAsStatements(readPromises(policy))).toEqual([
      { about: "Botox, Live video: first offer within", says: "30 s" },
      { about: "Botox, Live video: when a promise is at risk", says: "Acceptance 80%: Tell the operator" },
      { about: "Any service, Any kind: accepted within", says: "1 min 30 s" },
    ]));

  it("tell two rules for the same apart", () =>
    expect(promisesAsStatements({ rules: [newRule, newRule] }).map((statement) => statement.about))
      .toEqual(["Any service, Any kind", "Any service, Any kind (2)"]));

  it("say what is wrong", () =>
    expect(faultsOfPromises({
      rules: [{
        ...newRule,
        promises: { ...newRule.promises, acceptSeconds: "1.5" },
        steps: [{ promise: "start", percent: "0", action: "remindProvider" }],
      }],
    })).toEqual([
      "Rule 1, accepted within: a whole number of seconds is needed, or nothing.",
      "Rule 1: a step needs a percentage from 1 to 100.",
    ]));
});

const distribution: DistributionDocument = { policy: "roundRobin", states: [{ state: "CA", policy: "leastFlexible" }] };

describe("distribution", () => {
  it.each([distribution, { policy: "longestIdle" } as const])("is written as it was read", (document) =>
    expect(writeDistribution(readDistribution(document))).toEqual(document));

  it("is told everywhere, then state by state", () =>
    expect(distributionAsStatements(readDistribution(distribution))).toEqual([
      { about: "Asked first", says: "one after the other" },
      { about: "California", says: "whoever can do least else" },
    ]));

  it.each([
    ["", "CA", 1], ["CA", "CA", 1], ["CA", "NY", 0],
  ])("takes exceptions for '%s' and '%s' with faults: %i", (one, other, faults) =>
    expect(faultsOfDistribution({
      ...builtIn,
      states: [one, other].map((state) => ({ state, policy: "roundRobin" })),
    })).toEqual(faults === 0 ? [] : ["Every exception needs a state, each once."]));
});

describe("changes", () => {
  it("tell what is changed, new and gone", () =>
    expect(changesBetween(
      [{ about: "a", says: "1" }, { about: "b", says: "2" }, { about: "c", says: "3" }],
      [{ about: "d", says: "4" }, { about: "a", says: "1" }, { about: "b", says: "5" }],
    )).toEqual([
      { about: "d", before: undefined, after: "4" },
      { about: "b", before: "2", after: "5" },
      { about: "c", before: "3", after: undefined },
    ]));
});

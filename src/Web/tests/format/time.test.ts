import { describe, expect, it } from "vitest";
import { ageInYears, calendarDay, clock, daysUntil, moment, stateClock, today, zoneName } from "#shared/format/time";

const west = { locale: "en-US", timeZone: "America/Los_Angeles" };
const at = new Date("2026-11-25T22:05:09Z");
const plain = (text: string | undefined) => text?.replace(/\u202f/g, " ");

describe("moment", () => {
  it("is the time alone on the viewer's day", () =>
    expect(plain(moment(at, new Date("2026-11-25T23:00:00Z"), west))).toBe("2:05 PM"));

  it("names the day of any other", () =>
    expect(plain(moment(at, new Date("2026-11-26T09:00:00Z"), west))).toBe("Nov 25, 2:05 PM"));

  it("takes the day by the viewer's clock, not by UTC", () =>
    expect(plain(moment(new Date("2026-11-26T07:59:00Z"), at, west))).toBe("11:59 PM"));
});

describe("stateClock", () => {
  it("names the state's zone", () => expect(plain(stateClock(at, "NY", west))).toBe("5:05 PM EST"));

  it("is silent where the clocks read the same", () => expect(stateClock(at, "WA", west)).toBeUndefined());

  it("follows summer time where the state has none", () => {
    const phoenix = { locale: "en-US", timeZone: "America/Denver" };
    expect(stateClock(new Date("2026-01-15T18:00:00Z"), "AZ", phoenix)).toBeUndefined();
    expect(plain(stateClock(new Date("2026-07-15T18:00:00Z"), "AZ", phoenix))).toBe("11:00 AM MST");
  });

  it("is silent for what is no state", () => expect(stateClock(at, "ZZ", west)).toBeUndefined());
});

it("writes 24 hours where the viewer counts them", () =>
  expect(clock(at, { locale: "de-DE", timeZone: "Europe/Berlin" })).toBe("23:05"));

it("names the viewer's zone", () => expect(zoneName(at, west)).toBe("PST"));

describe("calendar days", () => {
  it("are the same in every zone", () => {
    expect(calendarDay("2026-12-01", west)).toBe("Dec 1, 2026");
    expect(calendarDay("2026-12-01", { locale: "en-US", timeZone: "Pacific/Kiritimati" })).toBe("Dec 1, 2026");
  });

  it("are counted from the viewer's day", () => {
    expect(daysUntil("2026-11-26", new Date("2026-11-26T05:00:00Z"), west)).toBe(1);
    expect(daysUntil("2026-11-26", new Date("2026-11-26T09:00:00Z"), west)).toBe(0);
    expect(daysUntil("2026-11-20", at, west)).toBe(-5);
  });

  it("begin at the viewer's midnight", () => expect(today(new Date("2026-11-26T05:00:00Z"), west)).toBe("2026-11-25"));
});

describe("ageInYears", () => {
  it("is complete on the birthday and not before", () => {
    expect(ageInYears("1990-11-26", "2026-11-25")).toBe(35);
    expect(ageInYears("1990-11-26", "2026-11-26")).toBe(36);
  });
});

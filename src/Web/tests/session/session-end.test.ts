import { describe, expect, it } from "vitest";
import { endOf, warningOf } from "#shared/session/session-end";

const at = (time: string) => Date.parse(`2026-11-25T${time}Z`);
const session = (signsOffAt: string, endsAt: string) => ({ signsOffAt: `2026-11-25T${signsOffAt}Z`, endsAt: `2026-11-25T${endsAt}Z` });

describe("the end of a session", () => {
  it("is put off by what is done, until it is the last", () => {
    expect(endOf(session("12:15:00", "20:00:00"))).toEqual({ at: at("12:15:00"), isFinal: false });
    expect(endOf(session("20:00:00", "20:00:00"))).toEqual({ at: at("20:00:00"), isFinal: true });
  });

  it("is asked about when it is two minutes away, each time", () => {
    const end = endOf(session("12:15:00", "20:00:00"));
    expect(warningOf(end, at("12:12:59"), undefined)).toBe("none");
    expect(warningOf(end, at("12:13:00"), undefined)).toBe("idle");
    expect(warningOf(end, at("12:15:01"), end.at)).toBe("idle");
    expect(warningOf(undefined, at("12:13:00"), undefined)).toBe("none");
  });

  it("is told when nothing puts it off, and once", () => {
    const end = endOf(session("20:00:00", "20:00:00"));
    expect(warningOf(end, at("19:58:00"), undefined)).toBe("final");
    expect(warningOf(end, at("19:58:01"), end.at)).toBe("none");
  });
});

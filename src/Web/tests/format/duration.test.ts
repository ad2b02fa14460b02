import { describe, expect, it } from "vitest";
import { duration, isoDuration, stopwatch } from "#shared/format/duration";

describe("duration", () => {
  it.each([
    [0, "0 s"],
    [59.9, "59 s"],
    [60, "1 min"],
    [185, "3 min 05 s"],
    [3600, "1 h"],
    [4329, "1 h 12 min"],
    [-5, "0 s"],
  ])("writes %s seconds as %s", (seconds, text) => expect(duration(seconds)).toBe(text));
});

describe("stopwatch", () => {
  it.each([
    [0, "0:00"],
    [9.99, "0:09"],
    [185, "3:05"],
    [4329, "1:12:09"],
    [-1, "0:00"],
  ])("writes %s seconds as %s", (seconds, text) => expect(stopwatch(seconds)).toBe(text));
});

it("writes a duration as the datetime attribute has it", () => expect(isoDuration(185.7)).toBe("PT185S"));

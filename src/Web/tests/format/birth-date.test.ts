import { expect, it } from "vitest";
import { birthDateOf } from "#shared/format/birth-date";

const today = "2026-11-25";

it.each([
  ["3/7/1992", "1992-03-07"],
  [" 03-07-92 ", "1992-03-07"],
  ["030792", "1992-03-07"],
  ["03071992", "1992-03-07"],
  ["1992-3-7", "1992-03-07"],
  ["1.2.26", "2026-01-02"],
  ["1/2/27", "1927-01-02"],
  ["2/29/2000", "2000-02-29"],
])("%s is %s", (typed, day) => expect(birthDateOf(typed, today)).toBe(day));

it.each(["", "2/30/1990", "13/1/1990", "11/26/2026", "1/1/1890", "1990", "3/7", "tomorrow"])("%s is no birth date", (typed) =>
  expect(birthDateOf(typed, today)).toBeUndefined());

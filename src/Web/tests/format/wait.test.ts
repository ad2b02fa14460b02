import { expect, it } from "vitest";
import { waitInterval, waitMinutes } from "#shared/format/wait";

it.each([
  [10, 50, "under 1 min"],
  [20, 70, "0–2 min"],
  [200, 340, "3–6 min"],
  [240, 240, "about 4 min"],
  [5_400, 7_200, "1.5–2 h"],
])("a wait of %d to %d seconds reads %s", (p50, p80, text) => expect(waitInterval(p50, p80)).toBe(text));

it("minutes are rounded up", () => expect([59, 60, 61, 600].map(waitMinutes)).toEqual(["<1", "1", "2", "10"]));

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Interruption } from "#shared/live/interruption";

let said: string[];
let interruption: Interruption;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  interruption = new Interruption((text) => said.push(text));
});

afterEach(() => vi.useRealTimers());

it("says the first at once", () => {
  interruption.say("an offer");
  expect(said).toEqual(["an offer"]);
});

it("says the same again, after a moment of nothing", async () => {
  interruption.say("an offer");
  await vi.advanceTimersByTimeAsync(60_000);
  interruption.say("an offer");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said).toEqual(["an offer", "", "an offer"]);
});

it("says the newest of those that come too closely", async () => {
  interruption.say("first");
  interruption.say("second");
  interruption.say("third");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said.filter((text) => text !== "")).toEqual(["first", "third"]);
});

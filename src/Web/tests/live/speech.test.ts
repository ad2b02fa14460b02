import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { longestQueue, Speech } from "#shared/live/speech";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function heard() {
  const texts: string[] = [];
  return { texts, speech: new Speech((text) => text && texts.push(text)) };
}

it("says everything that comes in one after the other", async () => {
  const { texts, speech } = heard();
  speech.add("one");
  speech.add("two");
  expect(texts).toEqual([]);
  await vi.runAllTimersAsync();
  speech.add("three");
  await vi.runAllTimersAsync();
  expect(texts).toEqual(["one", "two", "three"]);
});

it("leaves the time to read it before it says the next", async () => {
  const { texts, speech } = heard();
  speech.add("The offer is gone. The clinic cancelled the consult.");
  speech.add("You are off duty.");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(texts).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(texts).toHaveLength(2);
});

it("leaves out what is old when more comes in than can be said", async () => {
  const { texts, speech } = heard();
  for (let i = 0; i < 1_000; i++) {
    speech.add(`news ${i}`);
  }

  await vi.runAllTimersAsync();
  expect(texts).toHaveLength(longestQueue + 1);
  expect(texts.at(-1)).toBe("news 999");
});

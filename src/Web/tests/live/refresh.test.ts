import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Refresh } from "#shared/live/refresh";

let loads = 0;
let refresh: Refresh;

beforeEach(() => {
  vi.useFakeTimers();
  loads = 0;
  refresh = new Refresh(
    () => {
      loads++;
      return Promise.resolve();
    },
    { afterChange: 500, atMostEvery: 2_000, atLeastEvery: 60_000 },
  );
  refresh.start();
});

afterEach(() => {
  refresh.stop();
  vi.useRealTimers();
});

it("loads at once, and now and then without a change", async () => {
  expect(loads).toBe(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(loads).toBe(3);
});

it("loads soon after a change, once for those that come together", async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  refresh.changed();
  refresh.changed();
  await vi.advanceTimersByTimeAsync(499);
  expect(loads).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(loads).toBe(2);
});

it("goes on loading while changes never pause", async () => {
  for (let i = 0; i < 1_000; i++) {
    refresh.changed();
    await vi.advanceTimersByTimeAsync(10);
  }

  expect(loads).toBeGreaterThanOrEqual(5);
  expect(loads).toBeLessThanOrEqual(6);
});

it("loads no more once it was stopped", async () => {
  refresh.changed();
  refresh.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(loads).toBe(1);
});

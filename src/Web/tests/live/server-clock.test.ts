import { expect, it } from "vitest";
import { ServerClock } from "#shared/live/server-clock";

it("keeps to the computer's clock where the answer cannot tell them apart", () => {
  const clock = new ServerClock(() => 50_000);
  clock.learn(10_000, 10_400, 10_000);
  expect(clock.skew.value).toEqual({ offset: 0, within: 700 });
  expect(clock.now()).toBe(50_000);
});

it("reckons the server's time from a computer that is ten minutes late", () => {
  const clock = new ServerClock(() => 50_000);
  clock.learn(10_000, 10_200, 609_600);
  expect(clock.skew.value?.offset).toBe(600_000);
  expect(clock.now()).toBe(650_000);
});

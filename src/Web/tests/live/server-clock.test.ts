import { expect, it } from "vitest";
import { ServerClock } from "#shared/live/server-clock";

it("keeps to the computer's clock where the answer cannot tell them apart", () => {
  const clock = new ServerClock(() => 50_000);
  clock.learn(10_000, 10_400, 10_000);
  expect(clock.skew.value).toEqual({ offset: 0, within: 2_000 });
  expect(clock.now()).toBe(50_000);
});

it("takes a date that the server wrote nearly two seconds ago for the same clock", () => {
  const clock = new ServerClock(() => 50_000);
  clock.learn(11_900, 11_910, 10_000);
  expect(clock.now()).toBe(50_000);
});

it("reckons the server's time from a computer that is ten minutes late", () => {
  const clock = new ServerClock(() => 50_000);
  clock.learn(10_000, 10_200, 609_000);
  expect(clock.skew.value).toEqual({ offset: 599_900, within: 1_100 });
  expect(clock.now()).toBe(649_900);
});

it("knows more with each answer, and begins anew when a clock was set", () => {
  const clock = new ServerClock();
  clock.learn(10_000, 10_000, 609_000);
  clock.learn(10_900, 10_900, 610_000);
  clock.learn(11_700, 11_700, 612_000);
  expect(clock.skew.value).toEqual({ offset: 600_650, within: 350 });
  clock.learn(12_000, 12_000, 11_000);
  expect(clock.skew.value?.offset).toBe(0);
});

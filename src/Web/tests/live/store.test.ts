import { expect, it, vi } from "vitest";
import { Store } from "#shared/live/store";

it("tells of a change, and of an equal value not", () => {
  const store = new Store(1);
  const heard = vi.fn();
  store.subscribe(heard);
  store.set(1);
  store.set(2);
  expect(heard.mock.calls).toEqual([[2]]);
});

it("tells nobody who has left, even while it tells", () => {
  const store = new Store(0);
  const second = vi.fn();
  let leave = () => {};
  store.subscribe(() => leave());
  leave = store.subscribe(second);
  store.set(1);
  store.set(2);
  expect(second.mock.calls).toEqual([[1]]);
});

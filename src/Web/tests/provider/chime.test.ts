import { afterEach, beforeEach, expect, it, vi } from "vitest";

class FakeAudio {
  state = "running";
  currentTime = 10;
  destination = {};
  addEventListener = () => {};
  resume = () => Promise.resolve();
}

class FakeNode {
  gain = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
  connect = (to: unknown) => to;
  start = vi.fn();
  stop = vi.fn();
}

let audio: FakeAudio;
let tones: number;

beforeEach(() => {
  audio = new FakeAudio();
  tones = 0;
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("AudioContext", function () {
    return audio;
  });
  vi.stubGlobal("GainNode", FakeNode);
  vi.stubGlobal("OscillatorNode", class extends FakeNode {
    constructor() {
      super();
      tones++;
    }
  });
});

afterEach(() => vi.unstubAllGlobals());

it("sounds once for offers that come together, and again for a later one", async () => {
  const { chime, unlockSound } = await import("../../pages/provider/alerts/chime");
  await unlockSound();
  chime();
  chime();
  chime();
  expect(tones).toBe(2);
  audio.currentTime += 1;
  chime();
  expect(tones).toBe(4);
});

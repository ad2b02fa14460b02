import { describe, expect, it } from "vitest";
import type { OpenOffer } from "../../pages/provider/desk/desk-state";
import { keyOffer, spokenWith } from "../../pages/provider/offers/spoken-offers";
import { offer } from "./messages";

const open = (...seqs: number[]): OpenOffer[] => seqs.map((seq) => ({ message: offer(seq), receivedAt: 0 }));
const key = (...args: Parameters<typeof keyOffer>) => keyOffer(...args)?.message.offerId;

describe("what was said", () => {
  it("ends with the last offer", () => expect(spokenWith(["off_1"], ["off_2"], open(1, 2))).toEqual(["off_1", "off_2"]));

  it("ends with the first of those that came together: the others were only counted", () =>
    expect(spokenWith(["off_1"], ["off_2", "off_3"], open(1, 2, 3))).toEqual(["off_1", "off_3", "off_2"]));

  it("forgets what is gone", () => expect(spokenWith(["off_1", "off_2"], [], open(1))).toEqual(["off_1"]));
});

describe("a key", () => {
  const spoken = ["off_1", "off_3", "off_2"];

  it("answers the offer that was said last, not the oldest", () => expect(key(open(1, 2, 3), spoken, undefined)).toBe("off_2"));

  it("answers the one before when that is gone", () => expect(key(open(1, 3), spoken, undefined)).toBe("off_3"));

  it("answers the offer that has the focus", () => expect(key(open(1, 2, 3), spoken, "off_1")).toBe("off_1"));

  it("answers no other when that one's answer is on its way", () => {
    const [first, ...others] = open(1, 2);
    expect(key([{ ...first!, answering: "accepting" }, ...others], spoken, "off_1")).toBeUndefined();
    expect(key([{ ...first!, answering: "accepting" }, ...others], spoken, undefined)).toBe("off_2");
  });

  it("answers the youngest where nothing was said yet", () => expect(key(open(1, 2), [], undefined)).toBe("off_2"));

  it("answers nothing without an offer", () => expect(key([], [], undefined)).toBeUndefined());
});

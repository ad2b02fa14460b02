import { expect, it } from "vitest";
import { milliseconds, percent, rate, share, size } from "#shared/format/number";

it("writes a share in whole percent", () => expect(share(21, 24)).toBe("88%"));
it("has no share of nothing", () => expect(share(0, 0)).toBe("–"));
it("writes a part in whole percent", () => expect([percent(0.934), percent(0), percent(null)]).toEqual(["93%", "0%", "–"]));
it("writes rates as fine as they can be read", () => expect([rate(0), rate(0.254), rate(12.34)]).toEqual(["0", "0.25", "12.3"]));
it("writes times below a second", () =>
  expect([milliseconds(0.00025), milliseconds(0.0123), milliseconds(1.25), milliseconds(null)]).toEqual(["0.3 ms", "12 ms", "1.3 s", "–"]));
it("writes sizes in the largest whole unit", () => expect([size(0), size(999), size(511_600_000)]).toEqual(["0 B", "999 B", "512 MB"]));

import { beforeEach, describe, expect, it } from "vitest";
import { Unreachable } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import { mayBeMade, RequestKeys } from "../../pages/clinic/request/request-keys";

const hour = 60 * 60_000;
const now = Date.parse("2026-11-25T12:00:00Z");
let keys: RequestKeys;

beforeEach(() => {
  let count = 0;
  keys = new RequestKeys(() => `key${++count}`);
});

describe("RequestKeys", () => {
  it("asks again for the same with the same key, whatever was asked in between", () => {
    expect([keys.for("Amelia", now), keys.for("Ines", now), keys.for("Amelia", now + hour - 1)]).toEqual(["key1", "key2", "key1"]);
  });

  it("asks for what was changed with another key", () => {
    expect([keys.for("Ameli", now), keys.for("Amelia", now)]).toEqual(["key1", "key2"]);
  });

  it("takes the same for another consult once the first was answered, or long after", () => {
    keys.for("Amelia", now);
    keys.made("Amelia");
    expect(keys.for("Amelia", now)).toBe("key2");
    expect(keys.for("Amelia", now + hour)).toBe("key3");
  });

  it("keeps the key of a try without an answer, although another try with it was answered", () => {
    const key = keys.for("Amelia", now);
    keys.made("Amelia");
    keys.keep("Amelia", key, now);
    expect(keys.for("Amelia", now)).toBe(key);
  });

  it("forgets the oldest of many", () => {
    keys.for("Amelia", now);
    for (let i = 0; i < 50; i++) {
      keys.for(`Patient ${i}`, now);
    }

    expect(keys.for("Patient 0", now)).toBe("key2");
    expect(keys.for("Amelia", now)).toBe("key52");
  });
});

describe("mayBeMade", () => {
  it.each([
    ["no answer", new Unreachable("connection refused"), true],
    ["an answer cut off", new TypeError("network error"), true],
    ["a store that lost its answer", new Refusal("store-unavailable", "", 503), true],
    ["an engine that did not answer in time", new Refusal("overloaded", "", 503), true],
    ["a proxy's own answer", new Refusal("internal", "", 502), true],
    ["closed", new Refusal("closed", "", 503), false],
    ["draining", new Refusal("draining", "", 503), false],
    ["a field that is wrong", new Refusal("validation", "", 422), false],
    ["too often", new Refusal("rate-limited", "", 429), false],
  ])("of %s", (_, fault, expected) => expect(mayBeMade(fault)).toBe(expected));
});

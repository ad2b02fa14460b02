import { expect, it } from "vitest";
import { formatRoute, parseRoute } from "../../pages/ops/route";

it.each([
  ["#overview", { area: "overview" }],
  ["#consults", { area: "consults" }],
  ["#consults/CA", { area: "consults", state: "CA" }],
  ["#consults/cns_1", { area: "consults", consult: "cns_1" }],
  ["#consults/CA/cns_1", { area: "consults", state: "CA", consult: "cns_1" }],
] as const)("%s is read as it is written", (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
  expect(formatRoute(route)).toBe(hash);
});

it.each(["", "#stage", "#elsewhere/CA"])("%j is no place of this page", (hash) => expect(parseRoute(hash)).toBeUndefined());

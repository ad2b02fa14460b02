import { expect, it } from "vitest";
import type { ClinicConsultChangedMessage, ConsultTableBody } from "#shared/api/schema";
import { everything, newestFirst } from "../../pages/clinic/consults/consult-row";
import { ConsultRows } from "../../pages/clinic/consults/consult-rows";
import { scrollInto, windowAt } from "../../pages/clinic/consults/row-window";

const now = 10 * 3_600_000;

/** Newest first, a minute apart. */
function table(n: number): ConsultTableBody {
  const all = Array.from({ length: n }, (_, i) => n - i);
  return {
    at: "2026-11-25T00:00:00Z",
    truncated: false,
    ids: all.map((i) => `cns_${i}`),
    statuses: all.map((i) => (i % 2 === 0 ? "waiting" : "completed")),
    states: all.map((i) => (i % 3 === 0 ? "CA" : "NY")),
    requestedAt: all.map((i) => i * 60_000),
    acceptBy: all.map((i) => i * 60_000 + 600_000),
    acceptedAt: all.map((i) => (i % 2 === 0 ? null : i * 60_000 + i * 1000)),
    updatedAt: all.map((i) => i * 60_000 + 1000),
    providerIds: all.map(() => null),
    versions: all.map(() => 5),
  };
}

const changed = (consultId: string, version: number, status: "assigned" | "waiting", at = 0): ClinicConsultChangedMessage => ({
  consultId,
  version,
  status,
  state: "TX",
  requestedAt: new Date(at).toISOString(),
  acceptBy: new Date(at + 600_000).toISOString(),
  acceptedAt: null,
  providerId: null,
  reason: null,
  decision: null,
  orderId: null,
});

const idsOf = (rows: ConsultRows, places: readonly number[]) => places.map((place) => rows.row(place).id);

it("shows the newest first, also of what came later", () => {
  const rows = new ConsultRows();
  rows.load(table(3));
  rows.apply(changed("cns_new", 1, "waiting", 1_000_000), 0);
  expect(idsOf(rows, rows.view(everything, newestFirst, now))).toEqual(["cns_new", "cns_3", "cns_2", "cns_1"]);
  expect(idsOf(rows, rows.view(everything, { by: "requestedAt", isDescending: false }, now))).toEqual(["cns_1", "cns_2", "cns_3", "cns_new"]);
});

it("sorts by state and by wait, and the newest of equals first", () => {
  const rows = new ConsultRows();
  rows.load(table(5));
  expect(idsOf(rows, rows.view(everything, { by: "state", isDescending: false }, now))).toEqual(["cns_3", "cns_5", "cns_4", "cns_2", "cns_1"]);
  const ended = { ...everything, show: "ended" } as const;
  expect(idsOf(rows, rows.view(ended, { by: "wait", isDescending: true }, now))).toEqual(["cns_5", "cns_3", "cns_1"]);
});

it("filters by what is open, late, of a state and by number", () => {
  const rows = new ConsultRows();
  rows.load(table(6));
  const view = (filter: object) => idsOf(rows, rows.view({ ...everything, ...filter }, newestFirst, now));
  expect(view({ show: "open" })).toEqual(["cns_6", "cns_4", "cns_2"]);
  expect(view({ show: "late" })).toEqual(["cns_6", "cns_4", "cns_2"]);
  expect(view({ state: "CA" })).toEqual(["cns_6", "cns_3"]);
  expect(view({ id: "_5" })).toEqual(["cns_5"]);
});

it("counts what waits as late from the promised time on, by the clock that it is given", () => {
  const rows = new ConsultRows();
  rows.load(table(2));
  const late = (at: number) => idsOf(rows, rows.view({ ...everything, show: "late" }, newestFirst, at));
  expect(late(2 * 60_000 + 600_000)).toEqual([]);
  expect(late(2 * 60_000 + 600_001)).toEqual(["cns_2"]);
});

it("takes the higher version, whichever comes first", () => {
  const rows = new ConsultRows();
  rows.apply(changed("cns_2", 7, "assigned"), 0);
  rows.load(table(2));
  expect(rows.find("cns_2")?.status).toBe("assigned");
  expect(rows.apply(changed("cns_1", 5, "assigned"), 0)).toBe(false);
  expect(rows.find("cns_1")?.status).toBe("completed");
  expect(rows.apply(changed("cns_1", 6, "assigned"), 0)).toBe(true);
});

it("draws what is in sight and a little more, of however many there are", () => {
  const { first, end } = windowAt(44 * 25_000, 600, 44, 50_000);
  expect(first).toBeLessThan(25_000);
  expect(end).toBeGreaterThan(25_000 + 600 / 44);
  expect(end - first).toBeLessThan(60);
  expect(windowAt(0, 600, 44, 3)).toEqual({ first: 0, end: 3 });
  expect(windowAt(44 * 25_000, 600, 44, 3)).toEqual({ first: 0, end: 3 });
});

it("scrolls no further than it must", () => {
  expect(scrollInto(2, 0, 440, 44)).toBe(0);
  expect(scrollInto(10, 0, 440, 44)).toBe(44);
  expect(scrollInto(1, 440, 440, 44)).toBe(44);
});

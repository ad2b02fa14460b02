import type { components } from "../../../../src/Web/shared/api/schema";

const bucketSeconds = 300;
const buckets = 288;
const from = Date.parse("2099-06-01T07:00:00Z");
const at = (i: number) => new Date(from + i * bucketSeconds * 1000).toISOString();

/** A day of waits: long around noon, and an hour of the night without any. */
export const history: components["schemas"]["WaitHistoryBody"] = {
  span: "day",
  state: null,
  from: at(0),
  to: at(buckets),
  bucketSeconds,
  points: Array.from({ length: buckets }, (_, i) => i)
    .filter((i) => i < 36 || i >= 48)
    .map((i) => {
      const p50 = Math.round(70 + 160 * Math.sin((Math.PI * i) / buckets) ** 4 + 12 * Math.sin(i / 3));
      const p80 = Math.round(p50 * 1.6 + 10 * Math.sin(i / 2));
      return { at: at(i), accepted: 20 + (i % 7), p50, p80, slaSeconds: 300, slaAttained: p80 > 300 ? 0.82 : 0.98 };
    }),
};

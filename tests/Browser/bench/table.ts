import type { Page } from "@playwright/test";
import type { components } from "../../../src/Web/shared/api/schema";

type Schemas = components["schemas"];

/** Answers for the server with a table of so many consults, newest first, and with the patients of those in sight. */
export async function serveTable(page: Page, length: number, example: Schemas["ConsultBody"]): Promise<void> {
  const now = Date.now();
  const of = <T>(make: (i: number) => T) => Array.from({ length }, (_, i) => make(i));
  const ids = of((i) => `cns_${i.toString(32).padStart(26, "0")}`);
  const table: Schemas["ConsultTableBody"] = {
    at: new Date(now).toISOString(),
    truncated: false,
    ids,
    statuses: of((i) => (i < 40 ? "waiting" : i % 9 === 0 ? "cancelled" : "completed")),
    states: of((i) => ["TX", "CA", "FL", "NY"][i % 4]!),
    requestedAt: of((i) => now - i * 20_000),
    acceptBy: of((i) => now - i * 20_000 + 120_000),
    acceptedAt: of((i) => (i < 40 ? null : now - i * 20_000 + 60_000)),
    updatedAt: of((i) => now - i * 20_000 + 300_000),
    providerIds: of(() => null),
    versions: of(() => 1),
  };
  await page.route("**/v1/consults/table", (route) => route.fulfill({ json: table }));
  await page.route(
    (url) => url.pathname === "/v1/consults" && url.searchParams.has("ids"),
    (route) => route.fulfill({
      json: { items: new URL(route.request().url()).searchParams.get("ids")!.split(",").map((id) => ({ ...example, id })), nextCursor: null },
    }),
  );
}

import type { BrowserContext, Route } from "@playwright/test";
import { DashboardPage } from "../harness/dashboard";
import { expect, test } from "../harness/test";

const storeUnavailable = { status: 503, contentType: "application/problem+json", json: { type: "urn:dispatch:problem:store-unavailable" } };

test("a patient who was asked for without a clear answer is asked for once, however often one tries", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const keys: string[] = [];
  await onRequest(context, async (route) => {
    keys.push(route.request().headers()["idempotency-key"]!);
    const answer = await route.fetch();
    await (keys.length < 3 ? route.fulfill(storeUnavailable) : route.fulfill({ response: answer }));
  });
  const dashboard = await DashboardPage.open(context, server.address, clinic);
  const { page, dialog } = dashboard;
  const submit = dialog.getByRole("button", { name: "Ask for the consult" });
  const unsure = dialog.getByText("this may have been asked for");
  await dashboard.write("Amelia", "Reyes", state);
  await submit.click();
  await expect(unsure).toBeVisible();

  // What is changed is another request, and one is told so before it is sent.
  const family = dialog.getByLabel("Last name");
  await family.fill("Reyes-Ortiz");
  await expect(dialog.getByText("may have been made: look for it among the consults")).toBeVisible();
  await expect(unsure).toHaveCount(0);
  await family.fill("Reyes");
  await expect(unsure).toBeVisible();
  await submit.click();
  await expect.poll(() => keys.length).toBe(2);
  await expect(unsure).toBeVisible();

  // Closed and typed again it is still the same request.
  await page.keyboard.press("Escape");
  await dashboard.ask("Amelia", "Reyes", state);
  await expect(page.locator(".toast")).toContainText("Asked for: Amelia Reyes.");
  expect(keys).toEqual([keys[0], keys[0], keys[0]]);
  await expect(dashboard.rows).toHaveCount(1);

  // Once it is answered, the same again means another consult.
  await dashboard.ask("Amelia", "Reyes", state);
  await expect(dashboard.rows).toHaveCount(2);
  expect(keys[3]).not.toBe(keys[0]);
});

/** Answers what is sent from the form; the table is read from the same path. */
async function onRequest(context: BrowserContext, answer: (route: Route) => Promise<void>): Promise<void> {
  await context.route("**/v1/consults", (route) => (route.request().method() === "POST" ? answer(route) : route.continue()));
}

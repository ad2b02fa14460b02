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

test("an answer that comes late leaves the next patient's form alone", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const held = new Held();
  await onRequest(context, (route) => held.hold(route));
  const dashboard = await DashboardPage.open(context, server.address, clinic);
  const { page, dialog } = dashboard;
  await dashboard.write("Amelia", "Reyes", state);
  await page.keyboard.press("Enter");
  await held.came;
  await page.keyboard.press("Escape");
  await dashboard.write("Ines", "Moreau", state);
  await held.release((route) => route.continue());
  await expect(page.locator(".toast")).toHaveText(/Asked for: Amelia Reyes\./);
  await expect(dialog.getByLabel("First name")).toHaveValue("Ines");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(dashboard.row("Ines Moreau")).toBeVisible();
  await expect(dashboard.rows).toHaveCount(2);
});

for (const [what, answer, words] of [
  ["without a clear answer", storeUnavailable, "no clear answer for Amelia Reyes"],
  ["in vain", { ...storeUnavailable, status: 429, json: { type: "urn:dispatch:problem:rate-limited" } }, "Not asked for: Amelia Reyes. That was too often."],
] as const) {
  test(`who closed the form hears that it was sent ${what}, and the next patient's form does not`, async ({ context, server, people, state }) => {
    const clinic = await people.clinic();
    const held = new Held();
    await onRequest(context, (route) => held.hold(route));
    const dashboard = await DashboardPage.open(context, server.address, clinic);
    const { page, dialog } = dashboard;
    await dashboard.write("Amelia", "Reyes", state);
    await page.keyboard.press("Enter");
    await held.came;
    await page.keyboard.press("Escape");
    await dashboard.write("Ines", "Moreau", state);
    await held.release((route) => route.fulfill(answer));
    await expect(page.locator(".toast.bad")).toContainText(words);
    await expect(dialog.getByLabel("First name")).toHaveValue("Ines");
    await expect(dialog.locator(".refusal")).toHaveCount(0);
  });
}

/** Holds the first request back until it is told what becomes of it; those after it pass. */
class Held {
  readonly came: Promise<void>;
  #route: Route | undefined;
  #tell: () => void = () => undefined;

  constructor() {
    this.came = new Promise((tell) => (this.#tell = tell));
  }

  async hold(route: Route): Promise<void> {
    if (this.#route) {
      return route.continue();
    }

    this.#route = route;
    this.#tell();
  }

  release(answer: (route: Route) => Promise<void>): Promise<void> {
    return answer(this.#route!);
  }
}

/** Answers what is sent from the form; the table is read from the same path. */
async function onRequest(context: BrowserContext, answer: (route: Route) => Promise<void>): Promise<void> {
  await context.route("**/v1/consults", (route) => (route.request().method() === "POST" ? answer(route) : route.continue()));
}

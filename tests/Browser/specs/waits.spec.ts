import type { BrowserContext, Page } from "@playwright/test";
import { duration } from "../../../src/Web/shared/format/duration";
import { DashboardPage } from "../harness/dashboard";
import type { DispatchServer } from "../harness/dispatch-server";
import { history } from "../harness/given/history";
import type { Clinic } from "../harness/people";
import { expect, test } from "../harness/test";

// Shorter than the silence after which a connection counts as lost.
const quietSeconds = 20;

// The page reads its history again after this long.
const historySeconds = 60;

const opens = { dashboard: openDashboard, "wall board": openWall };

for (const [name, open] of Object.entries(opens)) {
  test(`the oldest wait stands still on the ${name} while nothing is told of its line`, async ({ context, server, people, state }) => {
    const clinic = await people.clinic();
    const asked = await people.request(clinic, state);
    await context.route("**/history?*", (route) => route.fulfill({ json: history }));
    await context.clock.install();
    const page = await open(context, server, clinic);
    const tile = page.locator(`.tile[data-state=${state}]`);
    const oldest = page.locator(".wait-figures .stat", { has: page.getByText("Oldest waits", { exact: true }) }).locator("dd");
    await tile.click();
    await expect(oldest).toHaveText(/^\d+ s$/);
    await stopClock(page);
    const seconds = parseInt((await oldest.textContent())!);
    await page.clock.runFor(quietSeconds * 1000);
    await expect(oldest).toHaveText(duration(seconds + quietSeconds));

    await page.getByRole("button", { name: "Show all states" }).click();
    const ofAll = (await oldest.textContent())!;
    await page.clock.runFor(1000);
    await expect(oldest).not.toHaveText(ofAll);

    await tile.click();
    await people.cancel(clinic, asked.id);
    await expect(oldest).toHaveText("–");
  });
}

test("a history that cannot be loaded again stays as old as it was when that was found", async ({ context, server, people }) => {
  let isDown = false;
  await context.route("**/history?*", (route) => (isDown ? route.abort() : route.fulfill({ json: history })));
  await context.clock.install();
  const page = await openWall(context, server, await people.clinic());
  await page.locator("band-plot canvas").waitFor();
  await stopClock(page);
  isDown = true;
  await page.clock.runFor(historySeconds * 1000);
  const stale = page.locator("history-panel .stale");
  await expect(stale).toContainText("old: the history could not be loaded again");
  const age = (await stale.textContent())!;
  await page.clock.runFor(quietSeconds * 1000);
  await expect(stale).not.toHaveText(age);
});

async function openDashboard(context: BrowserContext, server: DispatchServer, clinic: Clinic): Promise<Page> {
  const dashboard = await DashboardPage.open(context, server.address, clinic);

  // Whatever the server answered later would tell the page that its clock was set.
  await dashboard.row("Amelia Reyes").waitFor();
  return dashboard.page;
}

async function openWall(context: BrowserContext, server: DispatchServer, clinic: Clinic): Promise<Page> {
  const { page, dialog } = await DashboardPage.open(context, server.address, clinic);
  await page.getByRole("button", { name: "Wall board" }).click();
  await dialog.getByRole("button", { name: "Open the wall board" }).click();

  // The dashboard is live as well.
  await page.waitForURL((url) => !url.pathname.startsWith("/clinic"));
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  return page;
}

/** Time passes from now on only as a test has it pass, and stands at a full second: what is drawn then agrees with the last tick. */
async function stopClock(page: Page): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  await page.clock.pauseAt((Math.ceil(now / 1000) + 1) * 1000);
  await page.clock.runFor(1000);
}

import type { Page } from "@playwright/test";
import { DashboardPage } from "../harness/dashboard";
import { history } from "../harness/given/history";
import { given } from "../harness/given/hub";
import { lines } from "../harness/given/lines";
import { atRest, inEachLook } from "../harness/looks";
import { expect, test } from "../harness/test";

// A state in which nobody else asks or serves: its history is empty, its wait not known.
const state = "AK";

inEachLook((looks) => {
  test("the dashboard looks as it did", async ({ context, server, people }) => {
    const clinic = await people.clinic();
    const asked = await people.request(clinic, state);
    const dashboard = await DashboardPage.open(context, server.address, clinic);
    const { page } = dashboard;
    await dashboard.row("Amelia Reyes").waitFor();
    await page.locator(`.tile[data-state=${state}]`).click();
    await page.getByText("Nothing was accepted").waitFor();
    await atRest(page);
    await looks(page, "clinic");
    await page.getByRole("button", { name: "New consult" }).click();
    await page.getByLabel("First name").waitFor();
    await looks(page, "clinic-new-consult");
    await people.cancel(clinic, asked.id);
  });

  test("waits of every length look as they did", async ({ context, server, people }) => {
    const clinic = await people.clinic();
    await given(context, "clinic", { WaitTimes: lines });
    await context.route("**/v1/wait-times/history?*", (route) => route.fulfill({ json: history }));
    const { page } = await DashboardPage.open(context, server.address, clinic);
    await page.getByRole("button", { name: "Nevada" }).waitFor();
    await page.locator("band-plot canvas").waitFor();
    await looks(page, "clinic-waits");
    await isColoured(page);
  });
});

/** The map's tiles are too small a part of a picture for its tolerance: each length of wait has the legend's colour, and its own. */
async function isColoured(page: Page): Promise<void> {
  const { steps, others } = await page.evaluate(() => {
    const fill = (selector: string) => getComputedStyle(document.querySelector(selector)!).backgroundColor;
    const tile = (code: string) => fill(`tile-map .tile[data-state=${code}]`);
    const swatch = (level: string) => fill(`tile-map .level-swatch.level-${level}`);
    return {
      steps: ["TX", "FL", "GA", "OH", "NV"].map((code, i) => [tile(code), swatch(String(i))]),
      others: [[tile("WY"), swatch("nobody")], [tile("OR"), swatch("unknown")], [tile("HI"), tile("AK")]],
    };
  });
  const all = [...steps, ...others];
  expect(all.map(([ofTile]) => ofTile)).toEqual(all.map(([, ofLegend]) => ofLegend));
  expect(new Set(steps.map(([ofTile]) => ofTile)).size).toBe(steps.length);
  expect(steps.map(([ofTile]) => ofTile)).not.toContain(others[0]![0]);
}

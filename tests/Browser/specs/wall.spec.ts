import { isClean } from "../harness/axe";
import { DashboardPage } from "../harness/dashboard";
import { fits } from "../harness/fits";
import { expect, test } from "../harness/test";

test("a clinic opens a wall board that shows waits and nothing about a patient", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const asked = await people.request(clinic, state);
  const { page, dialog } = await DashboardPage.open(context, server.address, clinic);
  await page.getByRole("button", { name: "Wall board" }).click();
  await dialog.getByRole("button", { name: "Open the wall board" }).click();
  await expect(page).toHaveURL(`${server.address}/wall`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.locator(".app-bar")).toContainText("Lumen Med Spa");
  await page.locator(`.tile[data-state=${state}]`).click();
  const ahead = page.locator(".wait-figures .stat", { has: page.getByText("Ahead", { exact: true }) });
  await expect(ahead.locator("dd")).toHaveText("1");
  await people.cancel(clinic, asked.id);
  await expect(ahead.locator("dd")).toHaveText("0");
  await expect(page.getByText("Amelia Reyes")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New consult" })).toHaveCount(0);
  // Whoever walks up to the screen is not signed in.
  await page.goto(`${server.address}/clinic`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a wall board that the clinic ends says so", async ({ browser, context, server, people }) => {
  const clinic = await people.clinic();
  const board = await DashboardPage.open(context, server.address, clinic);
  await board.page.getByRole("button", { name: "Wall board" }).click();
  await board.dialog.getByRole("button", { name: "Open the wall board" }).click();
  await expect(board.page.getByText("Live", { exact: true })).toBeVisible();
  const desk = await browser.newContext();
  const { page, dialog } = await DashboardPage.open(desk, server.address, clinic);
  await page.getByRole("button", { name: "Wall board" }).click();
  await dialog.getByRole("button", { name: "End every wall board" }).click();
  await expect(page.locator(".toast")).toContainText("One wall board was ended.");
  await expect(board.page.getByText("The wall board has ended")).toBeVisible();
  await board.page.goto(`${server.address}/wall`);
  await expect(board.page.getByText("This is no wall board")).toBeVisible();
  await desk.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the wall board has nothing for axe to find, and fits, ${colorScheme}`, async ({ context, server, people, state }) => {
    const clinic = await people.clinic();
    const asked = await people.request(clinic, state);
    const { page, dialog } = await DashboardPage.open(context, server.address, clinic);
    await page.emulateMedia({ colorScheme });
    await page.getByRole("button", { name: "Wall board" }).click();
    await dialog.getByRole("button", { name: "Open the wall board" }).click();

    // The dashboard is live as well, and has tiles.
    await page.waitForURL((url) => !url.pathname.startsWith("/clinic"));
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await page.locator(`.tile[data-state=${state}]`).waitFor();
    await isClean(page, "wall board");
    for (const width of [360, 1440, 3840]) {
      await page.setViewportSize({ width, height: 900 });
      await fits(page, `${width} pixels`);
    }

    await page.getByRole("button", { name: "End the wall board" }).click();
    await page.getByText("The wall board has ended").waitFor();
    await isClean(page, "ended");
    await people.cancel(clinic, asked.id);
  });
}

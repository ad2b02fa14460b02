import { isClean } from "../harness/axe";
import { ConsolePage } from "../harness/console";
import { DashboardPage } from "../harness/dashboard";
import { fits } from "../harness/fits";
import { tabTo } from "../harness/keyboard";
import { expect, test } from "../harness/test";
import { Tunnel } from "../harness/tunnel";

test("a clinic asks in one browser, a provider decides in another, and the clinic sees it", async ({ browser, server, people, state }) => {
  const clinic = await people.clinic();
  const provider = await people.provider([state]);
  const console = await ConsolePage.open(await browser.newContext(), server.address, provider);
  await console.goOnDuty();
  const dashboard = await DashboardPage.open(await browser.newContext(), server.address, clinic);
  await expect(dashboard.page.getByText("No consults yet")).toBeVisible();
  await dashboard.ask("Amelia", "Reyes", state);
  await expect(dashboard.row("Amelia Reyes")).toContainText("Offered");

  await expect(console.offer.getByRole("heading", { name: "Botox" })).toBeVisible();
  await console.accept.click();
  await expect(dashboard.row("Amelia Reyes")).toContainText("Accepted");
  await dashboard.row("Amelia Reyes").click();
  await expect(dashboard.dialog.getByRole("heading", { name: "Amelia Reyes" })).toBeVisible();
  await console.start();
  await expect(dashboard.dialog.getByText("Started", { exact: true })).toBeVisible();
  await console.decide("Approve", "Indicated; no contraindication.");
  await console.sign();
  await expect(dashboard.dialog.getByText("Approved", { exact: true })).toBeVisible();
  await expect(dashboard.dialog.getByText(/^ord_/)).toBeVisible();
  await dashboard.page.keyboard.press("Escape");
  await expect(dashboard.row("Amelia Reyes")).toContainText("Completed");
});

test("a new consult is asked for in less than half a minute of typing", async ({ context, server, people, state }) => {
  const dashboard = await DashboardPage.open(context, server.address, await people.clinic());
  await dashboard.page.evaluate(() => {
    let count = 0;
    document.addEventListener("keydown", () => (document.body.dataset["keys"] = String(++count)), true);
  });
  await dashboard.ask("Alexandrina", "Featherstonehaugh", state);
  await expect(dashboard.row("Alexandrina Featherstonehaugh")).toBeVisible();

  // Of somebody who types 40 words a minute, five keys each, and looks for each.
  const keysInHalfAMinute = 100;
  expect(Number(await dashboard.page.evaluate(() => document.body.dataset["keys"]))).toBeLessThan(keysInHalfAMinute);
});

test("the wait of a state is seen on the map, in figures and in a table", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  await people.request(clinic, state);
  const { page } = await DashboardPage.open(context, server.address, clinic);
  const tile = page.locator(`.tile[data-state=${state}]`);
  await expect(tile).toHaveAccessibleName(/1 ahead/);
  await expect(tile).toHaveAccessibleName(/Nobody on duty/);
  await tile.click();
  await expect(tile).toHaveAttribute("aria-pressed", "true");
  const figure = (name: string) => page.locator(".wait-figures .stat", { has: page.getByText(name, { exact: true }) });
  await expect(figure("Ahead").locator("dd")).toHaveText("1");
  await page.getByRole("tab", { name: "Table" }).click();
  await expect(page.locator(".wait-table tr.selected td").first()).toHaveText("Nobody on duty");
  await page.getByRole("button", { name: "Show all states" }).click();
  await expect(page.getByRole("heading", { name: "Wait now: All states" })).toBeVisible();
});

test("the form says what is missing, at the first field that is", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const { page, dialog, row } = await open(context, server.address, clinic);
  await page.getByRole("button", { name: "New consult" }).click();
  await page.getByLabel("First name").fill("Noor");
  await page.getByLabel("Last name").fill("Haddad");
  await page.getByLabel("Birth date").fill("2/30/1990");
  await page.getByLabel("State of the patient").fill(state.toLowerCase());
  await dialog.getByRole("button", { name: "Ask for the consult" }).click();
  await expect(page.getByText("Enter a day such as")).toBeVisible();
  await expect(page.getByLabel("Birth date")).toBeFocused();
  await expect(page.getByText("Choose at least one service.")).toBeVisible();
  await page.getByLabel("Birth date").fill("2/28/1990");
  await page.getByText("Peptides").click();
  await expect(page.getByRole("radio", { name: "Form review" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Ask for the consult" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row("Noor Haddad")).toContainText("Peptides");
});

test("a consult is withdrawn with a reason", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  await people.request(clinic, state);
  const { dialog, page, row } = await open(context, server.address, clinic);
  await row("Amelia Reyes").click();
  await dialog.getByRole("button", { name: "Withdraw…" }).click();
  await expect(dialog.getByLabel("Why is it withdrawn?")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Say why")).toBeVisible();
  await page.keyboard.type("The patient left.");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Cancelled").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row("Amelia Reyes")).toContainText("Cancelled");
});

test("the table filters and sorts", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const gone = await people.request(clinic, state, { patient: { givenName: "Ines", familyName: "Moreau", birthDate: "1980-01-02" } });
  await people.cancel(clinic, gone.id);
  await people.request(clinic, "VT");
  const { page, rows } = await open(context, server.address, clinic);
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Amelia Reyes");
  await page.getByRole("button", { name: "Requested" }).click();
  await expect(rows.first()).toContainText("Ines Moreau");
  await expect(page.getByRole("columnheader", { name: "Requested" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByText("Open", { exact: true }).click();
  await expect(rows).toHaveCount(1);
  await page.getByText("All", { exact: true }).click();
  await page.getByRole("combobox", { name: "State" }).selectOption(state);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("Ines Moreau");
  await page.getByRole("searchbox").fill("no such number");
  await expect(page.getByText("Nothing fits")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(rows).toHaveCount(2);
});

test("the keyboard alone reads the map, walks the rows and opens a consult", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  await people.request(clinic, state);
  await people.request(clinic, state, { patient: { givenName: "Ines", familyName: "Moreau", birthDate: "1980-01-02" } });
  const { page, grid, dialog } = await open(context, server.address, clinic);
  const { keyboard } = page;
  await page.locator(".tile[data-state=AK]").focus();
  await keyboard.press("ArrowRight");
  await expect(page.locator(".tile[data-state=ME]")).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(page.locator(".tile[data-state=NH]")).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Wait now: New Hampshire" })).toBeVisible();
  await grid.focus();
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(dialog.getByRole("heading", { name: "Amelia Reyes" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(grid).toBeFocused();
});

test("lines that are scrolled through show their own consults, and stand in their order once they rest", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const asked = [];
  for (let i = 0; i < 80; i++) {
    asked.push(await people.request(clinic, state, { patient: { givenName: `Patient${i}`, familyName: "Reyes", birthDate: "1980-01-02" } }));
  }

  const { page, grid, rows, row } = await open(context, server.address, clinic);
  const { keyboard } = page;
  const inOrder = () => rows.evaluateAll((lines) => lines.map((line) => Number(line.ariaRowIndex)).every((at, i, all) => i === 0 || at === all[i - 1]! + 1));
  await grid.focus();
  await keyboard.press("End");
  await expect(row("Patient0 Reyes")).toHaveAttribute("aria-rowindex", "81");
  await expect(row("Patient0 Reyes")).toHaveAttribute("aria-selected", "true");
  await keyboard.press("PageUp");
  await keyboard.press("PageUp");
  await keyboard.press("ArrowUp");
  const active = page.locator(`#${await grid.getAttribute("aria-activedescendant")}`);
  const index = Number(await active.getAttribute("aria-rowindex"));
  await expect(active).toContainText(`Patient${81 - index} Reyes`);
  await expect(active).toBeInViewport();
  await grid.hover();
  await page.mouse.wheel(0, -44 * 9);
  await expect.poll(inOrder).toBe(true);
  for (const line of await rows.all()) {
    await expect(line).toContainText(`Patient${81 - Number(await line.getAttribute("aria-rowindex"))} Reyes`);
  }

  for (const { id } of asked) {
    await people.cancel(clinic, id);
  }
});

test("the keyboard alone asks for a consult at a location and for a provider, and finds both on the consult", async ({ browser, context, server, people, state }) => {
  const clinic = await people.clinic();
  await people.call("POST", "/v1/locations", clinic.apiKey, { name: "Back Bay", state, timeZone: "America/New_York", address: "12 Newbury Street" });
  const harbor = await people.call<{ id: string }>(
    "POST", "/v1/locations", clinic.apiKey, { name: "Harbor Point", state, timeZone: "America/New_York", address: "1 Pier" });
  const theirs = await browser.newContext();
  const wren = await people.provider([state], { name: "Wren Castellan" });
  const console = await ConsolePage.open(theirs, server.address, wren);
  await console.goOnDuty();
  await people.request(clinic, state);
  await console.accept.click();
  await console.start();
  await console.decide("Deny", "Not indicated.");
  await console.sign();

  const { page, grid, dialog, rows, row } = await open(context, server.address, clinic);
  const { keyboard } = page;
  await expect(row("Amelia Reyes")).toContainText("Completed");
  await tabTo(page, page.getByRole("button", { name: "New consult" }));
  await keyboard.press("Enter");
  await expect(page.getByLabel("First name")).toBeFocused();
  await keyboard.type("Ines");
  await keyboard.press("Tab");
  await keyboard.type("Moreau");
  await keyboard.press("Tab");
  await keyboard.type("01021980");
  await tabTo(page, page.getByLabel("State of the patient"));
  await keyboard.type(state);
  await tabTo(page, dialog.getByLabel("Location"));
  await keyboard.type("Harbor");
  await tabTo(page, dialog.getByRole("checkbox", { name: "Botox" }));
  await keyboard.press("Space");
  await tabTo(page, dialog.locator("summary"));
  await keyboard.press("Enter");
  await tabTo(page, dialog.getByLabel("Preferred provider"));
  await keyboard.type("Wren");
  await tabTo(page, dialog.getByRole("button", { name: "Ask for the consult" }));
  await keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);

  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Ines Moreau");
  await tabTo(page, grid);
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  const fact = (name: string) => dialog.locator(".facts div", { has: page.getByText(name, { exact: true }) }).locator("dd");
  await expect(fact("Location")).toHaveText("Harbor Point");
  await expect(fact("Preferred provider")).toHaveText("Wren Castellan, MD");
  const number = await fact("Number").innerText();
  expect((await people.consult(clinic, number)).locationId).toBe(harbor.id);
  expect((await people.timeline(clinic, number))[0]!.data).toMatchObject({ locationId: harbor.id, preferredProviderId: wren.id });
  await people.cancel(clinic, number);
  await theirs.close();
});

test("a lost connection says so with its age, and comes back without moving the focus", async ({ context, server, people, state }) => {
  const tunnel = await Tunnel.to(server.address);
  const clinic = await people.clinic();
  await people.request(clinic, state);
  const dashboard = await DashboardPage.open(context, tunnel.address, clinic);
  const { page, rows, grid } = dashboard;
  await expect(rows).toHaveCount(1);
  await grid.focus();
  tunnel.cut();
  await expect(page.getByText(/^Offline/)).toBeVisible();
  await expect(page.locator(".link-state .age")).toContainText("old");
  await people.request(clinic, state, { patient: { givenName: "Ines", familyName: "Moreau", birthDate: "1980-01-02" } });
  tunnel.mend();
  await dashboard.isLive();
  await expect(rows).toHaveCount(2);
  await expect(grid).toBeFocused();
  await tunnel.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the dashboard has nothing for axe to find, in any of its states", async ({ context, server, people, state }) => {
      test.slow();
      const clinic = await people.clinic();
      const { page, row, dialog } = await open(context, server.address, clinic);
      await isClean(page, "empty");
      await people.request(clinic, state);
      await row("Amelia Reyes").waitFor();
      await isClean(page, "rows");
      await page.getByRole("tab", { name: "Table" }).click();
      await isClean(page, "table of waits");
      await row("Amelia Reyes").click();
      await dialog.getByText("Requested by the clinic").waitFor();
      await dialog.getByRole("button", { name: "Withdraw…" }).click();
      await isClean(page, "consult");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "New consult" }).click();
      await dialog.getByRole("button", { name: "Ask for the consult" }).click();
      await dialog.getByText("Enter the first name.").waitFor();
      await isClean(page, "new consult with faults");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Wall board" }).click();
      await dialog.getByText("It shows how long patients wait").waitFor();
      await isClean(page, "opening a wall board");
    });
  });
}

for (const width of [360, 768, 3840]) {
  test(`the dashboard is no wider than a screen of ${width} pixels`, async ({ context, server, people, state }) => {
    const clinic = await people.clinic();
    await people.request(clinic, state);
    const { page, row } = await open(context, server.address, clinic);
    await page.setViewportSize({ width, height: 800 });
    await row("Amelia Reyes").waitFor();
    await fits(page, "rows");
    await page.getByRole("tab", { name: "Table" }).click();
    await fits(page, "table of waits");
  });
}

async function open(...args: Parameters<typeof DashboardPage.open>) {
  const dashboard = await DashboardPage.open(...args);
  const { page, rows, grid, dialog } = dashboard;
  return { page, rows, grid, dialog, row: (name: string) => dashboard.row(name) };
}

import { isClean } from "../harness/axe";
import { fits } from "../harness/fits";
import { tabTo } from "../harness/keyboard";
import { OpsPage } from "../harness/ops";
import { expect, test } from "../harness/test";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("operations have nothing for axe to find, in any area", async ({ context, server, people, state }) => {
      test.slow();
      const clinic = await people.clinic();
      await people.provider([state], { name: "Iris Falk" });
      const asked = await people.request(clinic, state);
      const ops = await OpsPage.open(context, server);
      const { page } = ops;
      await ops.events.first().waitFor();
      await isClean(page, "overview");
      await page.getByRole("button", { name: /^Drain / }).click();
      await ops.dialog.waitFor();
      await isClean(page, "draining");
      await page.keyboard.press("Escape");
      await ops.go("Consults");
      await page.getByLabel("Consult id").fill("x");
      await page.getByRole("button", { name: "Explain", exact: true }).click();
      await isClean(page, "no such id");
      await page.getByLabel("Consult id").fill(asked.id);
      await page.getByRole("button", { name: "Explain", exact: true }).click();
      await page.locator("explanation-view").getByText("Iris Falk").waitFor();
      await page.getByRole("combobox", { name: "Open consults in" }).selectOption(state);
      await page.locator(".queue").waitFor();
      await isClean(page, "explained");
      await ops.go("Providers");
      await page.getByLabel("Licensed in").selectOption(state);
      await ops.providerRow("Iris Falk").first().waitFor();
      await isClean(page, "providers");
      await page.getByRole("button", { name: /^Suspend / }).first().click();
      await ops.dialog.getByRole("button", { name: "Suspend", exact: true }).click();
      await isClean(page, "suspending with a fault");
      await page.keyboard.press("Escape");
      await ops.go("Service hours");
      await page.getByRole("button", { name: "Say something here" }).click();
      await page.getByRole("button", { name: "Add a holiday" }).click();
      await page.getByRole("button", { name: "Review changes…" }).click();
      await isClean(page, "hours with a fault");
      await page.getByLabel("Date of holiday 1").fill("2099-12-25");
      await page.getByRole("button", { name: "Review changes…" }).click();
      await ops.dialog.waitFor();
      await isClean(page, "hours, what changes");
      await page.keyboard.press("Escape");
      await ops.go("Promises");
      await page.getByRole("button", { name: "Say something here" }).click();
      await page.getByLabel(/own steps/).check();
      await isClean(page, "promises");
      await ops.go("Distribution");
      await page.getByRole("button", { name: "Say something here" }).click();
      await page.getByRole("button", { name: "Add a state" }).click();
      await isClean(page, "distribution");
      await people.cancel(clinic, asked.id);
    });
  });
}

test("the keyboard alone signs in, explains a consult, suspends a provider and saves hours", async ({ page, server, people, state }) => {
  const clinic = await people.clinic();
  await people.provider([state], { name: "Iris Falk" });
  const asked = await people.request(clinic, state);
  const { keyboard } = page;
  const ops = new OpsPage(page);
  const tab = (name: string) => page.getByRole("tab", { name });
  await page.goto(`${server.address}/ops`);
  await expect(page.getByLabel("Token or key")).toBeFocused();
  await keyboard.type(server.operatorToken);
  await keyboard.press("Enter");
  await ops.isLive();

  await tabTo(page, tab("Overview"));
  await keyboard.press("ArrowRight");
  await expect(tab("Consults")).toBeFocused();
  await tabTo(page, page.getByLabel("Consult id"));
  await keyboard.type(asked.id);
  await keyboard.press("Enter");
  await expect(page.locator("explanation-view").getByText("Iris Falk")).toBeVisible();

  await tabTo(page, tab("Consults"));
  await keyboard.press("ArrowRight");
  await expect(tab("Providers")).toBeFocused();
  await page.locator("table.providers").waitFor();
  await tabTo(page, page.getByRole("searchbox"));
  await keyboard.type("Iris Falk");
  await tabTo(page, page.getByRole("button", { name: "Suspend Iris Falk…" }).first());
  await keyboard.press("Enter");
  await tabTo(page, ops.dialog.getByLabel("Reason"));
  await keyboard.type("Board action.");
  await tabTo(page, ops.dialog.getByRole("button", { name: "Suspend", exact: true }));
  await keyboard.press("Enter");
  await expect(page.locator(".toast")).toContainText("Iris Falk");

  await tabTo(page, tab("Providers"));
  await keyboard.press("ArrowRight");
  await expect(tab("Service hours")).toBeFocused();
  await tabTo(page, page.getByLabel("Applies to"));
  await keyboard.type("Another");
  await tabTo(page, page.getByLabel("Clinic id"));
  await keyboard.type(clinic.id);
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Say something here" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Monday, window 1, from"));
  await keyboard.press("Control+A");
  await keyboard.type("06:30");
  await tabTo(page, page.getByRole("button", { name: "Review changes…" }));
  await keyboard.press("Enter");
  await tabTo(page, ops.dialog.getByRole("button", { name: "Save" }));
  await keyboard.press("Enter");
  await expect(page.getByText("Version 1")).toBeVisible();
  await people.cancel(clinic, asked.id);
});

for (const width of [360, 768, 3840]) {
  test(`operations are no wider than a screen of ${width} pixels`, async ({ context, server, people, state }) => {
    const clinic = await people.clinic();
    const asked = await people.request(clinic, state);
    const ops = await OpsPage.open(context, server);
    const { page } = ops;
    await page.setViewportSize({ width, height: 800 });
    await ops.events.first().waitFor();
    await fits(page, "overview");
    await ops.go("Consults");
    await page.getByRole("combobox", { name: "Open consults in" }).selectOption(state);
    await page.locator(".queue").waitFor();
    await fits(page, "consults");
    await ops.go("Providers");
    await page.locator("table.providers").waitFor();
    await fits(page, "providers");
    await ops.go("Service hours");
    await page.getByRole("button", { name: "Say something here" }).click();
    await fits(page, "hours");
    await ops.go("Promises");
    await page.getByRole("button", { name: "Say something here" }).click();
    await fits(page, "promises");
    await ops.go("Distribution");
    await page.getByRole("button", { name: "Say something here" }).click();
    await page.getByRole("button", { name: "Add a state" }).click();
    await fits(page, "distribution");
    await people.cancel(clinic, asked.id);
  });
}

import { ConsolePage, signIn } from "../harness/console";
import { OpsPage } from "../harness/ops";
import { expect, test } from "../harness/test";
import { Tunnel } from "../harness/tunnel";

test("an explanation follows the consult to the provider who serves it", async ({ browser, context, server, people, state }) => {
  const clinic = await people.clinic();
  const theirs = await browser.newContext();
  const console = await ConsolePage.open(theirs, server.address, await people.provider([state], { name: "Iris Falk" }));
  await console.goOnDuty();
  const asked = await people.request(clinic, state);
  await console.accept.waitFor();
  const ops = await OpsPage.open(context, server, `#consults/${asked.id}`);
  await expect(ops.page.getByText("It is offered to Iris Falk now.")).toBeVisible();
  await console.accept.click();
  await expect(ops.page.getByText("Iris Falk serves it.")).toBeVisible();
  await expect(ops.page.getByText("The only candidate.")).toBeVisible();
  await people.cancel(clinic, asked.id);
  await theirs.close();
});

test("the last process in service cannot be drained, and says why", async ({ context, server }) => {
  const ops = await OpsPage.open(context, server);
  await ops.page.getByRole("button", { name: /^Drain / }).click();
  await expect(ops.dialog).toContainText("Providers keep what they serve.");
  await ops.dialog.getByRole("button", { name: "Drain it" }).click();
  await expect(ops.dialog.getByText("It is the last process in service, so it stays.").first()).toBeVisible();
  await ops.page.keyboard.press("Escape");
  await expect(ops.page.getByText("In service", { exact: true })).toBeVisible();
});

test("hours are edited for a clinic, compared, and saved", async ({ context, server, people }) => {
  const clinic = await people.clinic();
  const ops = await OpsPage.open(context, server);
  await ops.go("Service hours");
  await ops.page.getByLabel("Applies to").selectOption("Another clinic…");
  await ops.page.getByLabel("Clinic id").fill(clinic.id);
  await ops.page.getByRole("button", { name: "Open", exact: true }).click();
  await ops.page.getByRole("button", { name: "Say something here" }).click();
  await ops.page.getByLabel("Monday, window 1, from").fill("25:00");
  await ops.page.getByRole("button", { name: "Review changes…" }).click();
  await expect(ops.page.getByText("Monday: write times as HH:mm")).toBeVisible();
  await ops.page.getByLabel("Monday, window 1, from").fill("06:30");
  await ops.page.getByLabel("Time zone").fill("Mars/Olympus");
  await ops.page.getByRole("button", { name: "Review changes…" }).click();
  await expect(ops.page.getByText("timeZone: Expected an IANA time zone")).toBeVisible();
  await ops.page.getByLabel("Time zone").fill("America/New_York");
  await ops.page.getByRole("button", { name: "Review changes…" }).click();
  await expect(ops.dialog.locator("tr", { hasText: "Monday" })).toContainText("06:30–20:00");
  await ops.dialog.getByRole("button", { name: "Save" }).click();
  await expect(ops.page.getByText("Version 1")).toBeVisible();
  const saved = await people.call<{ value: { timeZone: string } }>(
    "GET", `/v1/settings/service-hours/${clinic.id}`, server.operatorToken);
  expect(saved.value.timeZone).toBe("America/New_York");
});

test("who chooses another clinic is asked before what was typed is lost", async ({ context, server, people }) => {
  const clinic = await people.clinic();
  const ops = await OpsPage.open(context, server);
  const { page } = ops;
  await ops.go("Service hours");
  const scope = page.getByLabel("Applies to");
  const from = page.getByLabel("Monday, window 1, from");
  await scope.selectOption("Another clinic…");
  await page.getByLabel("Clinic id").fill(clinic.id);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Say something here" }).click();
  await from.fill("06:30");
  await scope.focus();
  await scope.selectOption("Everybody");
  await expect(ops.dialog).toContainText(`What you changed for Clinic ${clinic.id} and did not save yet is lost.`);
  await page.keyboard.press("Escape");
  await expect(ops.dialog).toHaveCount(0);
  await expect(scope).toHaveValue(clinic.id);
  await expect(scope).toBeFocused();
  await expect(from).toHaveValue("06:30");
  await scope.selectOption("Everybody");
  await ops.dialog.getByRole("button", { name: "Discard changes" }).click();
  await expect(scope).toHaveValue("default");
  await expect(page.getByText("Not saved yet")).toHaveCount(0);
});

test("who is asked first is edited for everybody but one state, compared, and saved", async ({ context, server, people }) => {
  const path = "/v1/settings/distribution-policy/default";
  const ops = await OpsPage.open(context, server);
  await ops.go("Distribution");
  await expect(ops.page.getByLabel("Applies to")).toHaveCount(0);
  await ops.page.getByRole("button", { name: "Say something here" }).click();
  await ops.page.getByRole("button", { name: "Add a state" }).click();
  await ops.page.getByRole("button", { name: "Review changes…" }).click();
  await expect(ops.page.getByText("Every exception needs a state, each once.")).toBeVisible();
  await ops.page.getByLabel("Exception 1, state").selectOption("Wyoming");
  await ops.page.getByLabel("Exception 1, asked first").selectOption("one after the other");
  await ops.page.getByRole("button", { name: "Review changes…" }).click();
  await expect(ops.dialog.locator("tr", { hasText: "Asked first" })).toContainText("whoever is idle longest");
  await expect(ops.dialog.locator("tr", { hasText: "Wyoming" })).toContainText("one after the other");
  await ops.dialog.getByRole("button", { name: "Save" }).click();
  await expect(ops.page.getByText(/^Version \d+/)).toContainText("by operator");

  const saved = await people.call<{ version: number; value: unknown }>("GET", path, server.operatorToken);
  expect(saved.value).toEqual({ policy: "longestIdle", states: [{ state: "WY", policy: "roundRobin" }] });
  await people.call("PUT", path, server.operatorToken, { version: saved.version, value: null });
});

test("a provider is suspended with a reason and reinstated", async ({ browser, context, server, people, state }) => {
  const clinic = await people.clinic();
  const theirs = await browser.newContext();
  const console = await ConsolePage.open(theirs, server.address, await people.provider([state], { name: "Nora Lindqvist" }));
  await console.goOnDuty();
  const asked = await people.request(clinic, state);
  await console.accept.click();
  const ops = await OpsPage.open(context, server);
  await ops.go("Providers");
  await ops.page.getByLabel("Licensed in").selectOption(state);
  const row = ops.providerRow("Nora Lindqvist");
  await expect(row).toContainText("connected");
  await row.getByRole("button", { name: "Suspend Nora Lindqvist…" }).click();
  await ops.dialog.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(ops.dialog.getByText("Say why.")).toBeVisible();
  await ops.dialog.getByLabel("Reason").fill("Board action.");
  await ops.dialog.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(ops.page.locator(".toast")).toContainText("Consults given back: 1");
  await expect(row.locator("ui-badge")).toHaveText("Suspended");
  await expect(console.consult).toHaveCount(0);
  await expect(console.page.locator("main").getByText("You are suspended", { exact: true })).toBeVisible();
  await expect(console.page.locator(".toast", { hasText: "The operator suspended you" })).toBeVisible();
  await row.getByRole("button", { name: "Reinstate Nora Lindqvist" }).click();
  await expect(row.locator("ui-badge")).toHaveText("Off duty");
  await expect(console.page.locator("main").getByText("You are off duty", { exact: true })).toBeVisible();
  await people.cancel(clinic, asked.id);
  await theirs.close();
});

test("of two operators who edit the same promises, the second sees what the first saved", async ({ browser, context, server, people }) => {
  const clinic = await people.clinic();
  const others = await browser.newContext();
  const [mine, theirs] = [await OpsPage.open(context, server), await OpsPage.open(others, server)];
  for (const { page } of [mine, theirs]) {
    await page.getByRole("tab", { name: "Promises" }).click();
    await page.getByLabel("Applies to").selectOption("Another clinic…");
    await page.getByLabel("Clinic id").fill(clinic.id);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("button", { name: "Say something here" }).click();
  }

  await theirs.page.getByLabel("Accepted within").fill("120");
  await mine.page.getByLabel("Accepted within").fill("45");
  await mine.page.getByRole("button", { name: "Review changes…" }).click();
  await theirs.page.getByRole("button", { name: "Review changes…" }).click();
  await theirs.dialog.getByRole("button", { name: "Save" }).click();
  await expect(theirs.page.getByText("Version 1")).toBeVisible();

  await mine.dialog.getByRole("button", { name: "Save" }).click();
  await expect(mine.page.getByText("Somebody saved a change since you read it.").first()).toBeVisible();
  await expect(mine.page.getByLabel("Accepted within")).toHaveValue("45");
  await mine.page.getByRole("button", { name: "Keep mine, compare again" }).click();
  await mine.page.getByRole("button", { name: "Review changes…" }).click();
  await expect(mine.dialog.locator("tr", { hasText: "accepted within" })).toContainText(/2 min\s*45 s/);
  await mine.dialog.getByRole("button", { name: "Save" }).click();
  await expect(mine.page.getByText("Version 2")).toBeVisible();
  await others.close();
});

test("the event log stands still while it is paused, and shows one kind alone", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const ops = await OpsPage.open(context, server);
  await ops.page.getByRole("button", { name: "Pause" }).click();
  const asked = await people.request(clinic, state);
  await expect(ops.page.getByRole("button", { name: /Continue.*[1-9]\d* new/ })).toBeVisible();
  await expect(ops.events.filter({ hasText: asked.id })).toHaveCount(0);
  await ops.page.getByRole("button", { name: /Continue/ }).click();
  await expect(ops.events.filter({ hasText: asked.id }).first()).toBeVisible();
  await ops.page.getByLabel("Kind").selectOption("node");
  await expect(ops.events.filter({ hasText: asked.id })).toHaveCount(0);
  await people.cancel(clinic, asked.id);
});

test("a lost connection says how old the page is, and moves nothing when it is back", async ({ context, server }) => {
  const tunnel = await Tunnel.to(server.address);
  await signIn(context, tunnel.address, server.operatorToken);
  const page = await context.newPage();
  await page.goto(`${tunnel.address}/ops`);
  const ops = new OpsPage(page);
  await ops.isLive();
  const drain = page.getByRole("button", { name: /^Drain / });
  await drain.focus();
  const scrolled = await page.evaluate(() => scrollY);
  tunnel.cut();
  await expect(page.locator("ui-link-state")).toContainText(/Offline.*old/);
  await expect(page.locator("states-table")).toBeVisible();
  tunnel.mend();
  await ops.isLive();
  await expect(drain).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  await tunnel.close();
});

test("without a session one is asked to sign in, and comes back", async ({ page, server }) => {
  await page.goto(`${server.address}/ops`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("Token or key").fill(server.operatorToken);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/ops/);
  await new OpsPage(page).isLive();
});

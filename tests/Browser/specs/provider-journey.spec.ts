import { ConsolePage, signIn } from "../harness/console";
import { expect, test } from "../harness/test";

test("a provider signs in, serves a consult from offer to signature, and the clinic sees it", async ({ page, server, people, state }) => {
  const clinic = await people.clinic();
  const provider = await people.provider([state]);
  const console = new ConsolePage(page);

  await page.goto(`${server.address}/provider`);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fprovider/);
  await page.getByLabel("Token or key").fill(provider.accessToken);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${server.address}/provider`);
  await console.isLive();

  await page.getByRole("button", { name: "Go on duty" }).click();
  const check = page.getByRole("dialog", { name: "Before you go on duty" });
  await expect(check.getByText("Agrees with the server's")).toBeVisible();
  await expect(check.getByText("Connection")).toBeVisible();
  await check.getByRole("button", { name: "Go on duty" }).click();
  await expect(page.getByText("Waiting for the next offer")).toBeVisible();

  const asked = await people.request(clinic, state, { priority: "urgent" });
  await expect(console.offer.getByRole("heading", { name: "Botox" })).toBeVisible();
  await expect(console.offer.getByText("Urgent")).toBeVisible();
  await expect(console.offer.getByText("Live video")).toBeVisible();
  await expect(console.interruption).toContainText("New offer: Botox");
  expect(await page.title()).toContain("Botox");
  await console.accept.click();

  await expect(page.getByRole("heading", { name: "Amelia Reyes" })).toBeFocused();
  await expect(console.consult.getByText("cetirizine")).toBeVisible();
  await expect(console.consult.getByText("Body mass index")).toBeVisible();
  await expect(console.consult.getByRole("button", { name: "Review and sign" })).toBeDisabled();
  expect((await people.consult(clinic, asked.id)).status).toBe("assigned");

  await console.start();
  await console.consult.getByRole("tab", { name: "Timeline" }).click();
  await expect(console.consult.getByText("Requested by the clinic")).toBeVisible();
  await expect(console.consult.getByText("Started", { exact: true })).toBeVisible();

  await console.consult.getByLabel("Notes, only for you").fill("Glabellar lines. No contraindication.");
  await expect(console.consult.getByText(/^Saved \d/)).toBeVisible();
  await page.reload();
  await console.isLive();
  await expect(console.consult.getByLabel("Notes, only for you")).toHaveValue("Glabellar lines. No contraindication.");

  await console.consult.getByRole("button", { name: "Review and sign" }).click();
  await expect(console.consult.getByText("Choose a decision.")).toBeVisible();
  await console.consult.getByText("Approve", { exact: true }).click();
  await console.consult.getByRole("button", { name: "Review and sign" }).click();
  await expect(console.consult.getByLabel("Medical judgement")).toBeFocused();
  await expect(console.consult.getByText("fields need you")).toBeVisible();
  await console.decide("Approve", "History reviewed with the patient; indicated; no contraindication.");
  await console.sign();

  await expect(page.getByRole("heading", { name: "Approved and signed" })).toBeFocused();
  await expect(page.getByText(/Order ord_/)).toBeVisible();
  await expect(page.locator(".duty-word")).toHaveText("On break");
  const seen = await people.consult(clinic, asked.id);
  expect(seen).toMatchObject({ status: "completed", decision: "approved" });
  expect(seen.orderId).toMatch(/^ord_/);

  await page.getByRole("button", { name: "Ready for the next" }).click();
  await expect(page.getByText("Waiting for the next offer")).toBeVisible();
  const figure = (name: string) => page.locator(".today .stat", { has: page.getByText(name, { exact: true }) });
  await expect(figure("Served").locator("dd")).toHaveText("1");
  await expect(figure("Accepted").locator("dd")).toHaveText(/^1\s*100%$/);
});

test("an offer is declined with a reason, and the patient keeps their place in line", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  const asked = await people.request(clinic, state);
  await console.accept.waitFor();
  await console.page.keyboard.press("d");
  const dialog = console.page.getByRole("dialog", { name: "Why do you decline?" });
  await dialog.getByLabel("Other").check();
  await dialog.getByLabel("In your words").fill("I treated a relative of hers.");
  await dialog.getByRole("button", { name: "Decline the offer" }).click();
  await expect(console.offer).toHaveCount(0);
  await expect(console.page.getByText("Waiting for the next offer")).toBeVisible();
  await expect(async () => {
    const declined = (await people.timeline(clinic, asked.id)).find((entry) => entry.type === "offer.declined");
    expect(declined?.data).toMatchObject({ reason: "I treated a relative of hers." });
  }).toPass();
});

test("an offer's countdown starts with the whole time, on a computer that is a little late too", async ({ context, server, people, state }) => {
  await context.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() - 700;
  });
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const left = document.querySelector("ui-countdown .left")?.textContent?.trim();
      if (left) {
        document.body.dataset["firstLeft"] = left;
        watch.disconnect();
      }
    });
    watch.observe(document.querySelector("main")!, { childList: true, subtree: true });
  });
  await people.request(clinic, state);
  await console.accept.waitFor();
  expect(await page.evaluate(() => document.body.dataset["firstLeft"])).toMatch(/^0:30/);
});

test("a consult is given back with a reason", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  const asked = await people.request(clinic, state);
  await console.accept.click();
  await console.consult.getByRole("button", { name: "Give back…" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Give this consult back?" });
  await dialog.getByRole("button", { name: "Give back" }).click();
  await expect(dialog.getByText("Say why")).toBeVisible();
  await dialog.getByLabel("Reason").fill("The video does not work here.");
  await dialog.getByRole("button", { name: "Give back" }).click();
  await expect(console.consult).toHaveCount(0);
  expect((await people.timeline(clinic, asked.id)).map((entry) => entry.type)).toContain("consult.released");
});

test("an offer that the clinic cancels goes away, and says so without moving the focus", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  const asked = await people.request(clinic, state);
  await console.accept.waitFor();
  const settings = console.page.locator(".duty-settings summary");
  await settings.focus();
  await people.cancel(clinic, asked.id);
  await expect(console.offer).toHaveCount(0);
  await expect(settings).toBeFocused();
  await expect(console.page.locator("ui-announcer [role=status]")).toContainText("The clinic cancelled");
});

test("a refusal of the server is told in words, and nothing is lost", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const provider = await people.provider([state]);
  const console = await ConsolePage.open(context, server.address, provider);
  await console.goOnDuty();
  await people.request(clinic, state, { services: ["glp1"] });
  await console.accept.click();
  await console.start();
  await console.consult.getByText("Approve", { exact: true }).click();
  for (const field of await console.consult.locator("[aria-required=true]").all()) {
    const isFilled = (await field.inputValue()) !== "";
    if (!isFilled) {
      await field.fill("1");
    }
  }

  await console.consult.getByLabel("Drug").fill("testosterone");
  await console.sign();
  await expect(console.page.getByRole("dialog").locator(".refusal")).toHaveText("Controlled substances cannot be ordered here.");
  await console.page.keyboard.press("Escape");
  await expect(console.consult.getByLabel("Drug")).toHaveValue("testosterone");
  await expect(console.page.locator(".duty-word")).toHaveText("On duty");
});

test("offers beside a consult in hand can all be reached, however many", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const form = { modality: "async" };
  const console = await ConsolePage.open(context, server.address, await people.provider([state], { capacity: { live: 1, async: 8 } }));
  const { page } = console;
  await console.goOnDuty();
  await people.request(clinic, state, form);
  await console.accept.click();
  for (let i = 0; i < 6; i++) {
    await people.request(clinic, state, form);
  }

  await expect(console.offer).toHaveCount(6);
  for (const width of [800, 1440]) {
    await page.setViewportSize({ width, height: 700 });
    await console.offer.first().scrollIntoViewIfNeeded();
    await expect(console.accept.first()).toBeInViewport({ ratio: 1 });
    await console.offer.last().scrollIntoViewIfNeeded();
    await expect(console.accept.last()).toBeInViewport({ ratio: 1 });
  }
});

test("licences stand in even rows, those with a warning too", async ({ context, server, people, state }) => {
  const soon = new Date(Date.now() + 20 * 24 * 3_600_000).toISOString().slice(0, 10);
  const provider = await people.provider([state, "NY", "TX"], {
    licenses: [state, "NY", "TX"].map((code, i) => ({ state: code, number: `${code}-1`, expiresOn: i === 1 ? soon : "2099-12-31" })),
  });
  const { page } = await ConsolePage.open(context, server.address, provider);
  await expect(page.locator(".licenses ui-badge")).toHaveCount(1);
  const edges = await page.locator(".licenses tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])));
  expect(edges.map(([name]) => name)).toEqual(edges.map(([, until]) => until));
});

test("one who is suspended is told why nothing comes", async ({ context, server, people, state }) => {
  const provider = await people.provider([state]);
  await people.suspend(provider);
  const console = await ConsolePage.open(context, server.address, provider);
  await expect(console.page.getByText("You are suspended", { exact: true })).toBeVisible();
  await expect(console.page.getByRole("button", { name: "Go on duty" })).toBeDisabled();
});

test("a session that the operator ends closes the console", async ({ context, server, people, state }) => {
  const provider = await people.provider([state]);
  const console = await ConsolePage.open(context, server.address, provider);
  await people.endSessions(provider);
  await expect(console.page).toHaveURL(/\/sign-in/);
  await expect(console.page.getByText("You were signed off")).toBeVisible();
});

test("signing out ends the session", async ({ context, server, people, state }) => {
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.page.getByRole("button", { name: "Sign out" }).click();
  await expect(console.page.getByText("You are signed out.")).toBeVisible();
  await console.page.goto(`${server.address}/provider`);
  await expect(console.page).toHaveURL(/\/sign-in/);
});

test("a wrong token is refused in words, and a right one for another page goes there", async ({ page, context, server, people }) => {
  await page.goto(`${server.address}/sign-in`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator(".error")).toContainText("Enter the token or key");
  await page.getByLabel("Token or key").fill("pt_wrong");
  await page.keyboard.press("Enter");
  await expect(page.locator(".error")).toContainText("This token or key is not known");
  await expect(page.getByLabel("Token or key")).toBeFocused();
  const clinic = await people.clinic();
  await signIn(context, server.address, clinic.apiKey);
  expect((await context.cookies()).every((cookie) => cookie.httpOnly && cookie.sameSite === "Strict")).toBe(true);
});

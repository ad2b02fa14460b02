import type { Page } from "@playwright/test";
import type { components } from "../../../src/Web/shared/api/schema";
import { isClean } from "../harness/axe";
import { ConsolePage, signIn } from "../harness/console";
import { DashboardPage } from "../harness/dashboard";
import { fits } from "../harness/fits";
import { history } from "../harness/given/history";
import { expect, test } from "../harness/test";
import { Tunnel } from "../harness/tunnel";

type Sessions = components["schemas"]["SessionsBody"];

for (const [page, first] of [["provider", "/v1/provider"], ["clinic", "/v1/clinic"], ["ops", "/v1/session"]] as const) {
  test(`the page /${page} that cannot be opened says so, and opens once it is tried again`, async ({ context, server, people, state }) => {
    const tokens = { provider: (await people.provider([state])).accessToken, clinic: (await people.clinic()).apiKey, ops: server.operatorToken };
    await signIn(context, server.address, tokens[page]);
    await context.route((url) => url.pathname === first, (route) => route.abort("connectionrefused"));
    const tab = await context.newPage();
    await tab.goto(`${server.address}/${page}`);
    await expect(tab.getByText("The server did not answer.")).toBeVisible();
    await isClean(tab, "not opened");
    await context.unrouteAll();
    await tab.getByRole("button", { name: "Try again" }).click();
    await expect(tab.getByText("Live", { exact: true })).toBeVisible();
  });
}

test("waits of the past are shown for a day and a week, and again after they could not be read", async ({ context, server, people }) => {
  const clinic = await people.clinic();
  const spans: string[] = [];
  let isAway = false;
  await context.route("**/v1/wait-times/history?*", (route) => {
    const span = new URL(route.request().url()).searchParams.get("span")!;
    spans.push(span);
    return isAway ? route.fulfill({ status: 503, json: {} }) : route.fulfill({ json: { ...history, span } });
  });
  const { page } = await DashboardPage.open(context, server.address, clinic);
  const panel = page.locator("history-panel");
  await expect(panel.locator("canvas")).toBeVisible();
  await panel.getByText("As numbers").click();
  await expect(panel.getByRole("columnheader", { name: "Promised" })).toBeVisible();
  await expect(panel.locator("tbody tr").first()).toContainText("5 min");
  isAway = true;
  await panel.getByText("Week", { exact: true }).click();
  await expect(panel.getByText("The history could not be loaded")).toBeVisible();
  await isClean(page, "history failed");
  isAway = false;
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.locator("canvas")).toBeVisible();
  expect([spans[0], spans.at(-1)]).toEqual(["day", "week"]);
});

test("a provider takes a break, in which nothing is offered, and comes back", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  await page.getByRole("button", { name: "Take a break" }).click();
  await expect(page.locator(".duty-word")).toHaveText("On break");
  await expect(page.getByRole("button", { name: "Back on duty" })).toBeFocused();
  const asked = await people.request(clinic, state);
  expect((await people.consult(clinic, asked.id)).status).toBe("waiting");
  await expect(console.offer).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(console.offer).toHaveCount(1);
  await expect(page.locator(".duty-word")).toHaveText("On duty");
});

test("an order form that could not be loaded says so, and is there once it is tried again", async ({ context, server, people, state }) => {
  let isAway = true;
  await context.route("**/v1/services", (route) => (isAway ? route.abort("connectionrefused") : route.continue()));
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  await people.request(clinic, state);
  await console.accept.click();
  await console.start();
  await console.consult.getByText("Approve", { exact: true }).click();
  await expect(console.consult.getByText("The order form could not be loaded")).toBeVisible();
  await console.consult.getByLabel("Medical judgement").fill("Indicated; no contraindication.");
  await console.consult.getByRole("button", { name: "Review and sign" }).click();
  const again = console.consult.getByRole("button", { name: "Try again" });
  await expect(again).toBeFocused();
  await expect(console.consult.getByText("once the order form is there")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 700 });
  await isClean(page, "no order form");
  await fits(page, "no order form");
  isAway = false;
  await page.keyboard.press("Enter");
  await expect(console.consult.getByLabel("History and indications")).toBeFocused();
  await console.fillOrder();
  await console.sign();
  await expect(page.getByRole("heading", { name: "Approved and signed" })).toBeVisible();
});

test("an order form that could not be loaded is there once the connection is back", async ({ context, server, people, state }) => {
  const tunnel = await Tunnel.to(server.address);
  let isAway = true;
  await context.route("**/v1/services", (route) => (isAway ? route.abort("connectionrefused") : route.continue()));
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, tunnel.address, await people.provider([state]));
  await console.goOnDuty();
  await people.request(clinic, state);
  await console.accept.click();
  await console.start();
  await console.consult.getByText("Approve", { exact: true }).click();
  await expect(console.consult.getByText("The order form could not be loaded")).toBeVisible();
  tunnel.cut();
  await expect(console.page.getByText(/^Offline/)).toBeVisible();
  isAway = false;
  tunnel.mend();
  await expect(console.consult.getByLabel("History and indications")).toBeVisible();
  await tunnel.close();
});

test("the pause after a consult ends with the break that it was, and stays when one rests", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  const card = page.locator("wrap-up-card");
  const serve = async () => {
    await people.request(clinic, state);
    await console.accept.click();
    await console.start();
    await console.decide("Deny", "A contraindication; the patient was told.");
    await console.sign();
    await expect(page.getByRole("heading", { name: "Denied and signed" })).toBeFocused();
  };

  await console.goOnDuty();
  await serve();
  await page.getByRole("button", { name: "Back on duty" }).click();
  await expect(page.getByText("Waiting for the next offer")).toBeVisible();
  await expect(card).toHaveCount(0);
  await serve();
  await page.getByRole("button", { name: "Stay on break" }).click();
  await expect(card).toHaveCount(0);
  await expect(page.locator(".duty-word")).toHaveText("On break");
});

test("while the console is out of sight the system notifies of an offer, once, and takes it back when it is gone", async ({
  context,
  server,
  people,
  state,
}) => {
  await context.addInitScript(() => {
    const shown: { title: string; open: boolean }[] = [];
    class FakeNotification extends EventTarget {
      static permission = "granted";
      readonly #entry;
      constructor(title: string) {
        super();
        this.#entry = { title, open: true };
        shown.push(this.#entry);
      }

      close(): void {
        this.#entry.open = false;
      }
    }

    Object.assign(window, { Notification: FakeNotification, shown });
    Object.defineProperty(document, "visibilityState", { get: () => document.body.dataset["visibility"] ?? "visible" });
  });
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  await page.evaluate(() => (document.body.dataset["visibility"] = "hidden"));
  const asked = await people.request(clinic, state);
  await expect.poll(() => notified(page)).toEqual([{ title: "New offer: Botox", open: true }]);
  await people.cancel(clinic, asked.id);
  await expect.poll(() => notified(page)).toEqual([{ title: "New offer: Botox", open: false }]);
});

test("before a session ends for idleness one is asked, and stays with one key", async ({ context, server, people, state }) => {
  const provider = await people.provider([state]);
  let left: number | undefined = 100;
  await context.route("**/v1/session?*", async (route) => {
    if (route.request().method() === "PUT") {
      left = undefined;
    }

    const answer = await route.fetch();
    const body = (await answer.json()) as Sessions;
    const signsOffAt = left === undefined ? undefined : new Date(Date.now() + left * 1000).toISOString();
    await route.fulfill({ response: answer, json: { sessions: body.sessions.map((session) => ({ ...session, ...(signsOffAt && { signsOffAt }) })) } });
  });
  const { page } = await ConsolePage.open(context, server.address, provider);
  const dialog = page.getByRole("dialog", { name: "Are you still here?" });
  await expect(dialog).toContainText(/You are signed off in 1:\d\d\./);
  await expect(dialog.getByRole("button", { name: "Stay signed in" })).toBeVisible();
  await isClean(page, "idle");
  await dialog.getByRole("button", { name: "Stay signed in" }).press("Enter");
  await expect(dialog).toHaveCount(0);
});

test("colours that were chosen are kept", async ({ page, server }) => {
  await page.goto(`${server.address}/design`);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Colours: as the system has them" }).click();
  await page.getByRole("button", { name: "Colours: light" }).click();
  await expect(page.getByRole("button", { name: "Colours: dark" })).toBeVisible();
  expect(await background()).not.toBe(light);
  const dark = await background();
  await page.reload();
  await expect(page.getByRole("button", { name: "Colours: dark" })).toBeVisible();
  expect(await background()).toBe(dark);
});

function notified(page: Page): Promise<unknown> {
  return page.evaluate(() => (window as unknown as { shown: unknown }).shown);
}

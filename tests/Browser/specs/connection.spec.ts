import type { Page } from "@playwright/test";
import { ConsolePage } from "../harness/console";
import { expect, test } from "../harness/test";
import { Tunnel } from "../harness/tunnel";

test("the stream resumes after the connection was lost, and nothing is offered twice", async ({ context, server, people, state }) => {
  const tunnel = await Tunnel.to(server.address);
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, tunnel.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  await countInterruptions(page);
  await people.request(clinic, state);
  await console.accept.waitFor();
  await page.locator(".duty-settings summary").focus();

  tunnel.cut();
  await expect(page.getByText(/^Offline/)).toBeVisible();
  await expect(page.locator(".link-state .age")).toContainText("old");
  await expect(console.accept).toHaveAttribute("aria-disabled", "true");
  await expect(console.offer.getByText("You are offline")).toBeVisible();

  // A try of the page's own that comes first would take the button away.
  await expect(page.locator(".link-state .when")).toHaveText(/in ([4-9]|1\d) s/, { timeout: 30_000 });
  tunnel.mend();
  await page.getByRole("button", { name: "Try now" }).click();
  await console.isLive();
  await expect(console.offer).toHaveCount(1);

  // A lost socket gives the ticket back at once: the same offer again, or a new one a little later, and one card either way.
  await expect.poll(() => interruptions(page)).toBe(await offersSeen(page));
  await console.accept.click();
  await expect(page.getByRole("heading", { name: "Amelia Reyes" })).toBeVisible();
  await tunnel.close();
});

test("what happened while the connection was lost is there when it is back", async ({ context, server, people, state }) => {
  const tunnel = await Tunnel.to(server.address);
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, tunnel.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  const asked = await people.request(clinic, state);
  await console.accept.click();
  await console.start();

  tunnel.cut();
  await expect(page.getByText(/^Offline/)).toBeVisible();
  await console.consult.getByLabel("Notes, only for you").fill("Typed without a connection.");
  await expect(console.consult.getByText("Not saved: the server does not answer")).toBeVisible();
  tunnel.mend();
  await console.isLive();
  await expect(console.consult.getByText(/^Saved \d/)).toBeVisible();

  tunnel.cut();
  await expect(page.getByText(/^Offline/)).toBeVisible();
  await people.cancel(clinic, asked.id);
  tunnel.mend();
  await console.isLive();
  await expect(console.consult).toHaveCount(0);
  await tunnel.close();
});

test("a reconnect moves neither focus nor scroll, and is said politely", async ({ context, server, people, state }) => {
  const tunnel = await Tunnel.to(server.address);
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, tunnel.address, await people.provider([state]));
  const { page } = console;
  await page.setViewportSize({ width: 900, height: 500 });
  await console.goOnDuty();
  await people.request(clinic, state);
  await console.accept.click();
  await console.start();
  await console.consult.getByText("Deny", { exact: true }).click();
  const judgement = console.consult.getByLabel("Medical judgement");
  await judgement.fill("A contraindication");
  const before = await page.evaluate(() => scrollY);

  tunnel.cut();
  await expect(page.locator("ui-announcer [role=status]")).toHaveText(/connection is lost/);
  await expect(judgement).toBeFocused();
  tunnel.mend();
  await console.isLive();
  await expect(page.locator("ui-announcer [role=status]")).toHaveText(/connection is back/);
  await expect(judgement).toBeFocused();
  await expect(judgement).toHaveValue("A contraindication");
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await tunnel.close();
});

test("of two tabs one leads, both act, and the other leads on when the first is closed", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const first = await ConsolePage.open(context, server.address, await people.provider([state]));
  await first.goOnDuty();
  const second = new ConsolePage(await context.newPage());
  await second.page.goto(`${server.address}/provider`);
  await second.isLive();
  await expect(second.page.getByText("live in another tab")).toBeVisible();
  await expect(second.page.locator(".duty-word")).toHaveText("On duty");
  await expect(first.page.getByText("live in another tab")).toHaveCount(0);
  await countInterruptions(first.page);
  await countInterruptions(second.page);

  await people.request(clinic, state);
  await expect(first.offer).toHaveCount(1);
  await expect(second.offer).toHaveCount(1);
  expect([await interruptions(first.page), await interruptions(second.page)]).toEqual([1, 0]);
  await second.accept.click();
  await expect(second.page.getByRole("heading", { name: "Amelia Reyes" })).toBeVisible();
  await expect(first.page.getByRole("heading", { name: "Amelia Reyes" })).toBeVisible();
  await expect(first.offer).toHaveCount(0);

  await first.page.close();
  await expect(second.page.getByText("live in another tab")).toHaveCount(0);
  await second.isLive();
  await second.start();
  await second.decide("Deny", "A contraindication; the patient was told.");
  await second.sign();
  await expect(second.page.getByRole("heading", { name: "Denied and signed" })).toBeVisible();
  await second.page.getByRole("button", { name: "Ready for the next" }).click();
  await people.request(clinic, state);
  await expect(second.offer).toHaveCount(1);
  expect(await interruptions(second.page)).toBe(1);
});

async function countInterruptions(page: Page): Promise<void> {
  await page.evaluate(() => {
    let count = 0;
    const offers = new Set<string | null>();
    new MutationObserver(() => {
      document.querySelectorAll("offer-card article").forEach((card) => offers.add(card.getAttribute("aria-labelledby")));
      document.body.dataset["offersSeen"] = String(offers.size);
    }).observe(document.querySelector("main")!, { childList: true, subtree: true });
    const region = document.querySelector("ui-announcer [role=alert]")!;
    new MutationObserver(() => {
      if (region.textContent) {
        document.body.dataset["interruptions"] = String(++count);
      }
    }).observe(region, { childList: true, characterData: true, subtree: true });
  });
}

async function offersSeen(page: Page): Promise<number> {
  return Number(await page.evaluate(() => document.body.dataset["offersSeen"] ?? "0"));
}

async function interruptions(page: Page): Promise<number> {
  return Number(await page.evaluate(() => document.body.dataset["interruptions"] ?? "0"));
}

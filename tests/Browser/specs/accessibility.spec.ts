import { isClean } from "../harness/axe";
import { ConsolePage } from "../harness/console";
import { fits } from "../harness/fits";
import { expect, test } from "../harness/test";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the design and the page to sign in have nothing for axe to find", async ({ page, server }) => {
      await page.goto(`${server.address}/design`);
      await page.getByRole("heading", { name: "Design", level: 1 }).waitFor();
      await isClean(page, "design");
      await page.getByRole("button", { name: "Decline the offer…" }).click();
      await isClean(page, "design, dialog");
      await page.goto(`${server.address}/sign-in?why=idle`);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.locator(".error").waitFor();
      await isClean(page, "sign-in");
    });

    test("the console has nothing for axe to find, in any of its states", async ({ context, server, people, state }) => {
      test.slow();
      const clinic = await people.clinic();
      const console = await ConsolePage.open(context, server.address, await people.provider([state]));
      const { page } = console;
      await isClean(page, "off duty");
      await page.locator(".duty-settings summary").click();
      await page.getByRole("button", { name: "Go on duty" }).click();
      await isClean(page, "check");
      await page.keyboard.press("Escape");
      await console.goOnDuty();
      await isClean(page, "waiting");
      await people.request(clinic, state, { priority: "urgent" });
      await console.accept.waitFor();
      await isClean(page, "offer");
      await page.keyboard.press("d");
      await isClean(page, "declining");
      await page.keyboard.press("Escape");
      await console.accept.click();
      await console.start();
      await isClean(page, "consult");
      await console.consult.getByRole("tab", { name: "Timeline" }).click();
      await console.consult.getByText("Requested by the clinic").waitFor();
      await console.consult.getByText("Approve", { exact: true }).click();
      await console.consult.getByRole("button", { name: "Review and sign" }).click();
      await isClean(page, "decision with faults");
      await people.request(clinic, state, { modality: "async" });
      await console.accept.waitFor();
      await isClean(page, "offer beside a consult");
      await console.decide("Deny", "A contraindication.");
      await console.consult.getByRole("button", { name: "Review and sign" }).click();
      await isClean(page, "signing");
      await page.getByRole("button", { name: "Sign and complete" }).click();
      await page.getByRole("heading", { name: "Denied and signed" }).waitFor();
      await isClean(page, "wrap-up");
    });
  });
}

test("the keyboard alone serves a consult", async ({ page, server, people, state }) => {
  const clinic = await people.clinic();
  const provider = await people.provider([state]);
  const console = new ConsolePage(page);
  const { keyboard } = page;
  const tabTo = async (name: string | RegExp, role: "button" | "radio" | "tab" | "textbox" = "button") => {
    const target = page.getByRole(role, { name }).locator("visible=true").first();
    await target.waitFor();
    for (let i = 0; i < 60; i++) {
      if (await target.evaluate((element) => element === document.activeElement)) {
        return;
      }

      await keyboard.press("Tab");
    }

    throw new Error(`Tab did not reach ${name}.`);
  };

  await page.goto(`${server.address}/provider`);
  await expect(page.getByLabel("Token or key")).toBeFocused();
  await keyboard.type(provider.accessToken);
  await keyboard.press("Enter");
  await console.isLive();
  await keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the main part" })).toBeFocused();
  await tabTo("Go on duty");
  await keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Go on duty" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.locator(".duty-word")).toHaveText("On duty");

  await people.request(clinic, state);
  await console.accept.waitFor();
  await keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Amelia Reyes" })).toBeFocused();
  await tabTo("Start the consult");
  await keyboard.press("Enter");
  await expect(console.consult.getByLabel("Notes, only for you")).toBeFocused();
  await keyboard.type("a d: letters, not answers");
  await tabTo("Intake", "tab");
  await keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Timeline" })).toBeFocused();
  await tabTo("Approve", "radio");
  await keyboard.press("Space");
  await keyboard.press("ArrowRight");
  await tabTo(/Medical judgement/, "textbox");
  await keyboard.type("A contraindication; the patient was told.");
  await tabTo("Review and sign");
  await keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Sign and complete" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Denied and signed" })).toBeFocused();
  await tabTo("Ready for the next");
  await keyboard.press("Enter");
  await expect(page.locator(".duty-word")).toHaveText("On duty");
});

test("single keys answer nothing once they are switched off", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  await console.page.locator(".duty-settings summary").click();
  await console.page.getByRole("switch", { name: "Keys A and D" }).click();
  await people.request(clinic, state);
  await console.accept.waitFor();
  await console.page.locator("#stage").focus();
  await console.page.keyboard.press("a");
  await console.page.keyboard.press("d");
  await expect(console.page.getByRole("dialog")).toHaveCount(0);
  await expect(console.accept).toHaveText("Accept");
});

test("forced colours and reduced motion leave nothing out", async ({ page, server }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await page.goto(`${server.address}/design`);
  await page.getByRole("heading", { name: "Design", level: 1 }).waitFor();
  await isClean(page, "forced colours");
  expect(await page.locator(".skeleton").first().evaluate((element) => getComputedStyle(element).animationIterationCount)).toBe("1");
});

for (const width of [360, 768, 3840]) {
  test(`nothing is wider than a screen of ${width} pixels`, async ({ context, server, people, state }) => {
    const clinic = await people.clinic();
    const console = await ConsolePage.open(context, server.address, await people.provider([state]));
    const { page } = console;
    await page.setViewportSize({ width, height: 800 });
    await fits(page, "off duty");
    await console.goOnDuty();
    await people.request(clinic, state);
    await console.accept.waitFor();
    await fits(page, "offer");
    await console.accept.click();
    await console.start();
    await console.consult.getByText("Approve", { exact: true }).click();
    await fits(page, "consult");
    await page.goto(`${server.address}/design`);
    await page.getByRole("heading", { name: "Design", level: 1 }).waitFor();
    await fits(page, "design");
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel("Token or key").waitFor();
    await fits(page, "sign-in");
  });
}

import { isClean } from "../harness/axe";
import { ConsolePage } from "../harness/console";
import { fits } from "../harness/fits";
import { expect, test } from "../harness/test";

const nora = { givenName: "Nora", familyName: "Lindqvist", birthDate: "1988-07-19" };

test("a single key answers the offer that was said last, whose card alone shows the keys", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  await console.goOnDuty();
  await people.request(clinic, state, { modality: "async" });
  await expect(console.interruption).toContainText("New offer: Botox");
  await people.request(clinic, state, { modality: "async", services: ["laser"], patient: nora });
  await expect(console.interruption).toContainText("New offer: Laser");
  const keys = (of: string) => console.offer.filter({ has: page.getByRole("heading", { name: of }) }).locator("[aria-keyshortcuts]");
  await expect(keys("Laser")).toHaveCount(2);
  await expect(keys("Botox")).toHaveCount(0);
  await page.locator("#stage").focus();

  await console.accept.first().focus();
  await expect(keys("Botox")).toHaveCount(2);
  await expect(keys("Laser")).toHaveCount(0);
  await page.locator("#stage").focus();
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Nora Lindqvist" })).toBeFocused();
  await page.keyboard.press("d");
  await expect(page.getByRole("dialog", { name: "Why do you decline?" })).toBeVisible();
});

test("an offer names no keys that are switched off", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  await console.page.locator(".duty-settings summary").click();
  await console.page.getByRole("switch", { name: "Keys A and D" }).click();
  await people.request(clinic, state);
  await expect(console.interruption).toContainText("New offer: Botox");
  await expect(console.interruption).not.toContainText("Press A");
});

test("an offer sounds after a reload, once somebody clicked anywhere in the page", async ({ context, server, people, state }) => {
  await context.addInitScript(() => {
    class FakeAudio extends EventTarget {
      state = "suspended";
      currentTime = 1;
      destination = {};

      /** Waits for a click or key, as browsers do. */
      resume(): Promise<void> {
        return new Promise((done) => {
          if (navigator.userActivation.hasBeenActive) {
            this.state = "running";
            this.dispatchEvent(new Event("statechange"));
            done();
          }
        });
      }
    }

    class FakeNode {
      gain = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
      connect = (to: unknown) => to;
      stop = () => {};
      start(): void {
        document.body.dataset["tones"] = String(Number(document.body.dataset["tones"] ?? 0) + 1);
      }
    }

    Object.assign(window, { AudioContext: FakeAudio, OscillatorNode: FakeNode, GainNode: FakeNode });
  });
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  const hint = page.getByText("New offers are silent for now.");
  await console.goOnDuty();
  await expect(hint).toHaveCount(0);
  await page.reload();
  await console.isLive();
  await expect(hint).toBeVisible();
  await page.setViewportSize({ width: 320, height: 700 });
  await isClean(page, "muted");
  await fits(page, "muted");
  await page.getByRole("heading", { name: "Licences" }).click();
  await expect(hint).toHaveCount(0);
  await people.request(clinic, state);
  await console.accept.waitFor();
  await expect(page.locator("body")).toHaveAttribute("data-tones", "2");
});

test("what happens while a dialog is open is said inside of it", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  const { page } = console;
  const dialog = page.getByRole("dialog");
  await console.goOnDuty();
  await people.request(clinic, state, { services: ["glp1"] });
  await console.accept.click();
  await console.start();

  await console.consult.getByRole("button", { name: "Give back…" }).click();
  await people.request(clinic, state, { modality: "async" });
  await expect(dialog.getByRole("alert")).toContainText("New offer: Botox");
  await isClean(page, "dialog that speaks");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);

  await console.consult.getByText("Approve", { exact: true }).click();
  for (const field of await console.consult.locator("[aria-required=true]").all()) {
    if ((await field.inputValue()) === "") {
      await field.fill("1");
    }
  }

  await console.consult.getByLabel("Drug").fill("testosterone");
  await console.sign();
  await expect(dialog.getByRole("status")).toHaveText("Controlled substances cannot be ordered here.");
  await page.keyboard.press("Escape");
  await people.request(clinic, state, { modality: "async", services: ["laser"] });
  await expect(console.interruption).toContainText("New offer: Laser");
});

import type { BrowserContext, Page } from "@playwright/test";
import type { components } from "../../../src/Web/shared/api/schema";
import { isClean } from "../harness/axe";
import { DashboardPage } from "../harness/dashboard";
import { fits } from "../harness/fits";
import { OpsPage } from "../harness/ops";
import { expect, test } from "../harness/test";

type Session = components["schemas"]["SessionBody"];

const minutes = 60_000;

test("who closes the question whether one is still here is asked again the next time, and while nobody heard the answer", async ({ context, server, people }) => {
  let left = 1.5 * minutes;
  let puts: "heard" | "lost" = "heard";
  await onSession(context, async (method) => {
    if (method === "PUT" && puts === "lost") {
      return undefined;
    }

    left = method === "PUT" ? 15 * minutes : left;
    return { signsOffAt: new Date(Date.now() + left).toISOString() };
  });
  await context.clock.install();
  const { page } = await DashboardPage.open(context, server.address, await people.clinic());
  const dialog = page.getByRole("dialog", { name: "Are you still here?" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => left).toBe(15 * minutes);

  // Elsewhere nothing was done either: what is asked each minute says so.
  left = 1.5 * minutes;
  puts = "lost";
  await context.clock.fastForward(minutes);
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("That did not work")).toBeVisible();
  await isClean(page, "not heard");
  puts = "heard";
  await dialog.getByRole("button", { name: "Stay signed in" }).press("Enter");
  await expect(dialog).toHaveCount(0);
});

test("before a session ends for good one is told when, and that nothing puts it off", async ({ context, server, people }) => {
  const endsAt = new Date(Date.now() + 1.5 * minutes).toISOString();
  await onSession(context, async () => ({ signsOffAt: endsAt, endsAt }));
  await context.clock.install();
  const { page } = await DashboardPage.open(context, server.address, await people.clinic());
  const dialog = page.getByRole("dialog", { name: "Your session ends soon" });
  await expect(dialog).toContainText(/It ends at \d+:\d\d [AP]M, whatever is done\./);
  await expect(dialog.getByRole("button", { name: "Stay signed in" })).toHaveCount(0);
  await isClean(page, "ends for good");
  await dialog.getByRole("button", { name: "Go on until then" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await context.clock.runFor(5_000);
  await expect(dialog).toHaveCount(0);
});

test("who could not be signed out is told so, and stays", async ({ context, server, people }) => {
  const { page } = await DashboardPage.open(context, server.address, await people.clinic());
  let answer: "503" | "none" | "theirs" = "503";
  await context.route("**/v1/session?*", (route) => {
    if (route.request().method() !== "DELETE" || answer === "theirs") {
      return route.continue();
    }

    return answer === "none" ? route.abort("connectionrefused") : route.fulfill({ status: 503, json: {} });
  });
  const signOut = page.getByRole("button", { name: "Sign out" });
  const toasts = page.locator(".toast.bad", { hasText: "you are still signed in" });
  await signOut.click();
  await expect(toasts).toHaveCount(1);
  answer = "none";
  await signOut.click();
  await expect(toasts).toHaveCount(2);
  expect(new URL(page.url()).pathname).toBe("/clinic");
  answer = "theirs";
  await signOut.click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
});

test("a wall board that could not be ended says so, and goes on", async ({ context, server, people }) => {
  const { page, dialog } = await DashboardPage.open(context, server.address, await people.clinic());
  await page.getByRole("button", { name: "Wall board" }).click();
  await dialog.getByRole("button", { name: "Open the wall board" }).click();
  await page.waitForURL((url) => url.pathname === "/wall");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await context.route("**/v1/session?*", (route) => (route.request().method() === "DELETE" ? route.fulfill({ status: 503, json: {} }) : route.continue()));
  await page.getByRole("button", { name: "End the wall board" }).click();
  await expect(page.locator(".toast.bad")).toContainText("the wall board goes on");
  await expect(page.getByText("The wall board has ended")).toHaveCount(0);
  await context.unrouteAll();
  await page.getByRole("button", { name: "End the wall board" }).click();
  await expect(page.getByText("The wall board has ended")).toBeVisible();
});

test("who would lose what is not saved is asked before the session ends, and goes on working", async ({ context, server, people }) => {
  const clinic = await people.clinic();
  const ops = await OpsPage.open(context, server);
  const { page } = ops;
  const asked = browserAsks(page);
  await editHours(ops, clinic.id);
  const question = page.getByRole("dialog", { name: "Sign out without saving?" });
  const signOut = page.getByRole("button", { name: "Sign out" }).first();
  await signOut.click();
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await isClean(page, "asked");
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page, "asked");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(signOut).toBeFocused();

  // Nothing has ended.
  await ops.isLive();
  await page.getByRole("button", { name: "Review changes…" }).click();
  await ops.dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".toast")).toContainText("Saved.");

  await page.getByLabel("Monday, window 1, from").fill("08:00");
  await signOut.click();
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  expect(asked).toEqual([]);
});

test("who stays on a page whose session ended is told that nothing is saved any more, and signs out", async ({ context, server, people }) => {
  const clinic = await people.clinic();
  const ops = await OpsPage.open(context, server);
  const { page } = ops;
  const asked = browserAsks(page);
  await editHours(ops, clinic.id);
  await context.request.delete(`${server.address}/v1/session?kind=operator`, { headers: { Origin: server.address } });
  await expect(page.locator(".toast.bad")).toContainText("You are signed off");
  expect(asked).toEqual(["beforeunload"]);
  await expect(page.getByLabel("Monday, window 1, from")).toHaveValue("07:00");
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
});

/** What the browser itself asks; it is told to stay. */
function browserAsks(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  return asked;
}

/** Types an hour of a clinic that has none of its own. */
async function editHours(ops: OpsPage, clinicId: string): Promise<void> {
  const { page } = ops;
  await ops.go("Service hours");
  await page.getByLabel("Applies to").selectOption("Another clinic…");
  await page.getByLabel("Clinic id").fill(clinicId);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Say something here" }).click();
  await page.getByLabel("Monday, window 1, from").fill("07:00");
}

/** Answers what a page asks of its session with other times; undefined for no answer. */
async function onSession(context: BrowserContext, times: (method: string) => Promise<Partial<Session> | undefined>): Promise<void> {
  await context.route("**/v1/session?*", async (route) => {
    const changed = await times(route.request().method());
    if (!changed) {
      return route.abort("connectionrefused");
    }

    const answer = await route.fetch();
    const { sessions } = (await answer.json()) as { sessions: Session[] };
    return route.fulfill({ response: answer, json: { sessions: sessions.map((session) => ({ ...session, ...changed })) } });
  });
}

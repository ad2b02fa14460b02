import type { BrowserContext } from "@playwright/test";
import type { components } from "../../../src/Web/shared/api/schema";
import { isClean } from "../harness/axe";
import { DashboardPage } from "../harness/dashboard";
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

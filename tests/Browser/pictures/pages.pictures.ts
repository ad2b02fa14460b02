import { fileURLToPath } from "node:url";
import { test, type Browser, type Page } from "@playwright/test";
import { ConsolePage } from "../harness/console";
import { DashboardPage } from "../harness/dashboard";
import { DispatchServer } from "../harness/dispatch-server";
import { OpsPage } from "../harness/ops";

// How long the simulated patients and providers work before the pictures are taken: history is kept by the minute.
const minutes = Number(process.env["PICTURES_MINUTES"] ?? 4);
const viewport = { width: 1440, height: 900 };

test("README's pictures of the pages", async ({ browser }) => {
  const server = await DispatchServer.start({}, ["--demo", "--traffic"]);
  try {
    const links = await server.links();
    const provider = new ConsolePage(await opened(browser, links.get("provider")!));
    await provider.goOnDuty();
    const clinic = new DashboardPage(await opened(browser, links.get("clinic")!));
    await clinic.isLive();
    const ops = new OpsPage(await opened(browser, links.get("operations")!));
    await ops.isLive();
    await new Promise((done) => setTimeout(done, minutes * 60_000));
    await provider.accept.first().waitFor();
    await provider.accept.first().click();
    await provider.start();
    await provider.consult.getByLabel("Notes, only for you").fill("Glabellar lines; no neuromuscular disease. Plan and risks discussed.");
    await provider.consult.getByText("Approve", { exact: true }).click();
    await provider.accept.first().waitFor();
    await take(provider.page, "provider");
    await take(clinic.page, "clinic");
    await take(ops.page, "operations");
  } finally {
    await server.stop();
  }
});

async function opened(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await page.goto(link);
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    await document.fonts.ready;
  });
  await page.screenshot({ path: fileURLToPath(new URL(`../../../docs/pictures/${name}.png`, import.meta.url)) });
}

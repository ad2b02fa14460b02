import { ConsolePage } from "../harness/console";
import { atRest, inEachLook } from "../harness/looks";
import { expect, test } from "../harness/test";

// A state whose clock, name and number of letters are always the same.
const state = "WY";

inEachLook((looks) => {
  test("pages look as they did", async ({ page, context, server, people }) => {
    await page.goto(`${server.address}/design`);
    await page.getByRole("heading", { name: "Design", level: 1 }).waitFor();
    await looks(page, "design");
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel("Token or key").waitFor();
    await looks(page, "sign-in");

    const clinic = await people.clinic();
    const console = await ConsolePage.open(context, server.address, await people.provider([state]));
    await looks(console.page, "provider-off-duty");
    await console.goOnDuty();
    const asked = await people.request(clinic, state, { priority: "urgent", services: ["botox", "filler"] });
    await console.accept.waitFor();
    await looks(console.page, "provider-offer");
    await console.accept.click();
    await console.start();
    await console.consult.getByLabel("Notes, only for you").fill("Glabellar lines. No contraindication.");
    await console.consult.getByText("Approve", { exact: true }).click();
    await atRest(console.page);
    await looks(console.page, "provider-consult");
    await people.cancel(clinic, asked.id);
    await expect(console.consult).toHaveCount(0);
    await console.page.getByRole("button", { name: "Go off duty" }).click();
  });
});

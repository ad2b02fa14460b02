import { ConsolePage } from "../harness/console";
import { expect, test } from "../harness/test";

test("offers that came and went leave nothing behind in the page", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  const ask = async (service: string) => {
    const { id } = await people.request(clinic, state, { modality: "async", services: [service] });
    await expect(console.offer.getByRole("heading", { name: service })).toBeVisible();
    return id;
  };
  const nodes = () => console.page.locator("section.offers").evaluate((list) => list.childNodes.length);

  const ofNone = await nodes();
  const [first, second] = [await ask("botox"), await ask("filler")];
  const ofTwo = await nodes();
  await people.cancel(clinic, first);
  await expect(console.offer).toHaveCount(1);
  const third = await ask("botox");
  await expect(console.offer.getByRole("heading")).toHaveText([/filler/i, /botox/i]);
  expect(await nodes()).toBe(ofTwo);

  await people.cancel(clinic, third);
  await people.cancel(clinic, second);
  await expect(console.offer).toHaveCount(0);
  expect(await nodes()).toBe(ofNone);
});

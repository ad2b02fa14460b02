import { readFile } from "node:fs/promises";
import { snapshotOf } from "../../../src/Web/build/snapshot.mjs";
import { ConsolePage } from "../harness/console";
import { expect, test } from "../harness/test";

const scriptLimit = 120_000;

test("the types of the pages come from the document that is served", async ({ server }) => {
  const served = await (await fetch(`${server.address}/openapi/v1.json`)).json();
  const kept = await readFile(new URL("../../../src/Web/openapi.json", import.meta.url), "utf8");
  expect(snapshotOf(served) === kept, "take the new one with: npm run openapi -- ADDRESS, in src/Web").toBe(true);
});

test("the whole console is at most 120 kB of compressed script, cached for ever, under a strict policy", async ({ context, server, people, state }) => {
  let bytes = 0;
  const problems: string[] = [];
  context.on("response", async (response) => {
    const headers = response.headers();
    if (response.request().resourceType() === "script") {
      bytes += Number(headers["content-length"]);
      expect(headers["content-encoding"]).toBe("br");
      expect(headers["cache-control"]).toContain("immutable");
    } else if (response.request().resourceType() === "document") {
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["content-security-policy"]).not.toContain("unsafe");
    }
  });
  context.on("console", (message) => {
    if (message.type() === "error") {
      problems.push(message.text());
    }
  });
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(scriptLimit);
  test.info().annotations.push({ type: "figure", description: `console: ${bytes} bytes of compressed script` });
  process.stdout.write(`  provider console: ${(bytes / 1000).toFixed(1)} kB of compressed script\n`);
  expect(problems).toEqual([]);
});

test("an offer is seen: from the clinic's request to the card", async ({ context, server, people, state }) => {
  const clinic = await people.clinic();
  const console = await ConsolePage.open(context, server.address, await people.provider([state]));
  await console.goOnDuty();
  await console.page.evaluate(() => {
    new MutationObserver(() => {
      const card = document.querySelector<HTMLElement>("offer-card article");
      if (card && !card.dataset["seen"]) {
        card.dataset["seen"] = "yes";
        requestAnimationFrame(() => {
          document.body.dataset["seenAt"] = String(performance.timeOrigin + performance.now());
        });
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
  const took: number[] = [];
  for (let i = 0; i < 8; i++) {
    await console.page.evaluate(() => delete document.body.dataset["seenAt"]);
    const asked = performance.timeOrigin + performance.now();
    const consult = await people.request(clinic, state);
    const seen = await console.page.waitForFunction(() => document.body.dataset["seenAt"]);
    took.push(Number(await seen.jsonValue()) - asked);
    await people.cancel(clinic, consult.id);
    await expect(console.offer).toHaveCount(0, { timeout: 30_000 });
  }

  took.sort((a, b) => a - b);
  process.stdout.write(`  POST to visible card: p50 ${took[took.length / 2]!.toFixed(0)} ms, most ${took.at(-1)!.toFixed(0)} ms of ${took.length}\n`);
});

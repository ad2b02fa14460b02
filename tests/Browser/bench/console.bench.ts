import { ConsolePage, signIn } from "../harness/console";
import type { Clinic, People, Provider } from "../harness/people";
import { test } from "../harness/test";
import { Bot } from "./bot";
import { browserSession, cpuSeconds, liveHeap, mega, messagesOf, quantile, report, seconds, shareOfCore } from "./figures";

// Minutes under 200 events a second; the heap is compared with the sixth part of them (30 minutes: the fifth minute).
const minutes = Number(process.env["BENCH_MINUTES"] ?? 3);
const eventsPerSecond = 200;
const requestsPerSecond = eventsPerSecond / 2;
const visiblePerSecond = 20;
const visibleSeconds = 20;
const throttling = 4;
const coldStarts = 5;
const state = "CA";

const busy = { capacity: { live: 1, async: 20 } };
const limits = { limits: { requestsPerSecond: 1_000, openConsults: 5_000 } };

test("the console under 200 events a second: CPU and heap", async ({ browser, server, people }) => {
  const { console, clinic } = await onDuty(browser, server.address, people);
  const cdp = await console.page.context().newCDPSession(console.page);
  const system = await browserSession(browser);
  await cdp.send("Network.enable");
  let events = 0;
  cdp.on("Network.webSocketFrameReceived", ({ response }) => {
    events += messagesOf(response.payloadData).length;
  });

  const bot = new Bot(people, clinic, [state], requestsPerSecond);
  bot.start();
  await seconds(5);
  const [startedAt, before, eventsBefore] = [performance.now(), await cpuSeconds(system), events];
  await seconds((minutes * 60) / 6);
  const early = await liveHeap(cdp);
  await seconds(minutes * 60 - (performance.now() - startedAt) / 1000);
  const [took, after] = [(performance.now() - startedAt) / 1000, await cpuSeconds(system)];
  const rate = (events - eventsBefore) / took;
  const late = await liveHeap(cdp);
  await bot.stop();
  report(
    `console, ${rate.toFixed(0)} events/s for ${took.toFixed(0)} s: page ${shareOfCore(before.get("renderer"), after.get("renderer"), took)} of a core, `
    + `GPU process ${shareOfCore(before.get("GPU"), after.get("GPU"), took)}; heap ${mega(early)} MB at ${(minutes * 10).toFixed(0)} s, `
    + `${mega(late)} MB at the end (${(((late - early) / early) * 100).toFixed(1)} %); ${bot.refused} refused${bot.lastRefusal}`,
  );
});

test("from the clinic's request to the visible card, at 20 consults a second", async ({ browser, server, people }) => {
  const { console, clinic } = await onDuty(browser, server.address, people);
  await console.page.evaluate(() => {
    const seen: Record<string, number> = {};
    (window as unknown as { seen: typeof seen }).seen = seen;
    new MutationObserver(() => requestAnimationFrame(() => {
      for (const card of document.querySelectorAll<HTMLElement & { offer: { message: { consultId: string } } }>("offer-card")) {
        seen[card.offer.message.consultId] ??= performance.timeOrigin + performance.now();
      }
    })).observe(document.querySelector("main")!, { childList: true, subtree: true });
  });
  const bot = new Bot(people, clinic, [state], visiblePerSecond);
  bot.start();
  await seconds(visibleSeconds);
  await bot.stop();
  const seen = await console.page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  const took = [...bot.askedAt].flatMap(([id, at]) => (seen[id] === undefined ? [] : [seen[id] - at])).sort((a, b) => a - b);
  report(
    `POST to visible card at ${visiblePerSecond}/s: p50 ${quantile(took, 0.5).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms, `
    + `p99 ${quantile(took, 0.99).toFixed(0)} ms of ${took.length}, ${bot.refused} refused${bot.lastRefusal}`,
  );
});

test("first contentful paint from a cold cache", async ({ browser, server, people }) => {
  const provider = await people.provider([state]);
  for (const page of ["provider", "clinic", "ops", "sign-in", "design"]) {
    const paints: number[] = [];
    for (let i = 0; i < coldStarts; i++) {
      const context = await browser.newContext();
      await signIn(context, server.address, provider.accessToken);
      const tab = await context.newPage();
      const cdp = await context.newCDPSession(tab);
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: throttling });
      await tab.goto(`${server.address}/${page}`);
      const paint = await tab.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
      paints.push((await paint.jsonValue())!);
      await context.close();
    }

    paints.sort((a, b) => a - b);
    report(`/${page} first contentful paint, ${throttling} x CPU throttling: median ${quantile(paints, 0.5).toFixed(0)} ms, most ${paints.at(-1)!.toFixed(0)} ms of ${coldStarts}`);
  }
});

async function onDuty(browser: import("@playwright/test").Browser, address: string, people: People) {
  const clinic = await people.call<Clinic>("POST", "/v1/clinics", people.operatorToken, { name: "Lumen Med Spa", ...limits });
  const provider: Provider = await people.provider([state], busy);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const console = await ConsolePage.open(context, address, provider);
  await console.goOnDuty();
  return { console, clinic };
}

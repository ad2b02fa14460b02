import { ConsolePage, signIn } from "../harness/console";
import type { Clinic, People, Provider } from "../harness/people";
import { test } from "../harness/test";
import { BareBrowser } from "./bare-browser";
import { Bot } from "./bot";
import { mega, quantile, report, seconds, shares } from "./figures";
import { Wire } from "./wire";

// Minutes under 200 events a second; the heap is compared with the sixth part of them (30 minutes: the fifth minute).
const minutes = Number(process.env["BENCH_MINUTES"] ?? 3);
const eventsPerSecond = 200;
const requestsPerSecond = eventsPerSecond / 2;
const visiblePerSecond = 20;
const visibleSeconds = 20;
const throttling = 4;
const coldStarts = 5;
const state = "CA";
const viewport = { width: 1440, height: 900 };

const busy = { capacity: { live: 1, async: 20 } };
const limits = { limits: { requestsPerSecond: 1_000, openConsults: 5_000 } };

test("the console under 200 events a second: CPU and heap", async ({ launchOptions, server, people }) => {
  const { provider, clinic } = await busyPeople(people);
  const wire = await Wire.to(server.address);
  const browser = await BareBrowser.launch(launchOptions.executablePath!, launchOptions.args ?? [], viewport);
  await browser.steer(async (page) => {
    await signIn(page.context(), wire.address, provider.accessToken);
    await page.goto(`${wire.address}/provider`);
    const console = new ConsolePage(page);
    await console.isLive();
    await console.goOnDuty();
  });
  const bot = new Bot(people, clinic, [state], requestsPerSecond);
  bot.start();
  await seconds(5 + minutes * 10);
  const early = await browser.heap();

  // From here on nothing but the page itself costs the browser anything.
  await seconds(2);
  const [startedAt, before, eventsBefore] = [performance.now(), await browser.cpuSeconds(), wire.events];
  await seconds(minutes * 50);
  const [took, after, events] = [(performance.now() - startedAt) / 1000, await browser.cpuSeconds(), wire.events - eventsBefore];
  const late = await browser.heap();
  const endsLive = await browser.steer((page) => page.getByText("Live", { exact: true }).isVisible());
  await bot.stop();
  await browser.close();
  await wire.close();
  report(
    `console, ${(events / took).toFixed(0)} events/s for ${took.toFixed(0)} s: ${shares(before, after, took)}; heap ${mega(early)} MB at `
    + `${(minutes * 10).toFixed(0)} s, ${mega(late)} MB at the end (${(((late - early) / early) * 100).toFixed(1)} %); ${bot.refused} refused`
    + `${bot.lastRefusal}${endsLive ? "" : "; NOT LIVE at the end"}`,
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

async function busyPeople(people: People) {
  const clinic = await people.call<Clinic>("POST", "/v1/clinics", people.operatorToken, { name: "Lumen Med Spa", ...limits });
  const provider: Provider = await people.provider([state], busy);
  return { provider, clinic };
}

async function onDuty(browser: import("@playwright/test").Browser, address: string, people: People) {
  const { provider, clinic } = await busyPeople(people);
  const context = await browser.newContext({ viewport });
  const console = await ConsolePage.open(context, address, provider);
  await console.goOnDuty();
  return { console, clinic };
}

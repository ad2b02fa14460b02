import type { CDPSession } from "@playwright/test";
import type { components } from "../../../src/Web/shared/api/schema";
import { DashboardPage } from "../harness/dashboard";
import type { People } from "../harness/people";
import { test } from "../harness/test";
import { Bot } from "./bot";
import { browserSession, cpuSeconds, liveHeap, mega, messagesOf, quantile, report, seconds, shareOfCore } from "./figures";
import { serveTable } from "./table";

const length = 50_000;
const swipes = 12;
const swipeOf = 4_000;
const swipeSpeed = 12_000;
const restsFor = 2;
const watched = Number(process.env["BENCH_MINUTES"] ?? 1) * 60;
const limits = { limits: { requestsPerSecond: 1_000, openConsults: 5_000 } };
const viewport = { width: 1440, height: 900 };

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

test("scrolling 50,000 consults: the longest frame of a trace", async ({ browser, server, people }) => {
  const clinic = await people.clinic();
  const asked = await people.request(clinic, "VT");
  await people.cancel(clinic, asked.id);
  const example = await people.consult(clinic, asked.id);
  const context = await browser.newContext({ viewport });
  const opening = context.waitForEvent("page").then((page) => serveTable(page, length, example));
  const dashboard = await DashboardPage.open(context, server.address, clinic);
  await opening;
  const { page, grid } = dashboard;
  // The names come last: then the page rests, and what was read to open it is cleared away.
  await dashboard.row("Amelia Reyes").first().waitFor();
  await grid.scrollIntoViewIfNeeded();
  await seconds(restsFor);
  const cdp = await context.newCDPSession(page);
  const box = (await grid.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const frame = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    (window as unknown as { frames: number[] }).frames = frames;
    requestAnimationFrame(frame);
  });
  const trace = await traced(cdp, async () => {
    for (let i = 0; i < swipes; i++) {
      await cdp.send("Input.synthesizeScrollGesture", { x, y, yDistance: i < (swipes * 2) / 3 ? -swipeOf : swipeOf, speed: swipeSpeed, preventFling: i % 2 === 0 });
    }

    // And by the whole height at once, as the bar and End do.
    for (const share of [0.25, 0.5, 0.75, 1, 0]) {
      await grid.evaluate((element, to) => (element.scrollTop = element.scrollHeight * to), share);
      await seconds(0.4);
    }
  });
  const frames = (await page.evaluate(() => (window as unknown as { frames: number[] }).frames)).slice(1).sort((a, b) => a - b);
  const [tasks, cpu] = [mainThreadTasks(trace, "dur"), mainThreadTasks(trace, "tdur")];
  report(
    `scrolling ${await grid.getAttribute("aria-rowcount")} rows: ${frames.length} frames, p50 ${quantile(frames, 0.5).toFixed(1)} ms, p99 `
    + `${quantile(frames, 0.99).toFixed(1)} ms, longest ${frames.at(-1)!.toFixed(1)} ms, ${frames.filter((took) => took > 50).length} above 50 ms; `
    + `tasks of the page's thread: longest ${tasks.at(-1)!.toFixed(1)} ms of ${tasks.length}, and ${cpu.at(-1)!.toFixed(1)} ms of CPU`,
  );
  await context.close();
});

test("the dashboard while all 51 states change each second: CPU and heap", async ({ browser, server, people }) => {
  const codes = await states(people, server.operatorToken);
  const clinic = await people.call<{ id: string; apiKey: string }>("POST", "/v1/clinics", server.operatorToken, { name: "Lumen Med Spa" });
  const busy = await people.call<{ id: string; apiKey: string }>("POST", "/v1/clinics", server.operatorToken, { name: "Harbor", ...limits });
  const context = await browser.newContext({ viewport });
  const { page } = await DashboardPage.open(context, server.address, clinic);
  const cdp = await context.newCDPSession(page);
  const system = await browserSession(browser);
  await cdp.send("Network.enable");
  let lines = 0;
  cdp.on("Network.webSocketFrameReceived", ({ response }) => {
    for (const message of messagesOf(response.payloadData)) {
      lines += message.split('"state":').length - 1;
    }
  });
  // Lines are told once a second: in each second every state has one consult more, and in the next one less.
  const bot = new Bot(people, busy, codes, codes.length / 2, 1);
  bot.start();
  await seconds(5);
  const [startedAt, before, linesBefore] = [performance.now(), await cpuSeconds(system), lines];
  await seconds(watched / 6);
  const early = await liveHeap(cdp);
  await seconds(watched - (performance.now() - startedAt) / 1000);
  const [took, after] = [(performance.now() - startedAt) / 1000, await cpuSeconds(system)];
  const rate = (lines - linesBefore) / took;
  const late = await liveHeap(cdp);
  await bot.stop();
  report(
    `dashboard, ${rate.toFixed(0)} states/s for ${took.toFixed(0)} s: page ${shareOfCore(before.get("renderer"), after.get("renderer"), took)} of a core, `
    + `GPU process ${shareOfCore(before.get("GPU"), after.get("GPU"), took)}; heap ${mega(early)} MB after a sixth, ${mega(late)} MB at the end; ${bot.refused} refused${bot.lastRefusal}`,
  );
  await context.close();
});

/** Every state there is. */
async function states(people: People, token: string): Promise<readonly string[]> {
  const overview = await people.call<components["schemas"]["OverviewBody"]>("GET", "/v1/ops/overview", token);
  return overview.states.map(({ line }) => line.state);
}

/** What the browser did meanwhile. */
async function traced(cdp: CDPSession, work: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((done) => cdp.once("Tracing.tracingComplete", () => done()));
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] },
  });
  await work();
  await cdp.send("Tracing.end");
  await complete;
  return events;
}

/** How long each task of a renderer's main thread took in milliseconds, by the clock or of CPU, shortest first. */
function mainThreadTasks(events: readonly TraceEvent[], by: "dur" | "tdur"): readonly number[] {
  const main = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid}/${tid}`),
  );
  return events
    .filter(({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && main.has(`${pid}/${tid}`))
    .map((event) => (event[by] ?? 0) / 1000)
    .sort((a, b) => a - b);
}

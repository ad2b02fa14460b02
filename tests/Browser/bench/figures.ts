import type { Browser, CDPSession } from "@playwright/test";

/** Seconds of CPU that the browser's processes have used, by their type: renderer, GPU, browser, utility. */
export async function cpuSeconds(session: CDPSession): Promise<Map<string, number>> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const used = new Map<string, number>();
  for (const { type, cpuTime } of processInfo) {
    used.set(type, (used.get(type) ?? 0) + cpuTime);
  }

  return used;
}

/** Of one core, in percent, between two readings. */
export function shareOfCore(before: number | undefined, after: number | undefined, seconds: number): string {
  return `${((((after ?? 0) - (before ?? 0)) / seconds) * 100).toFixed(1)} %`;
}

/** Of one core, in percent: all processes of a browser together, and those that used more than a trace. */
export function shares(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, seconds: number): string {
  const used = [...after].map(([kind, total]) => [kind, ((total - (before.get(kind) ?? 0)) / seconds) * 100] as const);
  const sum = used.reduce((all, [, share]) => all + share, 0);
  const parts = used.filter(([, share]) => share >= 0.05).map(([kind, share]) => `${kind} ${share.toFixed(1)}`);
  return `${sum.toFixed(1)} % of a core in all (${parts.join(", ")})`;
}

/** Bytes of script heap that are still reached. */
export async function liveHeap(page: Pick<CDPSession, "send">): Promise<number> {
  await page.send("HeapProfiler.collectGarbage");
  return (await page.send("Runtime.getHeapUsage")).usedSize;
}

/** The lowest of a few readings: what comes and goes meanwhile is not what stays. */
export async function lowestHeap(page: Pick<CDPSession, "send">): Promise<number> {
  const readings: number[] = [];
  for (let i = 0; i < 5; i++) {
    readings.push(await liveHeap(page));
    await seconds(0.2);
  }

  return Math.min(...readings);
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function report(line: string): void {
  process.stdout.write(`\n${line}\n`);
}

export function browserSession(browser: Browser): Promise<CDPSession> {
  return browser.newBrowserCDPSession();
}

export function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

export function seconds(count: number): Promise<void> {
  return new Promise((done) => setTimeout(done, count * 1000));
}

/** What one frame of a hub's connection carries: calls of the page, not pings and answers. */
export function messagesOf(frame: string): readonly string[] {
  return frame.split("\u001e").filter((message) => message.includes('"target"'));
}

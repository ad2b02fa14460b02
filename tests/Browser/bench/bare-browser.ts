import { chromium, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { readdir, readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { DevToolsPipe } from "./devtools-pipe";
import { lowestHeap } from "./figures";

// Of the counts in /proc, which Linux fixes for its interface.
const ticksPerSecond = 100;

/**
 * A browser that nobody watches: what steers a page leaves it before it is measured, because to be told of each frame on
 * a socket costs the browser as much as the frame does.
 */
export class BareBrowser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #endpoint: string;
  readonly #pipe: DevToolsPipe;

  private constructor(process: ChildProcess, profile: string, endpoint: string) {
    this.#process = process;
    this.#profile = profile;
    this.#endpoint = endpoint;
    this.#pipe = new DevToolsPipe(process.stdio[3] as Writable, process.stdio[4] as Readable);
  }

  static async launch(executable: string, args: readonly string[], viewport: { width: number; height: number }): Promise<BareBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "dispatch-bench-"));
    const browser = spawn(
      executable,
      [
        "--headless", "--remote-debugging-port=0", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "--no-first-run", "--mute-audio",
        `--window-size=${viewport.width},${viewport.height}`, ...args, "about:blank",
      ],
      { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] },
    );
    const lines = createInterface({ input: browser.stderr! });
    const endpoint = await new Promise<string>((found, failed) => {
      lines.on("line", (line) => {
        const match = /^DevTools listening on (ws:\S+)$/.exec(line);
        if (match) {
          found(match[1]!);
        }
      });
      browser.on("exit", (code) => failed(new Error(`The browser ended with code ${code} before it listened.`)));
    });
    return new BareBrowser(browser, profile, endpoint);
  }

  /** Steers the browser's one page as long as the work takes. */
  async steer<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const connection = await chromium.connectOverCDP(this.#endpoint);
    try {
      return await work(connection.contexts()[0]!.pages()[0]!);
    } finally {
      await connection.close();
    }
  }

  /** Seconds of CPU that each of its processes has used, by what it is: browser, renderer, gpu-process, utility and so on. */
  async cpuSeconds(): Promise<ReadonlyMap<string, number>> {
    const used = new Map<string, number>();
    for (const { kind, seconds } of await this.#processes()) {
      used.set(kind, (used.get(kind) ?? 0) + seconds);
    }

    return used;
  }

  /** Bytes of script heap that its page holds. */
  heap(): Promise<number> {
    return this.#pipe.attached(lowestHeap);
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.#process.once("exit", done));

    // What was started may be a script around the browser: only the browser itself can be asked to end.
    void this.#pipe.send("Browser.close").catch(() => undefined);
    await ended;
    await rm(this.#profile, { recursive: true, force: true });
  }

  async #processes(): Promise<readonly { readonly kind: string; readonly seconds: number }[]> {
    const all = await Promise.all((await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(readProcess));
    const known = all.filter((one) => one !== undefined);
    const own = new Set([this.#process.pid!]);
    for (let before = 0; before < own.size; ) {
      before = own.size;
      known.filter(({ parent }) => own.has(parent)).forEach(({ id }) => own.add(id));
    }

    return known.filter(({ id }) => own.has(id));
  }
}

/** Undefined where it has just ended. */
async function readProcess(name: string) {
  try {
    const [stat, command] = await Promise.all([readFile(`/proc/${name}/stat`, "utf8"), readFile(`/proc/${name}/cmdline`, "utf8")]);

    // The fields after the program's name, which may hold anything, from the third on: state, parent, …
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const kind = /--type=([\w-]+)/.exec(command)?.[1] ?? "browser";
    return { id: Number(name), parent: Number(fields[1]), kind, seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond };
  } catch {
    return undefined;
  }
}

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../../artifacts/embedded/bin/Api/release/Dispatch.Api.dll", import.meta.url));

// Lines of a start; what traffic prints goes on for ever.
const kept = 100;

/** The server as a user starts it, on a store and a port of its own. */
export class DispatchServer {
  readonly operatorToken = "op_browser-tests-0123456789abcdef";
  readonly #process: ChildProcess;
  readonly #folder: string;

  readonly #printed: readonly string[];

  private constructor(
    process: ChildProcess,
    folder: string,
    printed: readonly string[],
    readonly address: string,
  ) {
    this.#process = process;
    this.#folder = folder;
    this.#printed = printed;
  }

  static async start(environment: Record<string, string> = {}, options: readonly string[] = []): Promise<DispatchServer> {
    const folder = await mkdtemp(join(tmpdir(), "dispatch-browser-"));
    const server = spawn("dotnet", [program, "--port", "0", ...options], {
      env: {
        ...process.env,
        Dispatch__Store: `sqlite:${join(folder, "dispatch.db")}`,
        Dispatch__OperatorToken: "op_browser-tests-0123456789abcdef",
        ...environment,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: server.stdout! });
    const printed: string[] = [];
    const address = await new Promise<string>((found, failed) => {
      lines.on("line", (line) => {
        if (printed.length < kept) {
          printed.push(line);
        }

        const match = /listens on (http:\/\/\S+?)\/?$/.exec(line);
        if (match) {
          found(match[1]!);
        }
      });
      server.on("exit", (code) => failed(new Error(`The server ended with code ${code} before it listened.`)));
    });
    return new DispatchServer(server, folder, printed, address);
  }

  /** The links that a demo prints once it listens, by the page that each opens signed in. */
  async links(): Promise<ReadonlyMap<string, string>> {
    const link = /^\s+(provider|clinic|operations)\s+(http\S+)$/;
    const found = () => this.#printed.flatMap((line) => (link.exec(line) ? [link.exec(line)!] : []));
    while (found().length < 3) {
      await new Promise((done) => setTimeout(done, 50));
    }

    return new Map(found().map(([, page, address]) => [page!, address!]));
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGTERM");
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

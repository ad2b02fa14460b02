import { get } from "#shared/api/client";
import type { ClinicConsultChangedMessage, ConsultTableBody, WaitTimeBody } from "#shared/api/schema";
import { HubLink } from "#shared/live/hub-link";
import type { HubTransport } from "#shared/live/hub-transport";
import { Store } from "#shared/live/store";
import { states } from "virtual:catalog";
import { ConsultRows } from "./consults/consult-rows";
import { emptyBoard, withLines } from "#shared/waits/wait-board";

export interface DashboardOptions {
  readonly transport: () => HubTransport;
  readonly isSignedIn: () => Promise<boolean>;
  readonly now: () => number;
  readonly table?: () => Promise<ConsultTableBody>;
}

/** What a page redraws for at most so often, in milliseconds: people read no faster. */
const drawEvery = 250;

/** What a clinic watches, on its live connection: the lines of all states, and its own consults. */
export class Dashboard {
  readonly board = new Store(emptyBoard);
  readonly rows = new ConsultRows();

  /** Counts what happened to the rows; 0 until they are known. Many changes at once count as one. */
  readonly rowChanges = new Store(0);

  /** Whether the clinic has more consults than the table takes. */
  readonly isTruncated = new Store(false);
  readonly link: HubLink;
  readonly #now: () => number;
  readonly #readTable: () => Promise<ConsultTableBody>;
  #pending: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DashboardOptions) {
    this.#now = options.now;
    this.#readTable = options.table
      ?? (() => get("/v1/consults/table", { headers: { "Dispatch-Background": "true" } }));
    this.link = new HubLink({
      transport: options.transport,
      isSignedIn: options.isSignedIn,
      resume: (link) => this.#resume(link),
      now: options.now,
    });
    this.link.on<readonly WaitTimeBody[]>("WaitTimes", (lines) => this.board.update((board) => withLines(board, lines, this.#now())));
    this.link.on<ClinicConsultChangedMessage>("ConsultChanged", (message) => {
      if (this.rows.apply(message, this.#now())) {
        this.#changed();
      }
    });
  }

  /** Watches first and reads afterwards: nothing falls between. */
  async #resume(link: HubLink): Promise<void> {
    await link.invoke("WatchConsults");
    await link.invoke("WatchWaitTimes", Object.keys(states));
    const table = await this.#readTable();
    this.rows.load(table);
    this.isTruncated.set(table.truncated);
    this.rowChanges.update((n) => n + 1);
  }

  #changed(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      this.rowChanges.update((n) => n + 1);
    }, drawEvery);
  }
}

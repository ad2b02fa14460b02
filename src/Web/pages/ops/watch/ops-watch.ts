import type { OperationEventsBody, OverviewBody } from "#shared/api/schema";
import { HubLink, type HubLinkOptions } from "#shared/live/hub-link";
import { Store } from "#shared/live/store";
import { emptyLog, withEvents, type EventLog } from "./event-log";

/** The installation as the hub tells it: the overview once a second, events as they happen. */
export class OpsWatch {
  readonly overview = new Store<OverviewBody | undefined>(undefined);
  readonly events = new Store<EventLog>(emptyLog);
  readonly link: HubLink;

  constructor(options: Omit<HubLinkOptions, "resume">) {
    this.link = new HubLink({ ...options, resume: (link) => this.#resume(link) });
    this.link.on<OverviewBody>("Overview", (body) => this.overview.set(body));
    this.link.on<OperationEventsBody>("Events", (body) => this.events.update((log) => withEvents(log, body)));
  }

  async #resume(link: HubLink): Promise<void> {
    const { node, lastSeq } = this.events.value;
    await link.invoke("WatchOverview");
    await link.invoke("WatchEvents", node === "" ? null : lastSeq);
  }
}

import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { get } from "#shared/api/client";
import type { TimelineEntryBody } from "#shared/api/schema";
import { LightElement } from "#shared/components/light-element";
import { skeleton } from "#shared/components/state";
import { timelineOf } from "#shared/components/timeline";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";

const strings = provider.timeline;

/** What happened to a consult so far, oldest first. Read again whenever `version` changes. */
@customElement("timeline-view")
export class TimelineView extends LightElement {
  @property() consultId = "";
  @property() state = "";

  /** Whatever changes when the consult does. */
  @property() version = "";
  @state() private entries: readonly TimelineEntryBody[] | undefined;
  @state() private hasFailed = false;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("consultId") || changed.has("version")) {
      void this.#load();
    }
  }

  protected override render() {
    if (this.hasFailed) {
      return html`<ui-state
        kind="error"
        heading=${strings.failed}
        text=${shared.unreachable}
        .action=${html`<button class="button" @click=${() => void this.#load()}>${shared.retry}</button>`}
      ></ui-state>`;
    }

    if (!this.entries) {
      return html`<div class="card-body">${skeleton(4, shared.loading)}</div>`;
    }

    return timelineOf(this.entries, this.state);
  }

  async #load(): Promise<void> {
    const id = this.consultId;
    try {
      const entries = await get("/v1/provider/consults/{id}/timeline", {
        path: { id },
        headers: { "Dispatch-Background": "true" },
      });
      if (id === this.consultId) {
        this.entries = entries;
        this.hasFailed = false;
      }
    } catch {
      // What was read before still tells more than nothing.
      this.hasFailed = this.entries === undefined;
    }
  }
}

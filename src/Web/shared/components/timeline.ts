import { html, nothing, type TemplateResult } from "lit";
import type { TimelineEntryBody } from "#shared/api/schema";
import { domain } from "#strings/domain";
import "./time";

/** What happened to a consult so far, oldest first, on the clocks of the viewer and of a state. */
export function timelineOf(entries: readonly TimelineEntryBody[], state: string): TemplateResult {
  return html`<ol class="timeline">
    ${entries.map(
      (entry) => html`<li>
        <ui-time at=${entry.at} state=${state}></ui-time>
        <p>${domain.events[entry.type] ?? entry.type}${detail(entry)}</p>
      </li>`,
    )}
  </ol>`;
}

function detail({ type, data }: TimelineEntryBody) {
  const { action, promise, reason } = data as { action?: string; promise?: string; reason?: unknown };
  const text = type === "consult.escalated"
    ? [domain.promise[promise ?? ""], domain.laddered[action ?? ""]].filter((word) => word).join(": ")
    : typeof reason === "string" ? reason : undefined;
  return text ? html`<span class="muted small">${text}</span>` : nothing;
}

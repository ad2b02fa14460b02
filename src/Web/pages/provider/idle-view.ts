import { html, type TemplateResult } from "lit";
import type { OwnProfileBody } from "#shared/api/schema";
import { skeleton } from "#shared/components/state";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";
import type { DeskState } from "./desk/desk-state";
import { takenModalities } from "./duty/duty-preferences";

const { idle } = provider;

/** What stands where a consult would, and why there is none. */
export function idleView(profile: OwnProfileBody, { duty }: DeskState): TemplateResult {
  if (duty === undefined) {
    return html`<div class="card idle"><div class="card-body">${skeleton(4, shared.loading)}</div></div>`;
  }

  if (profile.suspended) {
    return html`<div class="card idle">
      <ui-state icon="alert" heading=${idle.suspended} text=${idle.suspendedText}></ui-state>
    </div>`;
  }

  if (duty === "onBreak" || duty === "offDuty") {
    return html`<div class="card idle">
      <ui-state
        icon=${duty === "onBreak" ? "coffee" : "pause"}
        heading=${duty === "onBreak" ? idle.onBreak : idle.offDuty}
        text=${duty === "onBreak" ? idle.onBreakText : idle.offDutyText}
      ></ui-state>
    </div>`;
  }

  const states = profile.licenses.filter((license) => !license.expired).map((license) => license.state).sort();
  const kinds = takenModalities(profile.modalities).map((kind) => provider.offer.modality[kind] ?? kind);
  return html`<div class="card idle waiting">
    <ui-state
      icon="bell"
      heading=${idle.waiting}
      .text=${html`${idle.waitingText}<br /><span class="small">${idle.sounding(shared.listOf(kinds), shared.listOf(states))}</span>`}
    ></ui-state>
  </div>`;
}

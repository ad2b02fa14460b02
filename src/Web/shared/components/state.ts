import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "./icon";
import type { IconName } from "./icon";
import { LightElement } from "./light-element";

const icons: Record<string, IconName> = { empty: "inbox", error: "alert", offline: "offline" };

/** What stands where there is nothing to show: why, and what to do about it. */
@customElement("ui-state")
export class UiState extends LightElement {
  @property({ reflect: true }) kind: "empty" | "error" | "offline" = "empty";
  @property() icon: IconName | undefined;
  @property() heading = "";
  @property() text: string | TemplateResult = "";
  @property({ attribute: false }) action: TemplateResult | undefined;

  protected override render() {
    return html`
      <span class="state-icon"><ui-icon class="large" name=${this.icon ?? icons[this.kind]!}></ui-icon></span>
      <p class="title">${this.heading}</p>
      <p class="text">${this.text}</p>
      ${this.action ?? nothing}
    `;
  }
}

/** What stands for lines that are still on their way. */
export function skeleton(lines: number, label: string): TemplateResult {
  const widths = ["w-1", "w-2", "w-3"];
  return html`<div class="skeletons" role="status" aria-label=${label}>
    ${Array.from({ length: lines }, (_, i) => html`<span class="skeleton ${widths[i % widths.length]!}"></span>`)}
  </div>`;
}

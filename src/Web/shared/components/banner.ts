import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "./icon";
import type { IconName } from "./icon";
import { LightElement } from "./light-element";

/** A strip that says what state the page is in, as long as it is in it. */
@customElement("ui-banner")
export class UiBanner extends LightElement {
  @property({ reflect: true }) tone: "quiet" | "warn" | "bad" = "quiet";
  @property() icon: IconName = "info";
  @property() heading = "";
  @property() text: string | TemplateResult = "";
  @property({ attribute: false }) action: TemplateResult | undefined;

  protected override render() {
    return html`<div class="banner">
      <ui-icon name=${this.icon}></ui-icon>
      <p class="grow"><strong>${this.heading}</strong> ${this.text}</p>
      ${this.action ?? nothing}
    </div>`;
  }
}

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "#strings/shared";
import "./theme-switch";
import { LightElement } from "./light-element";

/** The mark: one line that forks to the right place. */
export const mark = html`<svg viewBox="0 0 24 24" fill="none" aria-hidden="true">
  <rect width="24" height="24" rx="6.5" fill="var(--accent)"></rect>
  <path d="M5.5 12h5l3.5-5h4.5M10.5 12l3.5 5h4.5" stroke="var(--on-accent)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"></path>
</svg>`;

/** The strip at the top of each page: whose page it is, and what applies to all of it. */
@customElement("ui-app-bar")
export class UiAppBar extends LightElement {
  @property() section = "";
  @property({ attribute: false }) middle: TemplateResult | undefined;
  @property({ attribute: false }) end: TemplateResult | undefined;

  protected override render() {
    return html`<header class="app-bar">
      <a class="brand" href="/">${mark}<span>${shared.product}</span><span class="section">${this.section}</span></a>
      ${this.middle ?? nothing}
      <span class="spacer"></span>
      ${this.end ?? nothing}
      <ui-theme-switch></ui-theme-switch>
    </header>`;
  }
}

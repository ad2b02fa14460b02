import { html, type TemplateResult } from "lit";
import { waits } from "#strings/waits";

const strings = waits.history;

/** What the lines and the band of a plot of waits are. */
export function plotKey(): TemplateResult {
  return html`<ul class="plot-key small">
    <li><span class="key-line"></span>${strings.p50}</li>
    <li><span class="key-band"></span>${strings.p80}</li>
    <li><span class="key-dash"></span>${strings.sla}</li>
    <li class="muted">${strings.minutes}</li>
  </ul>`;
}

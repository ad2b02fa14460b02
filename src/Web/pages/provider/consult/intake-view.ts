import { html, nothing, type TemplateResult } from "lit";
import "#shared/components/state";
import { provider } from "#strings/provider";

const strings = provider.intake;

/** The answers that came with the request, whatever the clinic asked. */
export function intakeView(intake: unknown): TemplateResult {
  const answers = Object.entries((intake ?? {}) as Record<string, unknown>);
  if (answers.length === 0) {
    return html`<ui-state icon="form" heading=${strings.empty} text=${strings.emptyText}></ui-state>`;
  }

  const bmi = bodyMassIndex(intake as Record<string, unknown>);
  return html`<dl class="answers">
    ${answers.map(([name, value]) => answer(labelOf(name), html`${written(value)}${unitOf(name, value)}`))}
    ${bmi === undefined ? nothing : answer(strings.bmi, html`${bmi.toFixed(1)} <span class="muted">kg/m²</span>`)}
  </dl>`;
}

/** From height in cm and weight in kg; undefined where either is missing or no measure. */
export function bodyMassIndex({ heightCm, weightKg }: Record<string, unknown>): number | undefined {
  const isMeasured = typeof heightCm === "number" && typeof weightKg === "number" && heightCm > 0 && weightKg > 0;
  return isMeasured ? weightKg / (heightCm / 100) ** 2 : undefined;
}

/** "lastVisitDate" reads "Last visit date". */
export function labelOf(name: string): string {
  const known = strings.labels[name];
  if (known) {
    return known;
  }

  const words = name.replace(/[_-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function answer(label: string, value: TemplateResult): TemplateResult {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function unitOf(name: string, value: unknown): TemplateResult | typeof nothing {
  const unit = strings.units[name];
  return unit && typeof value === "number" ? html` <span class="muted">${unit}</span>` : nothing;
}

function written(value: unknown): string | TemplateResult {
  if (value === null || value === undefined || value === "") {
    return strings.none;
  }

  if (typeof value === "boolean") {
    return value ? strings.yes : strings.no;
  }

  if (Array.isArray(value)) {
    return html`<ul class="answer-list">${value.map((item) => html`<li>${written(item)}</li>`)}</ul>`;
  }

  return typeof value === "object"
    ? html`<dl class="answers inner">${Object.entries(value).map(([name, inner]) => answer(labelOf(name), html`${written(inner)}`))}</dl>`
    : String(value);
}

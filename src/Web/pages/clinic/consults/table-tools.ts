import { html, type TemplateResult } from "lit";
import { clinic } from "#strings/clinic";
import { states } from "virtual:catalog";
import type { RowFilter } from "./consult-row";

const strings = clinic.table;
const shows = ["all", "open", "late", "ended"] as const;

/** What is let through into the table. */
export function tableTools(filter: RowFilter, set: (filter: RowFilter) => void): TemplateResult {
  return html`<div class="tools" role="search">
    <div class="segments" role="radiogroup" aria-label=${strings.show}>
      ${shows.map(
        (show) => html`<label
          ><input type="radio" name="consults-show" .checked=${filter.show === show} @change=${() => set({ ...filter, show })} />${strings.filters[show]}</label
        >`,
      )}
    </div>
    <select
      class="input"
      aria-label=${strings.state}
      .value=${filter.state}
      @change=${(e: Event) => set({ ...filter, state: (e.target as HTMLSelectElement).value })}
    >
      <option value="" ?selected=${filter.state === ""}>${strings.anyState}</option>
      ${Object.entries(states).map(([code, { name }]) => html`<option value=${code} ?selected=${filter.state === code}>${name}</option>`)}
    </select>
    <input
      class="input search"
      type="search"
      aria-label=${strings.searchHint}
      placeholder=${strings.search}
      autocomplete="off"
      .value=${filter.id}
      @input=${(e: Event) => set({ ...filter, id: (e.target as HTMLInputElement).value.trim() })}
    />
  </div>`;
}

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { StateOverviewBody } from "#shared/api/schema";
import { LightElement } from "#shared/components/light-element";
import { repeat } from "#shared/components/repeat";
import "#shared/components/state";
import { duration } from "#shared/format/duration";
import { count, percent } from "#shared/format/number";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";
import { formatRoute } from "../route";
import { isActive, shareOf, sorted, statusOf, type Column, type Sorting, type StateStatus } from "./state-rows";

const strings = ops.states;
const tones = { closed: "quiet", unstaffed: "bad", late: "warn", saturated: "warn", fine: "good", quiet: "quiet" } as const satisfies
  Record<StateStatus, string>;

const columns: readonly { readonly id: Column; readonly label: string; readonly title?: string }[] = [
  { id: "waiting", label: strings.waiting },
  { id: "oldest", label: strings.oldest },
  { id: "expected", label: strings.expected, title: strings.expectedTitle },
  { id: "onDuty", label: strings.onDuty },
  { id: "busy", label: strings.busy, title: strings.busyTitle },
  { id: "attained", label: strings.attained, title: strings.attainedTitle },
  { id: "offered", label: strings.offered },
  { id: "accepted", label: strings.accepted },
  { id: "declined", label: strings.declined },
  { id: "expired", label: strings.unanswered },
];

/** Each state's line in a row. Rows keep their places while somebody is among them. */
@customElement("states-table")
export class StatesTable extends LightElement {
  @property({ attribute: false }) rows: readonly StateOverviewBody[] = [];
  @state() private sorting: Sorting = { by: "waiting", descending: true };
  @state() private onlyActive = true;
  #order: readonly string[] = [];

  protected override render() {
    const shown = this.#shown();
    return html`<section class="card" aria-labelledby="states-heading">
      <div class="card-head">
        <h2 id="states-heading">${strings.heading}</h2>
        <label class="switch small">${strings.onlyActive}
          <input type="checkbox" role="switch" .checked=${this.onlyActive} @change=${this.#toggle} />
        </label>
      </div>
      ${shown.length === 0
        ? html`<ui-state
            icon="pause"
            heading=${strings.none}
            text=${strings.noneText}
            .action=${html`<button class="button" @click=${() => (this.onlyActive = false)}>${strings.all}</button>`}
          ></ui-state>`
        : html`<div class="table-scroll" role="region" aria-label=${strings.scroll} tabindex="0">
            <table class="table states">
              <caption class="visually-hidden">${strings.caption}</caption>
              <thead>
                <tr>
                  ${this.#head({ id: "state", label: strings.state })}
                  <th scope="col">${strings.status}</th>
                  ${columns.map((column) => this.#head(column))}
                </tr>
              </thead>
              <tbody>${repeat(shown, (row) => row.line.state, (row) => this.#row(row))}</tbody>
            </table>
          </div>`}
    </section>`;
  }

  #head({ id, label, title }: (typeof columns)[number]): TemplateResult {
    const isSorted = this.sorting.by === id;
    return html`<th
      scope="col"
      class=${id === "state" ? "" : "number"}
      aria-sort=${isSorted ? (this.sorting.descending ? "descending" : "ascending") : "none"}
    >
      <button class="sort" title=${title ?? strings.sortBy(label)} @click=${() => this.#sort(id)}>
        ${label}<span class="sort-mark" aria-hidden="true">${isSorted ? (this.sorting.descending ? "↓" : "↑") : ""}</span>
      </button>
    </th>`;
  }

  #row(row: StateOverviewBody): TemplateResult {
    const { line, offers, saturation } = row;
    const status = statusOf(row);
    const { estimatedWait, lastHour } = line;
    return html`<tr>
      <th scope="row"><a href=${formatRoute({ area: "consults", state: line.state })}>${domain.state(line.state)}</a></th>
      <td><ui-badge tone=${tones[status]}>${strings.words[status]}</ui-badge></td>
      <td class="number strong">${count(line.waiting)}</td>
      <td class="number">${line.oldestWaitingSeconds === null ? "–" : duration(line.oldestWaitingSeconds)}</td>
      <td class="number">${estimatedWait ? `${duration(estimatedWait.p50)} – ${duration(estimatedWait.p80)}` : "–"}</td>
      <td class="number">${count(line.onDuty)}</td>
      <td class="number">${percent(saturation)}</td>
      <td class="number">${percent(lastHour?.slaAttained)}</td>
      <td class="number">${count(offers.made)}</td>
      <td class="number">${percent(shareOf(offers, "accepted"))}</td>
      <td class="number">${percent(shareOf(offers, "declined"))}</td>
      <td class="number">${percent(shareOf(offers, "expired"))}</td>
    </tr>`;
  }

  #shown(): readonly StateOverviewBody[] {
    const rows = this.onlyActive ? this.rows.filter(isActive) : this.rows;
    const isInUse = this.querySelector("tbody:hover, tbody :focus") !== null;
    const order = sorted(rows, this.sorting);
    if (!isInUse) {
      this.#order = order.map((row) => row.line.state);
      return order;
    }

    const place = new Map(this.#order.map((code, i) => [code, i]));
    return [...order].sort((a, b) => (place.get(a.line.state) ?? Infinity) - (place.get(b.line.state) ?? Infinity) || 0);
  }

  #sort(by: Column): void {
    this.sorting = { by, descending: this.sorting.by === by ? !this.sorting.descending : by !== "state" };
  }

  readonly #toggle = (event: Event): void => {
    this.onlyActive = (event.target as HTMLInputElement).checked;
  };
}

import { html, nothing, render, type TemplateResult } from "lit";
import type { ConsultBody, ConsultStatus } from "#shared/api/schema";
import "#shared/components/time";
import { duration } from "#shared/format/duration";
import { clinic } from "#strings/clinic";
import { domain as words } from "#strings/domain";
import { isLate, isOpen, type ConsultRow } from "./consult-row";

const strings = clinic.table;
const tones: Partial<Record<ConsultStatus, string>> = {
  waiting: "warn",
  offered: "info",
  assigned: "good",
  inProgress: "info",
  expired: "bad",
};

/** In pixels, as the style has it. */
export const lineHeight = 44;

export interface LineContent {
  readonly row: ConsultRow;

  /** Who and what for; undefined until it was read. */
  readonly consult: ConsultBody | undefined;
  readonly isActive: boolean;

  /** Milliseconds since 1970. */
  readonly now: number;
}

/** One line of the table in the page. It is used again for one consult after the other. */
export class ConsultLine {
  readonly element = document.createElement("div");
  #index = -1;
  #content: LineContent | undefined;
  #waited = "";

  constructor() {
    this.element.role = "row";
  }

  /** The line's place in the whole table, from 0. */
  get index(): number {
    return this.#index;
  }

  show(index: number, content: LineContent): void {
    if (index !== this.#index) {
      this.#index = index;
      this.element.ariaRowIndex = `${index + 2}`;
      this.element.style.top = `${index * lineHeight}px`;
    }

    const { row, consult, isActive, now } = content;
    const last = this.#content;
    this.#content = content;
    if (row.id !== last?.row.id) {
      this.element.id = `row-${row.id}`;
    }

    if (isActive !== last?.isActive) {
      this.element.className = isActive ? "row active" : "row";
      this.element.ariaSelected = String(isActive);
    }

    const waited = duration(((row.acceptedAt ?? (isOpen(row.status) ? now : row.updatedAt)) - row.requestedAt) / 1000);
    if (row !== last?.row || consult !== last?.consult || waited !== this.#waited) {
      this.#waited = waited;
      render(cells(content, waited), this.element);
    }
  }
}

function cells({ row, consult, now }: LineContent, waited: string): TemplateResult {
  const late = isLate(row, now) && row.status !== "cancelled";
  return html`<span role="gridcell" class="cell patient">${consult ? (consult.patient ? `${consult.patient.givenName} ${consult.patient.familyName}` : strings.erased) : "…"}</span>
    <span role="gridcell" class="cell service">${consult ? words.services(consult.services) : ""}</span>
    <span role="gridcell" class="cell state" title=${words.state(row.state)}>${row.state}</span>
    <span role="gridcell" class="cell status"><ui-badge tone=${tones[row.status] ?? "quiet"}>${words.status[row.status] ?? row.status}</ui-badge></span>
    <span role="gridcell" class="cell requested"><ui-time at=${new Date(row.requestedAt).toISOString()} state=${row.state}></ui-time></span>
    <span role="gridcell" class="cell waited number"><time>${waited}</time>${late ? html` <strong class="late">${strings.late}</strong>` : nothing}</span>`;
}

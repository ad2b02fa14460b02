import { html, type TemplateResult } from "lit";
import { duration } from "#shared/format/duration";
import { count, share } from "#shared/format/number";
import { waits } from "#strings/waits";
import { tiles } from "./tile-grid";
import type { WaitBoard } from "./wait-board";
import type { WaitLine } from "./wait-line";
import { waitWords } from "./wait-words";

const strings = waits.wait;
const codes = tiles.map((tile) => tile.state).sort((a, b) => waits.stateName(a).localeCompare(waits.stateName(b)));

/** What the map shows, as a table. */
export function waitTable(board: WaitBoard, selected: string, choose: (state: string) => void): TemplateResult {
  return html`<div class="table-scroll wait-table" tabindex="0" role="region" aria-label=${strings.heading}>
    <table class="table">
      <thead>
        <tr>
          <th scope="col">${strings.state}</th>
          <th scope="col">${strings.estimated}</th>
          <th scope="col" class="number">${strings.ahead}</th>
          <th scope="col" class="number">${strings.onDuty}</th>
          <th scope="col" class="number">${strings.median}</th>
          <th scope="col" class="number">${strings.lastHour}</th>
        </tr>
      </thead>
      <tbody>
        ${codes.map((code) => row(code, board.get(code), code === selected, choose))}
      </tbody>
    </table>
  </div>`;
}

function row(code: string, line: WaitLine | undefined, isSelected: boolean, choose: (state: string) => void) {
  return html`<tr class=${isSelected ? "selected" : ""}>
    <th scope="row">
      <button class="link" aria-pressed=${isSelected ? "true" : "false"} @click=${() => choose(isSelected ? "" : code)}>${waits.stateName(code)}</button>
    </th>
    <td class="nowrap">${waitWords(line)}</td>
    <td class="number">${count(line?.waiting ?? 0)}</td>
    <td class="number">${count(line?.onDuty ?? 0)}</td>
    <td class="number nowrap">${line?.lastHour ? duration(line.lastHour.p50) : strings.none}</td>
    <td class="number">${line?.lastHour ? share(line.lastHour.slaAttained, 1) : strings.none}</td>
  </tr>`;
}

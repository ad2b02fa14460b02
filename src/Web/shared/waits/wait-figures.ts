import { html, nothing, type TemplateResult } from "lit";
import { duration } from "#shared/format/duration";
import { count, share } from "#shared/format/number";
import { waitInterval } from "#shared/format/wait";
import { waits } from "#strings/waits";
import { tiles } from "./tile-grid";
import { totalsOf, type WaitBoard } from "./wait-board";
import { waitWords } from "./wait-words";

const strings = waits.wait;

/** The figures of one state, or of all together. */
export function waitFigures(board: WaitBoard, state: string): TemplateResult {
  return state ? ofState(board, state) : ofAll(board);
}

function ofState(board: WaitBoard, state: string): TemplateResult {
  const line = board.get(state);
  return html`<dl class="stats wait-figures">
    ${figure(strings.estimated, waitWords(line), line?.open && !line.estimatedWait && line.onDuty > 0 ? strings.unknownWhy : undefined)}
    ${figure(strings.ahead, count(line?.waiting ?? 0))}
    ${figure(strings.oldest, line?.oldestWaitingSeconds ? duration(line.oldestWaitingSeconds) : strings.none)}
    ${figure(strings.onDuty, count(line?.onDuty ?? 0), line && `${strings.free(count(line.available))} · ${strings.scheduled(count(line.scheduled))}`)}
    ${figure(strings.lastHour, line?.lastHour ? share(line.lastHour.slaAttained, 1) : strings.none, strings.lastHourPart)}
  </dl>`;
}

function ofAll(board: WaitBoard): TemplateResult {
  const { waiting, oldestSeconds, statesServed, longest } = totalsOf(board);
  return html`<dl class="stats wait-figures">
    ${longest
      ? figure(strings.longest(waits.stateName(longest.state)), waitInterval(longest.p50, longest.p80))
      : figure(strings.estimated, strings.unknown)}
    ${figure(strings.ahead, count(waiting))}
    ${figure(strings.oldest, oldestSeconds === undefined ? strings.none : duration(oldestSeconds))}
    ${figure(strings.served, count(statesServed), strings.ofStates(count(tiles.length)))}
  </dl>`;
}

function figure(name: string, value: string, part?: string): TemplateResult {
  return html`<div class="stat"><dt>${name}</dt><dd>${value}${part ? html`<span class="part"> ${part}</span>` : nothing}</dd></div>`;
}

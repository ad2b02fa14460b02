import { html, nothing, type TemplateResult } from "lit";
import "#shared/components/elapsed";
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
    ${oldest(line?.oldestWaitsSince)}
    ${figure(strings.onDuty, count(line?.onDuty ?? 0), line && `${strings.free(count(line.available))} · ${strings.scheduled(count(line.scheduled))}`)}
    ${figure(strings.lastHour, line?.lastHour ? share(line.lastHour.slaAttained, 1) : strings.none, strings.lastHourPart)}
  </dl>`;
}

function ofAll(board: WaitBoard): TemplateResult {
  const { waiting, oldestWaitsSince, statesServed, longest } = totalsOf(board);
  return html`<dl class="stats wait-figures">
    ${longest
      ? figure(strings.longest(waits.stateName(longest.state)), waitInterval(longest.p50, longest.p80))
      : figure(strings.estimated, strings.unknown)}
    ${figure(strings.ahead, count(waiting))}
    ${oldest(oldestWaitsSince)}
    ${figure(strings.served, count(statesServed), strings.ofStates(count(tiles.length)))}
  </dl>`;
}

function oldest(waitsSince: number | undefined): TemplateResult {
  return figure(strings.oldest, waitsSince === undefined ? strings.none : html`<ui-elapsed .since=${waitsSince}></ui-elapsed>`);
}

function figure(name: string, value: string | TemplateResult, part?: string): TemplateResult {
  return html`<div class="stat"><dt>${name}</dt><dd>${value}${part ? html`<span class="part"> ${part}</span>` : nothing}</dd></div>`;
}

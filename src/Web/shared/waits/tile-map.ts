import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "#shared/components/light-element";
import { count } from "#shared/format/number";
import { waitMinutes } from "#shared/format/wait";
import { waits } from "#strings/waits";
import { neighbour, tiles, type Direction, type Tile } from "./tile-grid";
import type { WaitBoard } from "./wait-board";
import { levelOf, waitSteps } from "./wait-level";
import { waitWords } from "./wait-words";

const strings = waits.wait;

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The states as tiles, coloured by the wait; each says it in minutes too. Chosen with `choose-state`. */
@customElement("tile-map")
export class TileMap extends LightElement {
  @property({ attribute: false }) board!: WaitBoard;
  @property() selected = "";
  @state() private reachable = tiles[0]!.state;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("selected") && this.selected) {
      this.reachable = this.selected;
    }
  }

  protected override render() {
    return html`
      <div class="tiles" role="group" aria-label=${strings.mapLabel} @keydown=${this.#move}>${tiles.map((tile) => this.#tile(tile))}</div>
      <div class="legend small">
        <span class="muted">${strings.legend.heading}</span>
        <ul>
          ${waitSteps.map((_, i) => html`<li><span class="level-swatch level-${i}"></span>${strings.legend.steps[i]}</li>`)}
          <li><span class="level-swatch level-${waitSteps.length}"></span>${strings.legend.more}</li>
          <li><span class="level-swatch level-nobody"></span>${strings.legend.nobody}</li>
          <li><span class="level-swatch level-unknown"></span>${strings.legend.unknown}</li>
        </ul>
      </div>
    `;
  }

  #tile({ state: code, row, column }: Tile) {
    const line = this.board.get(code);
    const label = strings.tile(waits.stateName(code), waitWords(line), count(line?.waiting ?? 0));
    return html`<button
      type="button"
      class="tile level-${levelOf(line)}"
      .style=${`grid-area:${row}/${column}`}
      data-state=${code}
      tabindex=${code === this.reachable ? 0 : -1}
      aria-pressed=${code === this.selected ? "true" : "false"}
      aria-label=${label}
      title=${label}
      @click=${() => this.#choose(code)}
    >
      <span class="code">${code}</span>
      <span class="minutes">${line?.open && line.estimatedWait ? waitMinutes(line.estimatedWait.p80) : strings.none}</span>
    </button>`;
  }

  #choose(code: string): void {
    this.reachable = code;
    this.dispatchEvent(new CustomEvent("choose-state", { detail: code === this.selected ? "" : code, bubbles: true }));
  }

  #move(event: KeyboardEvent): void {
    const direction = directions[event.key];
    if (direction) {
      event.preventDefault();
      this.reachable = neighbour(this.reachable, direction);
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-state=${this.reachable}]`)?.focus());
    }
  }
}

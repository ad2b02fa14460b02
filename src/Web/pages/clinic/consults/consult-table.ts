import { html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { LightElement } from "#shared/components/light-element";
import { skeleton } from "#shared/components/state";
import { count } from "#shared/format/number";
import { serverClock } from "#shared/live/server-clock";
import { everySecond } from "#shared/live/ticker";
import { clinic } from "#strings/clinic";
import type { Dashboard } from "../dashboard";
import { lineHeight, type LineContent } from "./consult-line";
import { everything, newestFirst, type RowFilter, type RowSort } from "./consult-row";
import { LineStrip } from "./line-strip";
import { PatientNames } from "./patient-names";
import { scrollInto, windowAt, type RowWindow } from "./row-window";
import { tableTools } from "./table-tools";

const strings = clinic.table;
const columns = [
  { name: strings.patient, by: undefined },
  { name: strings.service, by: undefined },
  { name: strings.state, by: "state" },
  { name: strings.status, by: "status" },
  { name: strings.requested, by: "requestedAt" },
  { name: strings.waited, by: "wait" },
] as const;

// In pixels, as the style has it.
const headHeight = 36;

/** A clinic's consults, live: only the rows in sight are in the page. Opens one with `open-consult`. */
@customElement("consult-table")
export class ConsultTable extends LightElement {
  @property({ attribute: false }) dashboard!: Dashboard;
  @state() private filter: RowFilter = everything;
  @state() private sort: RowSort = newestFirst;
  @state() private activeId = "";
  @query(".rows-scroll") private scroller!: HTMLElement | null;
  @query(".rows-window") private place!: HTMLElement | null;
  readonly #names = new PatientNames();
  #view: readonly number[] = [];
  #undo: (() => void)[] = [];
  #frame = 0;
  #strip: LineStrip | undefined;
  #window: RowWindow = { first: 0, end: 0 };

  // Asking the page would have it laid out in the middle of a frame.
  #scrollTop = 0;
  #height = 0;
  readonly #size = new ResizeObserver(([entry]) => {
    this.#height = entry!.contentRect.height;
    this.#draw();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = [
      this.dashboard.rowChanges.subscribe(() => this.#look()),
      this.#names.changes.subscribe(() => this.#strip?.refresh()),
      everySecond(() => this.#tick()),
    ];
    this.#view = this.#viewNow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo.forEach((undo) => undo());
    this.#size.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  protected override updated(): void {
    if (this.#strip?.place !== (this.place ?? undefined)) {
      this.#size.disconnect();
      this.#strip = this.place ? new LineStrip(this.place, this.#lineAt) : undefined;
      this.#scrollTop = 0;
      if (this.scroller) {
        this.#height = this.scroller.clientHeight;
        this.#size.observe(this.scroller);
      }
    }

    this.#draw();
    this.#strip?.refresh();
    this.#wantNames();
    this.#markActive();
  }

  protected override render() {
    const { rows, rowChanges } = this.dashboard;
    const all = `${count(rows.length)}${this.dashboard.isTruncated.value ? ` (${strings.truncated})` : ""}`;
    return html`<section class="card consults" aria-labelledby="consults-heading">
      <div class="card-head">
        <h2 id="consults-heading">
          ${strings.heading} <span class="muted number">${strings.shown(count(this.#view.length), all)}</span>
        </h2>
        ${tableTools(this.filter, (filter) => this.#show(filter, this.sort))}
      </div>
      ${rowChanges.value === 0
        ? html`<div class="card-body rows-space">${skeleton(8, strings.loading)}</div>`
        : this.#view.length === 0
          ? this.#empty(rows.length === 0)
          : this.#grid()}
    </section>`;
  }

  #empty(isAll: boolean): TemplateResult {
    return html`<ui-state
      class="rows-space"
      heading=${isAll ? strings.empty : strings.nothing}
      text=${isAll ? strings.emptyText : strings.nothingText}
      .action=${isAll ? undefined : html`<button class="button" @click=${() => this.#show(everything, this.sort)}>${strings.clear}</button>`}
    ></ui-state>`;
  }

  #grid(): TemplateResult {
    return html`<div
      class="rows-scroll"
      role="grid"
      tabindex="0"
      aria-label=${strings.label}
      aria-rowcount=${this.#view.length + 1}
      @scroll=${this.#scrolled}
      @keydown=${this.#key}
    >
      <div role="row" aria-rowindex="1" class="row head">${columns.map((column) => this.#columnHead(column.name, column.by))}</div>
      <div role="presentation" class="rows rows-window" .style=${`height:${this.#view.length * lineHeight}px`} @click=${this.#clicked}></div>
    </div>`;
  }

  #columnHead(name: string, by: RowSort["by"] | undefined): TemplateResult {
    if (!by) {
      return html`<span role="columnheader" class="cell">${name}</span>`;
    }

    const isSorted = this.sort.by === by;
    return html`<span
      role="columnheader"
      class="cell"
      aria-sort=${isSorted ? (this.sort.isDescending ? "descending" : "ascending") : "none"}
      ><button
        class="sort ${isSorted ? (this.sort.isDescending ? "down" : "up") : ""}"
        title=${strings.sortBy(name)}
        @keydown=${(e: Event) => e.stopPropagation()}
        @click=${() => this.#show(this.filter, { by, isDescending: isSorted ? !this.sort.isDescending : by === "requestedAt" || by === "wait" })}
      >
        ${name}<ui-icon name="chevron"></ui-icon></button
    ></span>`;
  }

  readonly #lineAt = (index: number): LineContent => {
    const row = this.dashboard.rows.row(this.#view[index]!);
    return { row, consult: this.#names.get(row.id), isActive: row.id === this.activeId, now: serverClock.now() };
  };

  #show(filter: RowFilter, sort: RowSort): void {
    this.filter = filter;
    this.sort = sort;
    this.#view = this.#viewNow();
    this.#scrollTo(0);
  }

  /** Time alone makes a consult late. */
  #tick(): void {
    if (this.filter.show === "late" && this.#viewNow().length !== this.#view.length) {
      this.#look();
    } else {
      this.#strip?.refresh();
    }
  }

  #viewNow(): number[] {
    return this.dashboard.rows.view(this.filter, this.sort, serverClock.now());
  }

  /** New rows come in above what is being read: what is in sight stays where it is. */
  #look(): void {
    const scroller = this.scroller;
    const top = Math.floor(this.#scrollTop / lineHeight);
    const place = top > 0 ? this.#view[top] : undefined;
    this.#view = this.#viewNow();
    this.requestUpdate();
    const now = place === undefined ? -1 : this.#view.indexOf(place);
    if (scroller && now >= 0 && now !== top) {
      void this.updateComplete.then(() => this.#scrollTo(this.#scrollTop + (now - top) * lineHeight));
    }
  }

  readonly #scrolled = (): void => {
    this.#scrollTop = this.scroller?.scrollTop ?? 0;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#draw();
      this.#markActive();
    });
  };

  #scrollTo(top: number): void {
    this.#scrollTop = top;
    if (this.scroller) {
      this.scroller.scrollTop = top;
    }

    this.#draw();
  }

  /** Puts the lines in sight into the page. Scrolling does no more than this. */
  #draw(): void {
    const next = windowAt(this.#scrollTop, this.#height, lineHeight, this.#view.length);
    if (next.first !== this.#window.first || next.end !== this.#window.end) {
      this.#window = next;
      this.#wantNames();
    }

    this.#strip?.move(next);
  }

  #wantNames(): void {
    const { first, end } = this.#window;
    this.#names.want(this.#view.slice(first, end).map((place) => this.dashboard.rows.row(place).id));
  }

  /** A reader is told of the active line only while it is in the page. */
  #markActive(): void {
    const { first, end } = this.#window;
    const place = this.dashboard.rows.placeOf(this.activeId);
    const isInSight = place !== undefined && this.#view.slice(first, end).includes(place);
    if (isInSight) {
      this.scroller?.setAttribute("aria-activedescendant", `row-${this.activeId}`);
    } else {
      this.scroller?.removeAttribute("aria-activedescendant");
    }
  }

  readonly #key = (event: KeyboardEvent): void => {
    const place = this.dashboard.rows.placeOf(this.activeId);
    const at = place === undefined ? -1 : this.#view.indexOf(place);
    const page = Math.max(1, Math.floor((this.#height - headHeight) / lineHeight) - 1);
    const last = this.#view.length - 1;
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: last,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.#activate(Math.min(last, Math.max(0, to)));
    } else if ((event.key === "Enter" || event.key === " ") && at >= 0) {
      event.preventDefault();
      this.#open(this.activeId);
    }
  };

  #activate(index: number): void {
    this.activeId = this.dashboard.rows.row(this.#view[index]!).id;
    this.#scrollTo(scrollInto(index, this.#scrollTop, this.#height - headHeight, lineHeight));
  }

  readonly #clicked = (event: MouseEvent): void => {
    const index = Number((event.target as Element).closest("[role=row]")?.ariaRowIndex);
    const place = this.#view[index - 2];
    if (place !== undefined) {
      this.#open(this.dashboard.rows.row(place).id);
    }
  };

  #open(id: string): void {
    this.activeId = id;
    this.dispatchEvent(new CustomEvent("open-consult", { detail: id, bubbles: true }));
  }
}

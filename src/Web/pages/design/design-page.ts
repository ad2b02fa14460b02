import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import "#shared/components/app-bar";
import "#shared/components/band-plot";
import "#shared/components/banner";
import "#shared/components/countdown";
import "#shared/components/dialog";
import "#shared/components/elapsed";
import { describedBy, field } from "#shared/components/field";
import "#shared/components/icon";
import { iconNames } from "#shared/components/icon";
import { PageElement } from "#shared/components/page";
import { skeleton } from "#shared/components/state";
import "#shared/components/tabs";
import "#shared/components/time";
import { timelineOf } from "#shared/components/timeline";
import { toast } from "#shared/components/toasts";
import { plotKey } from "#shared/waits/plot-key";
import "#shared/waits/tile-map";
import { emptyBoard, withLines } from "#shared/waits/wait-board";
import { design } from "#strings/design";
import { shared } from "#strings/shared";
import { waits } from "#strings/waits";

const swatches = [
  "ground", "surface", "sunken", "accent", "accent-tint", "good-tint", "warn-tint", "bad-tint", "info-tint", "quiet-tint",
];

// Fixed, so that the page is the same whenever it is looked at.
const example = "2026-11-25T22:05:00Z";

/** Everything that the pages are made of, in every state. */
@customElement("design-page")
export class DesignPage extends PageElement {
  @state() private isDialogOpen = false;

  protected override render() {
    return html`
      <a class="skip-link" href="#main">${shared.skipToMain}</a>
      <ui-app-bar section=${design.title}></ui-app-bar>
      <main class="design" id="main">
        <header>
          <h1>${design.title}</h1>
          <p class="muted">${design.lead}</p>
        </header>
        ${part(design.colours, html`
          <p class="muted">${design.coloursLead}</p>
          <ul class="swatches">${swatches.map((name) => html`<li class="swatch ${name}">${name}</li>`)}</ul>`, "wide")}
        ${part(design.type, typeScale)} ${part(design.buttons, buttons)} ${part(design.status, statuses)}
        ${part(design.fields, fields)} ${part(design.choices, choices)} ${part(design.time, times)}
        ${part(design.banners, banners)} ${part(design.stats, stats)} ${part(design.tabs, tabs)}
        ${part(design.table, table)} ${part(design.states, states, "wide")}
        ${part(design.timeline, timeline)} ${part(design.plot, plot, "wide")} ${part(design.map, html`<tile-map .board=${board} selected="TX"></tile-map>`, "wide")}
        ${part(design.dialog, html`<div class="buttons">
          <button class="button" @click=${() => (this.isDialogOpen = true)}>Decline the offer…</button>
        </div>`)}
        ${part(design.toasts, html`<div class="buttons">
          <button class="button" @click=${() => toast("The consult is complete.", "good")}>Good news</button>
          <button class="button" @click=${() => toast("The order was not signed: the licence has ended.", "bad")}>Bad news</button>
        </div>`)}
        ${part(design.icons, html`<ul class="icons">
          ${iconNames.map((name) => html`<li><ui-icon class="large" name=${name}></ui-icon>${name}</li>`)}
        </ul>`, "wide")}
      </main>
      <ui-dialog
        heading="Decline this offer?"
        .open=${this.isDialogOpen}
        .content=${html`<p>The patient goes back to their place in line, and you are not asked again for this consult.</p>`}
        .actions=${html`<button class="button" @click=${() => (this.isDialogOpen = false)}>${shared.cancel}</button>
          <button class="button danger" @click=${() => (this.isDialogOpen = false)}>Decline</button>`}
        @closed=${() => (this.isDialogOpen = false)}
      ></ui-dialog>
      <ui-toasts></ui-toasts>
      <ui-announcer></ui-announcer>
    `;
  }
}

function part(title: string, content: TemplateResult, size = ""): TemplateResult {
  return html`<section class="card ${size}" aria-label=${title}>
    <div class="card-head"><h2>${title}</h2></div>
    <div class="card-body">${content}</div>
  </section>`;
}

const typeScale = html`<div class="type-scale">
  <h1>Heading of a page, 1,284 consults</h1>
  <h2>Heading of a part</h2>
  <h3>Heading of a card</h3>
  <p>Text as it is read: figures stand below each other, 1,111 and 8,888.</p>
  <p class="muted">Muted text for what explains. <a href="#main">A link in a sentence.</a></p>
  <p class="small">Small text for tables. Press <kbd>A</kbd> to accept, <kbd>D</kbd> to decline.</p>
</div>`;

const buttons = html`
  <div class="buttons">
    <button class="button primary large">Accept <kbd>A</kbd></button>
    <button class="button large">Decline <kbd>D</kbd></button>
  </div>
  <div class="buttons">
    <button class="button primary">Primary</button>
    <button class="button">Plain choice</button>
    <button class="button danger">Dangerous</button>
    <button class="button plain">Quiet</button>
    <button class="button" disabled>Not now</button>
    <button class="button small">Small</button>
    <button class="button square" aria-label="Refresh"><ui-icon name="refresh"></ui-icon></button>
  </div>
`;

const statuses = html`<div class="buttons">
  <ui-badge tone="good">Available</ui-badge>
  <ui-badge tone="info">In progress</ui-badge>
  <ui-badge tone="warn">Expires in 12 days</ui-badge>
  <ui-badge tone="bad">Urgent</ui-badge>
  <ui-badge>Off duty</ui-badge>
</div>`;

const fields = html`
  ${field({
    id: "drug",
    label: "Drug",
    hint: "Controlled substances cannot be ordered here.",
    control: html`<input class="input" id="drug" value="Semaglutide" aria-describedby=${describedBy("drug", "hint", undefined)} />`,
  })}
  ${field({
    id: "units",
    label: "Maximum units",
    error: "A number from 1 to 1,000 is needed.",
    control: html`<input class="input" id="units" value="0" aria-invalid="true" aria-describedby=${describedBy("units", undefined, "error")} />`,
  })}
  ${field({
    id: "judgement",
    label: "Medical judgement",
    control: html`<textarea class="input" id="judgement">History reviewed with the patient; no contraindication.</textarea>`,
  })}
  ${field({
    id: "reason",
    label: "Reason",
    control: html`<select class="input" id="reason"><option>Outside my scope</option><option>I know the patient</option></select>`,
  })}
`;

const choices = html`
  <fieldset>
    <legend class="field-label">Decision</legend>
    <div class="segments">
      <label><input type="radio" name="decision" checked />Approve</label>
      <label><input type="radio" name="decision" />Deny</label>
      <label><input type="radio" name="decision" />Refer</label>
    </div>
  </fieldset>
  <label class="choice"><input type="checkbox" checked />Substitution allowed</label>
  <label class="switch">Sound for new offers<input type="checkbox" role="switch" checked /></label>
`;

const times = html`
  <p class="muted">${design.timeLead}</p>
  <p><ui-time at=${example} state="NY"></ui-time></p>
  <p><ui-time at=${example} state="HI"></ui-time></p>
`;

const banners = html`
  <ui-banner icon="info" heading="Your shift starts at 2:00 PM." text="Go on duty when you are ready."></ui-banner>
  <ui-banner tone="warn" icon="offline" heading="Offline." text="What you see is 48 s old. Trying again in 6 s."
    .action=${html`<button class="button small">Try now</button>`}></ui-banner>
  <ui-banner tone="bad" icon="alert" heading="Suspended." text="You get no offers until the operator reinstates you."></ui-banner>
`;

const stats = html`<div class="card"><dl class="stats">
  <div class="stat"><dt>Offered</dt><dd>24</dd></div>
  <div class="stat"><dt>Accepted</dt><dd>21 <span class="part">88%</span></dd></div>
  <div class="stat"><dt>Served</dt><dd>19</dd></div>
</dl></div>`;

const tabs = html`<ui-tabs
  label="Example"
  .tabs=${[
    { id: "intake", label: "Intake", content: () => html`<div class="card-body">What the patient answered.</div>` },
    { id: "timeline", label: "Timeline", content: () => html`<div class="card-body">What happened so far.</div>` },
  ]}
></ui-tabs>`;

const table = html`<div class="table-scroll"><table class="table">
  <caption class="visually-hidden">Waits per state</caption>
  <thead><tr><th scope="col">State</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">Oldest</th></tr></thead>
  <tbody>
    <tr><td>California</td><td class="number">11</td><td class="number">1 min 08 s</td></tr>
    <tr><td>Texas</td><td class="number">4</td><td class="number">31 s</td></tr>
  </tbody>
</table></div>`;

const states = html`<div class="swatches-wide">
  <ui-state kind="empty" heading="No consult yet" text="The next offer appears here, with a sound."></ui-state>
  <div class="card-body">${skeleton(4, shared.loading)}</div>
  <ui-state kind="error" heading="The timeline could not be loaded" text="The server did not answer."
    .action=${html`<button class="button">${shared.retry}</button>`}></ui-state>
  <ui-state kind="offline" heading="You are offline" text="What you typed is kept in this tab until the connection is back."></ui-state>
</div>`;

const timeline = timelineOf(
  [
    { seq: 1, at: "2026-11-25T22:05:00Z", type: "consult.requested", data: {} },
    { seq: 2, at: "2026-11-25T22:05:01Z", type: "offer.made", data: {} },
    { seq: 3, at: "2026-11-25T22:05:31Z", type: "offer.expired", data: {} },
    { seq: 4, at: "2026-11-25T22:06:00Z", type: "consult.escalated", data: { promise: "acceptance", action: "raisePriority" } },
    { seq: 5, at: "2026-11-25T22:06:12Z", type: "consult.assigned", data: {} },
  ],
  "HI",
);

/** Half a day in steps of half an hour, with a quiet hour in it. */
const plotted = Array.from({ length: 25 }, (_, i) => (i === 9 || i === 10 ? null : 1.2 + Math.sin(i / 3) * 0.7 + (i > 15 ? (i - 15) / 8 : 0)));
const plot = html`${plotKey()}
  <band-plot
    .columns=${[
      plotted.map((_, i) => Date.parse(example) / 1000 - (24 - i) * 1800),
      plotted,
      plotted.map((p50) => (p50 === null ? null : p50 * 1.6 + 0.4)),
      plotted.map(() => 2),
    ]}
    .labels=${{ low: waits.history.p50, high: waits.history.p80, line: waits.history.sla, axis: waits.history.minutes }}
    summary=${design.plotSummary}
  ></band-plot>`;

/** A state for each step of the map's colours. */
const board = withLines(
  emptyBoard,
  ([["CA", 60], ["TX", 200], ["NY", 500], ["FL", 900], ["WA", 2000], ["IL", undefined], ["OH", "nobody"], ["GA", "closed"]] as const).map(
    ([state, wait]) => ({
      state,
      open: wait !== "closed",
      waiting: typeof wait === "number" ? Math.round(wait / 60) : 0,
      oldestWaitingSeconds: null,
      onDuty: wait === "nobody" ? 0 : 2,
      available: 0,
      scheduled: 0,
      estimatedWait: typeof wait === "number" ? { p50: wait / 2, p80: wait } : null,
      lastHour: null,
    })),
  Date.parse(example),
);

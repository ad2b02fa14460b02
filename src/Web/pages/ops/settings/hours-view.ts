import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { states } from "virtual:catalog";
import { field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { ops } from "#strings/ops";
import { days, isWindow, newHours, type Day, type Holiday, type HoursDraft, type Window } from "./hours-draft";
import type { SettingDesk } from "./setting-desk";
import type { FramedSetting } from "./setting-frame";
import "./setting-frame";

const strings = ops.hours;
const zones = [...new Set(Object.values(states).map((state) => state.timeZone))].sort();

// Nobody wants to type it where a clinic of this zone opens.
const suggestedZone = "America/Los_Angeles";

/** Service hours: windows of each weekday, and days that differ. */
@customElement("hours-view")
export class HoursView extends LightElement {
  @property({ attribute: false }) desk!: SettingDesk<HoursDraft>;

  /** Changes whenever the desk does. */
  @property({ attribute: false }) editing: unknown;
  readonly #setting: FramedSetting<HoursDraft> = {
    kind: "service-hours",
    icon: "clock",
    words: strings,
    begin: () => newHours(suggestedZone),
    form: (draft) => this.#form(draft),
    tools: ({ holidays }) => html`<button class="button small" @click=${() => this.#edit({ holidays: [...holidays, { date: "", windows: [] }] })}>
      ${strings.addHoliday}
    </button>`,
  };

  protected override render() {
    return html`<setting-frame .desk=${this.desk} .setting=${this.#setting} .editing=${this.editing}></setting-frame>`;
  }

  #form(draft: HoursDraft): TemplateResult {
    return html`
      <div class="zone">
        ${field({
          id: "hours-zone",
          label: strings.timeZone,
          hint: strings.timeZoneHint,
          control: html`<input
              class="input"
              id="hours-zone"
              list="hours-zones"
              autocomplete="off"
              spellcheck="false"
              aria-describedby="hours-zone-hint"
              .value=${draft.timeZone}
              @input=${(e: Event) => this.#edit({ timeZone: (e.target as HTMLInputElement).value })}
            /><datalist id="hours-zones">${zones.map((zone) => html`<option value=${zone}></option>`)}</datalist>`,
        })}
      </div>
      <div class="days">
        ${days.map((day) => html`<div class="day" role="group" aria-label=${strings.days[day]!}>
          <span class="field-label">${strings.days[day]}</span>
          ${this.#windows(strings.days[day]!, draft.weekly[day], (windows) => this.#editDay(day, windows))}
        </div>`)}
      </div>
      <h3>${strings.holidays}</h3>
      ${draft.holidays.length === 0 ? html`<p class="muted small">${strings.noHolidays}</p>` : ""}
      <div class="days">
        ${draft.holidays.map((holiday, i) => this.#holiday(holiday, i))}
      </div>
    `;
  }

  #holiday(holiday: Holiday, i: number): TemplateResult {
    const name = strings.holiday(holiday.date);
    return html`<div class="day" role="group" aria-label=${name}>
      <span class="date">
        <input
          class="input"
          type="date"
          aria-label=${strings.date(i + 1)}
          .value=${holiday.date}
          @change=${(e: Event) => this.#editHoliday(i, { date: (e.target as HTMLInputElement).value })}
        />
        <button class="button plain square" aria-label=${strings.removeHoliday(holiday.date)} @click=${() => this.#editHoliday(i, undefined)}>
          <ui-icon name="cross"></ui-icon>
        </button>
      </span>
      ${this.#windows(name, holiday.windows, (windows) => this.#editHoliday(i, { windows }))}
    </div>`;
  }

  #windows(of: string, windows: readonly Window[], edit: (windows: readonly Window[]) => void): TemplateResult {
    const time = (n: number, end: "from" | "to") => html`<input
      class="input time"
      inputmode="numeric"
      maxlength="5"
      placeholder="HH:mm"
      autocomplete="off"
      aria-label=${strings[end](of, n + 1)}
      aria-invalid=${isWindow(windows[n]!) ? "false" : "true"}
      .value=${windows[n]![end]}
      @change=${(e: Event) => edit(windows.with(n, { ...windows[n]!, [end]: (e.target as HTMLInputElement).value.trim() }))}
    />`;
    return html`<div class="windows">
      ${windows.length === 0 ? html`<span class="muted">${strings.closed}</span>` : ""}
      ${windows.map(
        (_, n) => html`<span class="window">
          ${time(n, "from")}<span class="muted">${strings.until}</span>${time(n, "to")}
          <button class="button plain square" aria-label=${strings.removeFrom(of, n + 1)} @click=${() => edit(windows.toSpliced(n, 1))}>
            <ui-icon name="cross"></ui-icon>
          </button>
        </span>`,
      )}
      <button class="button small" aria-label=${strings.addTo(of)} @click=${() => edit([...windows, this.#nextAfter(windows)])}>
        ${strings.add}
      </button>
    </div>`;
  }

  #nextAfter(windows: readonly Window[]): Window {
    const last = windows.at(-1);
    return last ? { from: last.to, to: "24:00" } : { from: "08:00", to: "20:00" };
  }

  #edit(change: Partial<HoursDraft>): void {
    this.desk.edit({ ...this.desk.editing.value.draft!, ...change });
  }

  #editDay(day: Day, windows: readonly Window[]): void {
    this.#edit({ weekly: { ...this.desk.editing.value.draft!.weekly, [day]: windows } });
  }

  #editHoliday(i: number, change: Partial<Holiday> | undefined): void {
    const { holidays } = this.desk.editing.value.draft!;
    this.#edit({ holidays: change ? holidays.with(i, { ...holidays[i]!, ...change }) : holidays.toSpliced(i, 1) });
  }
}

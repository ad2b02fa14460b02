import { html, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "./light-element";

const shapes = {
  alert: svg`<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5m0 2.6v.1"/>`,
  bell: svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15z"/><path d="M10 21h4"/>`,
  book: svg`<path d="M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3z"/><path d="M9 8h6m-6 4h6"/>`,
  check: svg`<path d="m4.5 12.5 5 5 10-11"/>`,
  chevron: svg`<path d="m9 5 7 7-7 7"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  coffee: svg`<path d="M4.5 9h12v6a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5z"/><path d="M16.5 10.5h1.5a2.5 2.5 0 0 1 0 5h-1.6M8 3.5v2.2m4-2.2v2.2"/>`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  form: svg`<path d="M6 3.5h8.5L18.5 8v12.5H6z"/><path d="M9.5 12h5.5m-5.5 4h5.5M14 3.5V8.5h4.5"/>`,
  inbox: svg`<path d="M4 13.5 6.5 5h11l2.5 8.5V19H4z"/><path d="M4 13.5h4.5L10 16h4l1.5-2.5H20"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5m0-8.2v.1"/>`,
  license: svg`<path d="M4 5.5h16v13H4z"/><circle cx="9" cy="11" r="2"/><path d="M6.5 16c.5-1.6 1.4-2.2 2.5-2.2s2 .6 2.5 2.2M14 10.5h3.5M14 14h3.5"/>`,
  logout: svg`<path d="M14 4.5H5.5v15H14M10 12h10m-3.5-3.5L20 12l-3.5 3.5"/>`,
  moon: svg`<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>`,
  offline: svg`<path d="M3.5 9.2A13 13 0 0 1 8 6.6m4.5-.8a13 13 0 0 1 8 3.4M7 13a8 8 0 0 1 3-1.7m5.2.6A8 8 0 0 1 17 13m-6.5 3.8a2.5 2.5 0 0 1 3 0M12 20v.1M4 3.5l16 17"/>`,
  pause: svg`<path d="M8.5 5.5v13m7-13v13"/>`,
  pin: svg`<path d="M12 21c4-4.6 6.5-7.7 6.5-11a6.5 6.5 0 0 0-13 0c0 3.3 2.5 6.4 6.5 11z"/><circle cx="12" cy="10" r="2.2"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  play: svg`<path d="M8 5.5v13l10.5-6.5z"/>`,
  refresh: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3l2.2 2.2M19.5 4.5v4.4h-4.4"/>`,
  sound: svg`<path d="M4.5 9.5h3L12 5.5v13l-4.5-4h-3zM15.5 9a4 4 0 0 1 0 6m2.3-8.5a7.5 7.5 0 0 1 0 11"/>`,
  sun: svg`<circle cx="12" cy="12" r="3.8"/><path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>`,
  system: svg`<path d="M4 5h16v11H4zM9 20h6m-3-4v4"/>`,
  tabs: svg`<path d="M8 8h12v11H8z"/><path d="M4.5 15V5H16"/>`,
  user: svg`<circle cx="12" cy="8.5" r="3.8"/><path d="M4.8 20c.8-4 3.6-5.8 7.2-5.8s6.4 1.8 7.2 5.8"/>`,
  wall: svg`<path d="M3.5 5h17v11.5h-17z"/><path d="M8 13V10m4 3V8m4 5v-1.5M12 16.5v3"/>`,
  video: svg`<path d="M3.5 6.5h11.5v11H3.5z"/><path d="m15 10.5 5.5-3v9l-5.5-3"/>`,
} satisfies Record<string, TemplateResult>;

export type IconName = keyof typeof shapes;

export const iconNames = Object.keys(shapes) as IconName[];

/** A line drawing beside a word; it says nothing by itself, so it is hidden from readers. */
@customElement("ui-icon")
export class UiIcon extends LightElement {
  @property() name: IconName = "info";

  protected override render() {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${shapes[this.name]}</svg>`;
  }
}

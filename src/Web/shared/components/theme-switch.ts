import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { shared } from "#strings/shared";
import "./icon";
import { LightElement } from "./light-element";
import { applyTheme, readTheme, type Theme } from "./theme";

const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const icons = { system: "system", light: "sun", dark: "moon" } as const;

/** Light, dark, or as the computer has it. */
@customElement("ui-theme-switch")
export class UiThemeSwitch extends LightElement {
  @state() private theme: Theme = readTheme();

  protected override render() {
    return html`<button
      class="button plain square"
      aria-label=${shared.theme(this.theme)}
      title=${shared.theme(this.theme)}
      @click=${this.#change}
    >
      <ui-icon name=${icons[this.theme]}></ui-icon>
    </button>`;
  }

  #change(): void {
    this.theme = next[this.theme];
    applyTheme(this.theme);
  }
}

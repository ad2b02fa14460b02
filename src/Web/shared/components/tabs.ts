import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "./light-element";

export interface Tab {
  readonly id: string;
  readonly label: string | TemplateResult;
  readonly content: () => TemplateResult;
}

/** One of several panels at a time; arrow keys, Home and End move between the tabs. */
@customElement("ui-tabs")
export class UiTabs extends LightElement {
  @property() label = "";
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() selected = "";

  protected override render() {
    const current = this.tabs.find((tab) => tab.id === this.selected) ?? this.tabs[0];
    return html`
      <div role="tablist" aria-label=${this.label} @keydown=${this.#move}>
        ${this.tabs.map(
          (tab) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${tab.id}"
              aria-controls="panel-${tab.id}"
              aria-selected=${tab === current ? "true" : "false"}
              tabindex=${tab === current ? 0 : -1}
              @click=${() => this.#select(tab)}
            >
              ${tab.label}
            </button>`,
        )}
      </div>
      ${current
        ? html`<div role="tabpanel" id="panel-${current.id}" aria-labelledby="tab-${current.id}">${current.content()}</div>`
        : ""}
    `;
  }

  #select(tab: Tab): void {
    this.selected = tab.id;
    this.dispatchEvent(new CustomEvent<string>("select-tab", { detail: tab.id }));
  }

  #move(event: KeyboardEvent): void {
    const last = this.tabs.length - 1;
    const at = Math.max(0, this.tabs.findIndex((tab) => tab.id === this.selected));
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    const tab = to === undefined ? undefined : this.tabs[to];
    if (tab) {
      event.preventDefault();
      this.#select(tab);
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus());
    }
  }
}

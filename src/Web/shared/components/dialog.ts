import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { shared } from "#strings/shared";
import "./announcer";
import "./icon";
import { LightElement } from "./light-element";

let count = 0;

/** A question that has to be answered before anything else. Escape and the cross close it, and focus goes back. */
@customElement("ui-dialog")
export class UiDialog extends LightElement {
  @property() heading = "";
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) content: TemplateResult | undefined;
  @property({ attribute: false }) actions: TemplateResult | undefined;
  @query("dialog") private dialog!: HTMLDialogElement;
  readonly #id = `dialog-${++count}`;

  protected override updated(): void {
    if (this.open && !this.dialog.open) {
      this.dialog.showModal();
    } else if (!this.open && this.dialog.open) {
      this.dialog.close();
    }
  }

  protected override render() {
    return html`<dialog aria-labelledby=${this.#id} @close=${this.#closed}>
      ${this.open
        ? html`<div class="dialog-head">
              <h2 id=${this.#id}>${this.heading}</h2>
              <button class="button plain square" aria-label=${shared.close} @click=${() => this.dialog.close()}>
                <ui-icon name="cross"></ui-icon>
              </button>
            </div>
            <div class="dialog-body">
              ${this.content ?? nothing}
              ${this.actions ? html`<div class="dialog-foot">${this.actions}</div>` : nothing}
            </div>
            <ui-announcer></ui-announcer>`
        : nothing}
    </dialog>`;
  }

  #closed(): void {
    if (this.open) {
      this.open = false;
      this.dispatchEvent(new Event("closed"));
    }
  }
}

import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "#shared/components/dialog";
import { field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";

const { declining } = provider;

// What the hub takes as a reason.
const longestReason = 500;

/** Asks why an offer is declined; answers with `declined` and the reason. */
@customElement("decline-dialog")
export class DeclineDialog extends LightElement {
  @property() offerId = "";
  @state() private chosen: string = declining.reasons[0]!;
  @state() private words = "";

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("offerId")) {
      this.chosen = declining.reasons[0]!;
      this.words = "";
    }
  }

  protected override render() {
    return html`<ui-dialog
      heading=${declining.heading}
      .open=${this.offerId !== ""}
      .content=${html`
        <p class="muted">${declining.lead}</p>
        <form id="decline-form" @submit=${this.#decline}>
          <fieldset>
            <legend class="visually-hidden">${declining.heading}</legend>
            ${declining.reasons.map(
              (reason, i) => html`<label class="choice">
                <input
                  type="radio"
                  name="decline-reason"
                  .checked=${this.chosen === reason}
                  ?autofocus=${i === 0}
                  @change=${() => (this.chosen = reason)}
                />${reason}
              </label>`,
            )}
          </fieldset>
          ${this.chosen === declining.other
            ? field({
                id: "decline-words",
                label: declining.say,
                control: html`<input
                  class="input"
                  id="decline-words"
                  maxlength=${longestReason}
                  .value=${this.words}
                  @input=${(e: InputEvent) => (this.words = (e.target as HTMLInputElement).value)}
                />`,
              })
            : nothing}
        </form>
      `}
      .actions=${html`
        <button class="button" @click=${this.#close}>${shared.cancel}</button>
        <button class="button danger" type="submit" form="decline-form">${declining.decline}</button>
      `}
      @closed=${this.#close}
    ></ui-dialog>`;
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #decline = (event: SubmitEvent): void => {
    event.preventDefault();
    const reason = this.chosen === declining.other ? this.words.trim() || declining.other : this.chosen;
    this.dispatchEvent(new CustomEvent("declined", { detail: { offerId: this.offerId, reason } }));
  };

  readonly #close = (): void => {
    this.dispatchEvent(new Event("closed"));
  };
}

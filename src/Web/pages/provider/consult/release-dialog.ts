import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Refusal } from "#shared/api/problem";
import { announce } from "#shared/components/announcer";
import "#shared/components/dialog";
import { describedBy, field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { provider } from "#strings/provider";
import { shared } from "#strings/shared";

const strings = provider.releasing;
const longestReason = 500;

/** Asks why a consult is given back before it is. */
@customElement("release-dialog")
export class ReleaseDialog extends LightElement {
  @property({ type: Boolean }) open = false;

  /** Gives the consult back; throws what the server refused. */
  @property({ attribute: false }) release!: (reason: string) => Promise<void>;
  @state() private reason = "";
  @state() private error = "";

  protected override render() {
    const error = this.error || undefined;
    return html`<ui-dialog
      heading=${strings.heading}
      .open=${this.open}
      .content=${html`
        <p class="muted">${strings.lead}</p>
        <form id="release-form" novalidate @submit=${this.#submit}>
          ${field({
            id: "release-reason",
            label: strings.reason,
            error,
            control: html`<textarea
              class="input"
              id="release-reason"
              autofocus
              maxlength=${longestReason}
              aria-required="true"
              aria-invalid=${error ? "true" : nothing}
              aria-describedby=${describedBy("release-reason", undefined, error)}
              .value=${this.reason}
              @input=${(e: InputEvent) => (this.reason = (e.target as HTMLTextAreaElement).value)}
            ></textarea>`,
          })}
        </form>
      `}
      .actions=${html`
        <button class="button" @click=${this.#close}>${shared.cancel}</button>
        <button class="button danger" type="submit" form="release-form">${strings.confirm}</button>
      `}
      @closed=${this.#close}
    ></ui-dialog>`;
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.reason.trim() === "") {
      this.error = strings.missing;
      await this.updateComplete;
      this.querySelector<HTMLElement>("#release-reason")?.focus();
      return;
    }

    try {
      await this.release(this.reason.trim());
      this.#close();
    } catch (fault) {
      const { type, message } = Refusal.ofHub(fault);
      this.error = provider.refused(type, message);
      announce(this.error);
    }
  };

  readonly #close = (): void => {
    this.error = "";
    this.dispatchEvent(new Event("closed"));
  };
}

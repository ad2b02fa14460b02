import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { post } from "#shared/api/client";
import type { ProviderBody } from "#shared/api/schema";
import { announce } from "#shared/components/announcer";
import "#shared/components/dialog";
import { describedBy, field } from "#shared/components/field";
import { LightElement } from "#shared/components/light-element";
import { ops } from "#strings/ops";
import { shared } from "#strings/shared";
import { wordsFor } from "../refused";

const strings = ops.providers;

// What the server takes as a reason.
const longestReason = 500;

/** Asks why a provider is suspended, and suspends; answers with `suspended` and the provider as it is then. */
@customElement("suspend-dialog")
export class SuspendDialog extends LightElement {
  @property({ attribute: false }) provider: ProviderBody | undefined;
  @state() private reason = "";
  @state() private error = "";
  @state() private fault = "";
  @state() private busy = false;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("provider")) {
      this.reason = "";
      this.error = "";
      this.fault = "";
    }
  }

  protected override render() {
    const error = this.error || undefined;
    return html`<ui-dialog
      heading=${this.provider ? strings.confirm(this.provider.name) : ""}
      .open=${this.provider !== undefined}
      .content=${html`
        <p>${strings.confirmText}</p>
        <form id="suspend-form" novalidate @submit=${this.#suspend}>
          ${field({
            id: "suspend-reason",
            label: strings.reason,
            hint: strings.reasonHint,
            error,
            control: html`<input
              class="input"
              id="suspend-reason"
              autofocus
              maxlength=${longestReason}
              aria-required="true"
              aria-invalid=${error ? "true" : "false"}
              aria-describedby=${describedBy("suspend-reason", strings.reasonHint, error)}
              .value=${this.reason}
              @input=${(e: Event) => (this.reason = (e.target as HTMLInputElement).value)}
            />`,
          })}
        </form>
        ${this.fault ? html`<p class="fault">${this.fault}</p>` : nothing}
      `}
      .actions=${html`
        <button class="button" @click=${this.#close}>${shared.cancel}</button>
        <button class="button danger" type="submit" form="suspend-form" ?disabled=${this.busy}>${strings.confirmSuspend}</button>
      `}
      @closed=${this.#close}
    ></ui-dialog>`;
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #suspend = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const reason = this.reason.trim();
    this.error = reason === "" ? strings.reasonMissing : "";
    if (this.error) {
      this.querySelector<HTMLInputElement>("#suspend-reason")?.focus();
      return;
    }

    this.busy = true;
    try {
      const provider = await post("/v1/providers/{id}/suspend", { reason }, { path: { id: this.provider!.id } });
      this.dispatchEvent(new CustomEvent("suspended", { detail: provider }));
    } catch (fault) {
      this.fault = wordsFor(fault);
      announce(this.fault);
    } finally {
      this.busy = false;
    }
  };

  readonly #close = (): void => {
    this.dispatchEvent(new Event("closed"));
  };
}

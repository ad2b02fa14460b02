import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { post, remove } from "#shared/api/client";
import { announce } from "#shared/components/announcer";
import "#shared/components/dialog";
import { LightElement } from "#shared/components/light-element";
import { toast } from "#shared/components/toasts";
import { pageFor, signOutTo } from "#shared/session/session";
import { clinic } from "#strings/clinic";
import { shared } from "#strings/shared";

const strings = clinic.wall;

/** Makes this browser a wall board, or ends those that the clinic has. */
@customElement("wall-dialog")
export class WallDialog extends LightElement {
  @property({ type: Boolean }) open = false;
  @state() private leaves = true;
  @state() private fault = "";
  @state() private isBusy = false;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("open")) {
      this.leaves = true;
      this.fault = "";
    }
  }

  protected override render() {
    return html`<ui-dialog
      heading=${strings.heading}
      .open=${this.open}
      .content=${html`
        <p>${strings.lead}</p>
        <label class="choice"
          ><input type="checkbox" .checked=${this.leaves} @change=${(e: Event) => (this.leaves = (e.target as HTMLInputElement).checked)} />${strings.leave}</label
        >
        ${this.fault ? html`<p class="fault">${this.fault}</p>` : nothing}
      `}
      .actions=${html`
        <button class="button plain" ?disabled=${this.isBusy} @click=${this.#endAll}>${strings.endAll}</button>
        <span class="spacer"></span>
        <button class="button" @click=${this.#close}>${shared.cancel}</button>
        <button class="button primary" autofocus ?disabled=${this.isBusy} @click=${this.#start}>${strings.start}</button>
      `}
      @closed=${this.#close}
    ></ui-dialog>`;
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #start = (): Promise<void> => this.#try(async () => {
    await post("/v1/clinic/wall-boards", undefined);
    if (this.leaves) {
      await signOutTo(pageFor("wall"), "clinic");
    } else {
      location.assign(pageFor("wall"));
    }
  });

  readonly #endAll = (): Promise<void> => this.#try(async () => {
    const { revoked } = await remove("/v1/clinic/wall-boards");
    toast(strings.ended(revoked), "good");
    this.#close();
  });

  readonly #close = (): void => {
    this.dispatchEvent(new Event("closed"));
  };

  async #try(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await work();
    } catch {
      this.fault = strings.failed;
      announce(this.fault);
    } finally {
      this.isBusy = false;
    }
  }
}

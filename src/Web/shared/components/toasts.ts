import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { shared } from "#strings/shared";
import { announce } from "./announcer";
import "./icon";
import { LightElement } from "./light-element";
import { repeat } from "./repeat";

export interface Toast {
  readonly text: string;
  readonly tone: "good" | "bad" | "quiet";
}

const longestList = 4;

/** Short notes on what just happened. Good news leaves by itself; bad news stays until it is dismissed. */
@customElement("ui-toasts")
export class UiToasts extends LightElement {
  @state() private toasts: readonly (Toast & { readonly id: number })[] = [];
  #next = 1;

  show(toast: Toast): void {
    const id = this.#next++;
    this.toasts = [...this.toasts, { ...toast, id }].slice(-longestList);
    announce(toast.text);
    if (toast.tone !== "bad") {
      setTimeout(() => this.#dismiss(id), 6_000);
    }
  }

  protected override render() {
    return html`<div class="toasts">
      ${repeat(
        this.toasts,
        (toast) => toast.id,
        (toast) =>
          html`<div class="toast ${toast.tone}">
            <ui-icon name=${toast.tone === "bad" ? "alert" : toast.tone === "good" ? "check" : "info"}></ui-icon>
            <p>${toast.text}</p>
            <button class="button plain small" aria-label=${shared.dismiss(toast.text)} @click=${() => this.#dismiss(toast.id)}>
              <ui-icon name="cross"></ui-icon>
            </button>
          </div>`,
      )}
    </div>`;
  }

  #dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }
}

/** Shows and says a short note. */
export function toast(text: string, tone: Toast["tone"] = "quiet"): void {
  document.querySelector<UiToasts>("ui-toasts")?.show({ text, tone });
}

import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { shared } from "#strings/shared";
import "./dialog";
import { LightElement } from "./light-element";

/** What is asked. `yes` says what is done then; not to do it is the other answer. */
export interface Question {
  readonly heading: string;
  readonly text: string;
  readonly yes: string;
}

/** A question on the way to something that cannot be undone: tells `answered`, once. */
@customElement("ui-question")
export class UiQuestion extends LightElement {
  @property({ attribute: false }) question!: Question;
  @state() private isOpen = true;

  protected override render() {
    const { heading, text, yes } = this.question;
    return html`<ui-dialog
      heading=${heading}
      .open=${this.isOpen}
      .content=${html`<p>${text}</p>`}
      .actions=${html`
        <button class="button" autofocus @click=${this.#no}>${shared.cancel}</button>
        <button class="button danger" @click=${this.#yes}>${yes}</button>
      `}
      @closed=${this.#no}
    ></ui-dialog>`;
  }

  // Inside a dialog's content `this` would be the dialog.
  readonly #no = (): Promise<void> => this.#answer(false);
  readonly #yes = (): Promise<void> => this.#answer(true);

  /** The dialog is shut first, so that the focus goes back to where it was. */
  async #answer(isYes: boolean): Promise<void> {
    this.isOpen = false;
    await this.updateComplete;
    await this.querySelector<LightElement>("ui-dialog")?.updateComplete;
    this.dispatchEvent(new CustomEvent("answered", { detail: isYes }));
  }
}

/** Asks over whatever is shown. @returns whether to go on; closing the question is a no */
export function ask(question: Question): Promise<boolean> {
  const element = document.createElement("ui-question") as UiQuestion;
  element.question = question;
  return new Promise((answered) => {
    element.addEventListener("answered", (event) => {
      element.remove();
      answered((event as CustomEvent<boolean>).detail);
    });
    document.body.append(element);
  });
}

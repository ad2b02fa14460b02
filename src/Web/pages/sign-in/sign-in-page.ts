import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { post } from "#shared/api/client";
import { Refusal } from "#shared/api/problem";
import { announce } from "#shared/components/announcer";
import "#shared/components/app-bar";
import { describedBy, field } from "#shared/components/field";
import { PageElement } from "#shared/components/page";
import { pageFor } from "#shared/session/session";
import { shared } from "#strings/shared";
import { signIn } from "#strings/sign-in";

/** Exchanges a token for a session, then goes to the page that it is for. */
@customElement("sign-in-page")
export class SignInPage extends PageElement {
  @state() private error = "";
  @state() private isShown = false;
  @state() private isBusy = false;
  readonly #search = new URLSearchParams(location.search);

  protected override render() {
    const why = signIn.why[this.#search.get("why") ?? this.#search.get("link") ?? ""];
    const error = this.error || undefined;
    return html`
      <a class="skip-link" href="#token">${shared.skipToMain}</a>
      <ui-app-bar section=${signIn.title}></ui-app-bar>
      <main class="sign-in">
        <form class="card" novalidate @submit=${this.#submit}>
          <h1>${signIn.title}</h1>
          <p class="muted">${signIn.lead}</p>
          ${why ? html`<p class="why"><ui-icon name="info"></ui-icon>${why}</p>` : nothing}
          ${field({
            id: "token",
            label: signIn.label,
            hint: signIn.hint,
            error,
            control: html`<input
              class="input"
              id="token"
              name="token"
              type=${this.isShown ? "text" : "password"}
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              aria-required="true"
              aria-invalid=${error ? "true" : nothing}
              aria-describedby=${describedBy("token", signIn.hint, error)}
            />`,
          })}
          <label class="choice"
            ><input type="checkbox" .checked=${this.isShown} @change=${(e: Event) => (this.isShown = (e.target as HTMLInputElement).checked)} />${signIn.show}</label
          >
          <button class="button primary large" type="submit" ?disabled=${this.isBusy}>
            ${this.isBusy ? signIn.submitting : signIn.submit}
          </button>
        </form>
      </main>
      <ui-announcer></ui-announcer>
    `;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("#token")?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = this.querySelector<HTMLInputElement>("#token")!;
    const token = input.value.trim();
    if (!token) {
      return this.#refuse(signIn.missing, input);
    }

    this.isBusy = true;
    try {
      const session = await post("/v1/session", { token });
      location.assign(this.#next(pageFor(session.kind)));
    } catch (fault) {
      this.isBusy = false;
      await this.#refuse(wordsFor(fault), input);
    }
  }

  async #refuse(error: string, input: HTMLInputElement): Promise<void> {
    this.error = error;
    announce(error);
    await this.updateComplete;
    input.focus();
    input.select();
  }

  /** Where one wanted to go, as long as it belongs to the page that the token opens: never another site. */
  #next(page: string): string {
    const next = this.#search.get("next") ?? "";
    return next === page || next.startsWith(`${page}/`) || next.startsWith(`${page}?`) ? next : page;
  }
}

function wordsFor(fault: unknown): string {
  if (!(fault instanceof Refusal)) {
    return shared.unreachable;
  }

  return fault.status === 401 ? signIn.wrong : fault.status === 429 ? signIn.tooMany : signIn.failed;
}
